"""
Every doubt the portal can raise about a document, in a sentence for the reader.

The methods page prints this list, ``docs/methods.md`` is made from it, and a contract test holds every code raised
anywhere against it. A finding never removes a record: it stands beside it.
"""

from __future__ import annotations

from typing import NamedTuple

OUTWEIGHED = "outweighed"
"""A weaker document states another value; kept with its ``Reading`` and not with the record."""


class Meaning(NamedTuple):
    """What a code says, in one plain sentence each."""

    pl: str
    en: str


FINDINGS: dict[str, Meaning] = {
    # A vote against itself
    "totals_differ": Meaning(
        "Liczba nazwisk przy danym wyborze jest inna niż licznik wydrukowany w dokumencie; podajemy jedno i drugie.",
        "The names under a choice do not add up to the printed counter; both are shown.",
    ),
    "counters_disagree": Meaning(
        "Liczniki wydrukowane w dokumencie nie zgadzają się ze sobą.",
        "The printed counters contradict one another.",
    ),
    "person_twice": Meaning(
        "Jedna osoba stoi w wykazie więcej niż raz; nie rozstrzygamy, który głos jest właściwy.",
        "A person is listed more than once; we do not decide which entry is right.",
    ),
    "too_many_ballots": Meaning(
        "W wykazie jest więcej osób, niż było uprawnionych do głosowania.",
        "More people are listed than were entitled to vote.",
    ),
    "unknown_label": Meaning(
        "Przy nazwisku stoi słowo, którego znaczenia nie znamy; tego głosu nie zapisano.",
        "A word unknown to us stands beside a name; that ballot was not recorded.",
    ),
    "secret_with_names": Meaning(
        "Głosowanie było tajne, a dokument wymienia głosy z nazwiska; nazwisk nie zapisano.",
        "The vote was secret, yet the document lists people by name; the names were not recorded.",
    ),
    "no_names": Meaning(
        "Wykaz imienny nie podaje przy tym głosowaniu żadnego nazwiska; znane są co najwyżej liczniki.",
        "The roll call names nobody under this vote; at most the counters are known.",
    ),
    "garbled_text": Meaning(
        "Nazwisko lub temat zawiera znaki zepsute przez złe kodowanie; pokazujemy je tak, jak stoją w dokumencie.",
        "A name or subject holds characters spoilt by a wrong encoding; it is shown as it stands in the document.",
    ),
    "no_quorum": Meaning(
        "Dokument podaje, że kworum nie zostało osiągnięte.",
        "The document says that the quorum was not reached.",
    ),
    "result_differs": Meaning(
        "Wynik w dokumencie jest inny niż ten, który wychodzi z liczb i z potrzebnej większości; pokazujemy oba.",
        "The result in the document is not the one that the numbers and the majority needed make; both are shown.",
    ),
    "future_date": Meaning(
        "Data w dokumencie leży w przyszłości; to zapewne pomyłka w druku.",
        "The date in the document lies in the future, most likely a misprint.",
    ),
    "session_number_differs": Meaning(
        "Dokument podaje dwa różne numery tej samej sesji.",
        "The document gives two different numbers of the same session.",
    ),
    "misplaced_number": Meaning(
        "Nie wiadomo, które z kilku wystąpień liczby w temacie jest numerem głosowania; tematu nie zmieniono.",
        "It is unclear which of several figures in the subject is the vote's number; the subject was left as it is.",
    ),
    # A record against the rest of the portal
    "unknown_person": Meaning(
        "Nazwiska nie ma w składzie rady tej kadencji; głos czeka na rozpoznanie osoby.",
        "The name is not on the council's roster of that term; the ballot waits until the person is identified.",
    ),
    "no_mandate": Meaning(
        "Osoba z wykazu nie miała w dniu głosowania mandatu, o którym wiemy; ten głos nie wchodzi do statystyk.",
        "A person on the roll call held no mandate known to us on that day; the ballot enters no statistic.",
    ),
    "readings_differ": Meaning(
        "Dwa dokumenty podają o tym samym głosowaniu co innego; pokazujemy oba.",
        "Two documents say different things about the same vote; both are shown.",
    ),
    "not_on_roster": Meaning(
        "Nazwiska nie ma w spisie radnych tej kadencji; pokazujemy je tak, jak stoi w dokumencie.",
        "The name is not on the council's roster of that term; it is shown as the document has it.",
    ),
    "answer_before_question": Meaning(
        "Odpowiedź nosi datę wcześniejszą niż wpływ pytania; czasu odpowiedzi nie liczymy.",
        "The answer is dated before the question was received; the time it took is not counted.",
    ),
    "days_out_of_order": Meaning(
        "Data rozstrzygnięcia albo zmiany jest wcześniejsza niż data uchwały, której dotyczy; pokazujemy obie.",
        "A ruling or a change is dated before the resolution that it concerns; both days are shown.",
    ),
    "day_outside_term": Meaning(
        "Data leży poza kadencją, którą podaje ten sam dokument; to zapewne pomyłka w druku i dnia nie przyjęto.",
        "The date lies outside the term that the same document names, most likely a misprint; it was not taken over.",
    ),
    "letter_date": Meaning(
        "Dzień pytania to data na piśmie radnego; do urzędu mogło wpłynąć później, a czas odpowiedzi być krótszy.",
        "The day of the question is the date on the letter; it may have been received later and answered sooner.",
    ),
    "term_assumed": Meaning(
        "Dokument nie podaje ani dnia, ani kadencji; wpisano kadencję z dnia, w którym go pobrano.",
        "The document gives neither a day nor a term; the term of the day on which it was fetched is assumed.",
    ),
    "other_city": Meaning(
        "Dokument dotyczy innego miasta niż to, które opisuje portal.",
        "The document concerns another city than the portal's own.",
    ),
    # A document as a whole
    "unrecognised": Meaning(
        "Żaden z czytników portalu nie rozpoznał dokumentu.",
        "None of the portal's readers recognises the document.",
    ),
    "empty_file": Meaning("Plik jest pusty.", "The file is empty."),
    "not_a_pdf": Meaning("Plik nie jest dokumentem PDF.", "The file is not a PDF."),
    "corrupt_pdf": Meaning("Plik PDF jest uszkodzony.", "The PDF is damaged."),
    "encrypted_pdf": Meaning("Plik PDF jest zaszyfrowany hasłem.", "The PDF is locked with a password."),
    "no_pages": Meaning("Plik PDF nie ma ani jednej strony.", "The PDF has no page."),
    "too_long": Meaning("Plik ma więcej stron, niż portal czyta.", "The file has more pages than the portal reads."),
    "scan_without_text": Meaning(
        "Dokument jest skanem bez warstwy tekstowej; zachowano go i wpisano na listę braków.",
        "The document is a scan without text; it is kept and listed as missing.",
    ),
    "not_a_roll_call": Meaning(
        "Dokument nie jest imiennym wykazem głosowania.",
        "The document is not a roll call.",
    ),
    "html_instead": Meaning("Zamiast danych przyszła strona HTML.", "An HTML page came instead of data."),
    "cut_json": Meaning("Plik JSON urywa się albo jest uszkodzony.", "The JSON file is cut off or damaged."),
    "cut_xml": Meaning("Plik XML urywa się albo jest uszkodzony.", "The XML file is cut off or damaged."),
    "bad_encoding": Meaning("Plik nie jest zapisany w UTF-8.", "The file is not in UTF-8."),
    "wrong_shape": Meaning(
        "Plik ma inną budowę niż dokumenty tego wydawcy.",
        "The file is not built like this publisher's documents.",
    ),
    "empty_list": Meaning(
        "Wykaz wydawcy jest pusty, choć powinien coś wymieniać; niczego nie oznaczono jako wycofane.",
        "The publisher's list is empty though it should name something; nothing was marked as withdrawn.",
    ),
    "wrong_header": Meaning(
        "Nagłówek tabeli jest inny niż oczekiwany.",
        "The table's header is not the expected one.",
    ),
    # A document on its way in
    "unreachable": Meaning(
        "Serwer wydawcy nie wysłał dokumentu.",
        "The publisher's server did not send the document.",
    ),
    "too_large": Meaning("Plik jest większy, niż portal czyta.", "The file is larger than the portal reads."),
    "bad_gzip": Meaning("Spakowany plik jest uszkodzony.", "The packed file is damaged."),
    "wrong_kind": Meaning(
        "Plik jest innego rodzaju, niż można wysłać, albo niż mówi jego nazwa.",
        "The file is of another kind than may be sent, or than its name says.",
    ),
    "encrypted_file": Meaning(
        "Plik Worda albo Excela jest zabezpieczony hasłem.",
        "The Word or Excel file is locked with a password.",
    ),
    "unsafe_file": Meaning(
        "Plik jest zbudowany tak, że jego otwarcie mogłoby zaszkodzić portalowi; nie otwieramy go.",
        "The file is built so that opening it could harm the portal; it is not opened.",
    ),
    "too_costly": Meaning(
        "Odczyt wymagał więcej czasu albo pamięci, niż portal na to przeznacza; dokument zachowano.",
        "Reading took more time or memory than the portal allows for it; the document is kept.",
    ),
    # A table that somebody brought
    "bad_table": Meaning(
        "Pliku nie da się podzielić na wiersze i kolumny.",
        "The file cannot be parted into rows and columns.",
    ),
    "column_twice": Meaning(
        "Dwie kolumny tabeli mają ten sam nagłówek.",
        "Two columns of the table have the same heading.",
    ),
    "missing_columns": Meaning(
        "W tabeli brakuje kolumny, bez której nie da się jej odczytać.",
        "The table lacks a column without which it cannot be read.",
    ),
    "too_many_columns": Meaning(
        "Tabela ma więcej kolumn, niż odczytujemy.",
        "The table has more columns than we read.",
    ),
    "too_many_rows": Meaning(
        "Tabela ma więcej wierszy, niż odczytujemy naraz.",
        "The table has more rows than we read at once.",
    ),
    # A register of money in a table
    "wrong_mapping": Meaning(
        "Odwzorowanie kolumn nie pasuje do tabeli: żaden z jej pierwszych wierszy nie dał się odczytać.",
        "The mapping of columns does not fit the table: none of its first rows could be read.",
    ),
    "rows_skipped": Meaning(
        "Pominięto wiersze, które nie są zapisami rejestru: sumy, powtórzone nagłówki, numery kolumn.",
        "Rows that are no records were passed over: sums, repeated headings, numbers of columns.",
    ),
    "sheets_skipped": Meaning(
        "Pominięto arkusze, w których nie ma nagłówków rejestru.",
        "Sheets without the register's headings were passed over.",
    ),
    "wrong_number": Meaning(
        "NIP, REGON albo KRS w rejestrze jest błędny; pominięto sam numer.",
        "A NIP, REGON or KRS in the register is wrong; only the number was left out.",
    ),
    "wrong_classification": Meaning(
        "Dział, rozdział albo paragraf w rejestrze nie daje się odczytać; pominięto samą klasyfikację.",
        "A division, chapter or paragraph in the register cannot be read; only the classification was left out.",
    ),
    "unreadable_date": Meaning(
        "Jedna z dat w rejestrze nie daje się odczytać albo przeczy innej; pominięto samą datę.",
        "One of the dates in the register cannot be read or contradicts another; only the date was left out.",
    ),
    "huge_amount": Meaning(
        "Kwota jest niezwykle wysoka; podajemy ją tak, jak stoi w rejestrze, ale może to być przesunięty przecinek.",
        "The amount is unusually high; it is shown as the register has it, but a decimal mark may have slipped.",
    ),
    "archive_full": Meaning(
        "Archiwum portalu nie mogło zapisać dokumentu, więc go nie odczytano.",
        "The portal's archive could not keep the document, so it was not read.",
    ),
    "damaged": Meaning(
        "Kopia dokumentu w archiwum portalu jest uszkodzona.",
        "The copy of the document in the portal's archive is damaged.",
    ),
    "crashed": Meaning(
        "Odczyt przerwał błąd programu; dokument zachowano.",
        "A fault of the program broke the reading off; the document is kept.",
    ),
    "not_indexed": Meaning(
        "Zapisy z dokumentu dodano, ale wyszukiwarka jeszcze ich nie zna.",
        "The records of the document are stored, but search does not know them yet.",
    ),
    # A document against its earlier version
    "gone": Meaning(
        "Serwer wydawcy nie ma już dokumentu; gdy powtórzy to innego dnia, jego zapisy oznaczymy jako wycofane.",
        "The publisher's server no longer has the document; told so on another day too, its records are withdrawn.",
    ),
    "filter_ignored": Meaning(
        "Rejestr pominął warunek pytania i odpowiedział o wszystkich; niczego z tej odpowiedzi nie zapisano.",
        "The register ignored a condition of the question and answered of everything; nothing of it was stored.",
    ),
    "bad_identifier": Meaning(
        "NIP albo REGON w dokumencie ma błędną sumę kontrolną; zapis dodano bez tego numeru.",
        "A NIP or REGON in the document has a wrong checksum; the record was stored without it.",
    ),
    "several_contracts": Meaning(
        "Ogłoszenie o zamówieniu pasuje do kilku umów; nie powiązano go z żadną.",
        "A procurement notice fits several contracts; it was tied to none.",
    ),
    OUTWEIGHED: Meaning(
        "Dokument podaje inną wartość niż dokument o większej wadze; w zapisie stoi wartość tego drugiego.",
        "The document states another value than one of greater weight, whose value stands in the record.",
    ),
    "shrunk": Meaning(
        "Nowsza wersja dokumentu ma mniej niż połowę zapisów poprzedniej; niczego nie oznaczono jako wycofane.",
        "The newer version holds less than half of the earlier one's records; nothing was marked as withdrawn.",
    ),
    "pages_missing": Meaning(
        "Wykaz przychodzi stronami i nie wszystkie przyszły; niczego nie oznaczono jako wycofane.",
        "The list comes in pages and not all of them came; nothing was marked as withdrawn.",
    ),
    "pages_repeat": Meaning(
        "Strony wykazu powtarzają te same wiersze, więc innych może brakować; niczego nie oznaczono jako wycofane.",
        "Pages of one list repeat the same rows, so others may be missing; nothing was marked as withdrawn.",
    ),
    "withdrawn": Meaning(
        "Wydawca przestał wymieniać część zapisów; oznaczono je jako wycofane.",
        "The publisher no longer lists some records; they are marked as withdrawn.",
    ),
}
"""Code → meaning, in the order in which the methods page lists them."""

BLOCKING = frozenset(
    {
        "counters_disagree",
        "no_mandate",
        "no_quorum",
        "person_twice",
        "result_differs",
        "secret_with_names",
        "too_many_ballots",
        "totals_differ",
    }
)
"""Doubts with which typed work is published only after a reviewer has written why: its arithmetic does not agree.

What a machine read is published with them, because the office's own document stands beside it.
"""
