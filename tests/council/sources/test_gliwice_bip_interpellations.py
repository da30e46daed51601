"""Gliwice's interpellations: the list, the letters that it names, and how they become one record."""

from __future__ import annotations

from datetime import date

import pytest

from council.drafts import AnswerState, InterpellationDraft, InterpellationKind, LetterDraft, LetterRole, PersonDraft
from council.importers import store_person
from council.models import Interpellation
from council.sources._letters import letter_of
from council.sources.gliwice_bip_interpellations import FILES, GliwiceBipInterpellations
from tests.council.importers.conftest import document
from tests.council.sources.pdf_builder import Text, encrypted, pdf, scan
from tests.fakes.office import Office, Page
from watchdog.ingest import pipeline
from watchdog.ingest.documents import Document
from watchdog.ingest.source import Draft, Reject, Unreadable

SINCE = date(1990, 5, 27)
LIST = "https://bip.gliwice.eu/radaMiasta/interpelacje"
ASKED = ("Zbigniew Wygoda", "Radny Rady Miasta Gliwice", "Gliwice, dnia 3 marca 2025 r.", "Proszę o remont ulicy.")
ANSWERED = ("Gliwice, 20.03.2025 r.", "Prezydent Miasta Gliwice", "Odpowiadam na interpelację.")


def row(number: int = 124, words: str = "Interpelacja Dotyczy: remontu ulicy", answered: bool = True) -> str:
    answer = f'<a href="/storage/interpelacje/o{number}.pdf">Pobierz plik</a>' if answered else ""
    return f'<tr><td>{words} <a href="/storage/interpelacje/p{number}.pdf">Pobierz plik</a> {answer}</td></tr>'


def page(*rows: str) -> bytes:
    return f'<html><meta charset="utf-8"><table id="interpelacje">{"".join(rows)}</table></html>'.encode()


def letter(*lines: str) -> bytes:
    return pdf([[Text(60, 780 - 20 * at, line, 10) for at, line in enumerate(lines)]])


def read(*rows: str) -> list[Draft | Reject]:
    return list(GliwiceBipInterpellations().parse(page(*rows)))


def read_letter(name: str, content: bytes) -> LetterDraft:
    (draft,) = GliwiceBipInterpellations().read(content, f"{FILES}{name}")
    assert isinstance(draft, LetterDraft), draft
    return draft


def test_a_row_says_what_was_asked_and_where_the_letters_lie() -> None:
    (draft,) = read(row())

    assert isinstance(draft, InterpellationDraft)
    assert (draft.form, draft.subject) == (InterpellationKind.INTERPELLATION, "remontu ulicy")
    assert (draft.question_url, draft.answer_url) == (f"{FILES}p124.pdf", f"{FILES}o124.pdf")
    assert (draft.authors, draft.received_on, draft.answer) == ((), None, AnswerState.GIVEN)


def test_a_row_without_an_answer_says_nothing_of_one() -> None:
    (draft,) = read(row(answered=False))

    assert isinstance(draft, InterpellationDraft)
    assert (draft.answer, draft.answer_url) == (AnswerState.UNKNOWN, "")


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (row(words="Wniosek Dotyczy: remontu"), "Wiersz nie jest interpelacją ani zapytaniem."),
        (row(words="Interpelacja"), "Przedmiot: brak wartości."),
        ("<tr><td>Zapytanie Dotyczy: rozkładu</td></tr>", "Wiersz nie prowadzi do żadnego pisma."),
        (row() .replace("o124", "o125"), "Wiersz nie prowadzi do żadnego pisma."),
    ],
)  # fmt: skip
def test_a_bad_row_is_rejected_with_its_reason_and_the_next_is_read(bad: str, reason: str) -> None:
    rejected, kept = read(bad, row(126))

    assert isinstance(rejected, Reject)
    assert rejected.reason == reason
    assert isinstance(kept, InterpellationDraft)


def test_the_list_leads_to_every_letter_and_a_letter_leads_nowhere() -> None:
    source = GliwiceBipInterpellations()

    assert source.follow(LIST, page(row(), row(), row(125, answered=False)), SINCE) == [
        f"{FILES}p124.pdf",
        f"{FILES}o124.pdf",
        f"{FILES}p125.pdf",
    ]
    assert not list(source.follow(f"{FILES}p124.pdf", letter(*ASKED), SINCE))


@pytest.mark.parametrize(
    ("lines", "councillors", "day"),
    [
        (ASKED, ("Zbigniew Wygoda",), date(2025, 3, 3)),
        (("Gliwice, dn. 3.03.2025", "Z poważaniem", "Radna Anna Nowak-Kowal"), ("Anna Nowak-Kowal",), date(2025, 3, 3)),
        (("dnia 03.03.2025 r.", "Radna Miasta Gliwice", "Anna Nowak"), ("Anna Nowak",), date(2025, 3, 3)),
        (("Radny Jan Nowak", "Radny Nowak Jan", "Radna Anna Lis"), ("Jan Nowak", "Anna Lis"), None),
        (("Szanowna Pani", "Radny Rady Miasta Gliwice", "Prezydent Miasta"), (), None),
        (("Radny Jan Nowak pytał o to samo dnia 3.03.2025.", "Gliwice, 30 lutego 2025 r."), (), None),
    ],
)
def test_a_letter_says_who_signed_it_and_when(
    lines: tuple[str, ...], councillors: tuple[str, ...], day: date | None
) -> None:
    assert letter_of(letter(*lines)) == (councillors, day)


def test_an_answer_names_nobody_who_asked() -> None:
    draft = read_letter("o124.pdf", letter(*ANSWERED, "Radny Jan Nowak"))

    assert (draft.role, draft.authors, draft.dated_on) == (LetterRole.ANSWER, (), date(2025, 3, 20))
    assert draft.question_url == f"{FILES}p124.pdf"


def test_a_scan_says_that_it_is_one() -> None:
    draft = read_letter("p124.pdf", scan())

    assert (draft.authors, draft.dated_on) == ((), None)
    assert [(doubt.code, doubt.place) for doubt in draft.findings] == [("scan_without_text", "p124.pdf")]


@pytest.mark.parametrize(
    ("address", "content", "code"),
    [
        (LIST, b"", "empty_file"),
        (LIST, b"[]", "wrong_shape"),
        (LIST, b"<html>Przerwa</html>", "wrong_shape"),
        (LIST, page(row())[:120], "wrong_shape"),
        (LIST, page(row(words="Interpelacja Dotyczy: źródła")).decode().encode("cp1250"), "bad_encoding"),
        (f"{FILES}p1.pdf", b"<html></html>", "not_a_pdf"),
        (f"{FILES}p1.pdf", letter(*ASKED)[:200], "corrupt_pdf"),
        (f"{FILES}p1.pdf", encrypted(letter(*ASKED)), "encrypted_pdf"),
    ],
)
def test_a_document_of_no_use_is_refused_by_name(address: str, content: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        list(GliwiceBipInterpellations().read(content, address))

    assert refusal.value.code == code


def test_a_list_without_rows_says_nothing() -> None:
    assert read() == []


# Into the records


@pytest.fixture
def published(office: Office) -> Office:
    """Put a list of two on the office's server: the first with text in both letters, the second a scan alone."""
    store_person(PersonDraft(term="2024-2029", name="Zbigniew Wygoda"), document("f"))
    office.pages["/radaMiasta/interpelacje"] = Page(page(row(), row(125, "Zapytanie Dotyczy: dróg", answered=False)))
    office.pages["/storage/interpelacje/p124.pdf"] = Page(letter(*ASKED))
    office.pages["/storage/interpelacje/o124.pdf"] = Page(letter(*ANSWERED))
    office.pages["/storage/interpelacje/p125.pdf"] = Page(scan())
    return office


def walk(office: Office) -> list[str]:
    fetch = office.standing_for("https://bip.gliwice.eu")
    return [report.status for report in pipeline.run(GliwiceBipInterpellations(), SINCE, fetch)]


def codes(record: Interpellation) -> set[str]:
    return {finding["code"] for finding in record.findings}


@pytest.mark.django_db
def test_a_row_and_its_letters_are_one_record(published: Office) -> None:
    assert walk(published) == ["ok"] * 4

    found = Interpellation.objects.get(subject="remontu ulicy")
    assert (found.authors, found.received_on) == ("Zbigniew Wygoda", date(2025, 3, 3))
    assert (found.answer, found.answered_on, found.days_taken) == ("given", date(2025, 3, 20), 17)
    assert [str(author.person) for author in found.asked_by.all()] == ["Zbigniew Wygoda"]
    assert codes(found) == {"letter_date"}


@pytest.mark.django_db
def test_a_scan_leaves_open_who_asked_and_says_so(published: Office) -> None:
    walk(published)

    found = Interpellation.objects.get(subject="dróg")
    assert (found.authors, found.received_on, found.kind) == ("", None, "zapytanie")
    assert not found.asked_by.exists()
    assert codes(found) == {"scan_without_text", "term_assumed"}


@pytest.mark.django_db
def test_the_second_walk_changes_nothing(published: Office) -> None:
    walk(published)
    before = list(Interpellation.objects.order_by("pk").values())

    assert walk(published) == ["unchanged"] * 4
    assert list(Interpellation.objects.order_by("pk").values()) == before


@pytest.mark.django_db
def test_a_new_list_takes_nothing_of_the_letters_back(published: Office) -> None:
    walk(published)
    stated = ("authors", "received_on", "answered_on", "term", "slug")
    before = list(Interpellation.objects.order_by("pk").values(*stated))
    doubts = [codes(record) for record in Interpellation.objects.order_by("pk")]

    for number in (126, 127):  # twice: after the first, the record points at the list again
        published.pages["/radaMiasta/interpelacje"] = Page(
            page(row(number), row(), row(125, "Zapytanie Dotyczy: dróg", answered=False))
        )
        walk(published)

    assert list(Interpellation.objects.order_by("pk").values(*stated)[:2]) == before
    assert [codes(record) for record in Interpellation.objects.order_by("pk")[:2]] == doubts


@pytest.mark.django_db
def test_the_archive_read_again_says_the_same(published: Office) -> None:
    walk(published)
    stated = ("authors", "received_on", "answered_on", "term", "slug", "findings")
    before = list(Interpellation.objects.order_by("pk").values(*stated))

    reports = list(pipeline.read_again(GliwiceBipInterpellations()))

    assert not [report for report in reports if report.failed or report.counts["changed"]]
    assert list(Interpellation.objects.order_by("pk").values(*stated)) == before


@pytest.mark.django_db
def test_a_letter_of_an_earlier_term_moves_its_record_there(published: Office) -> None:
    published.pages["/storage/interpelacje/p124.pdf"] = Page(letter("Gliwice, dnia 2 marca 2020 r.", "Radny Jan Nowak"))

    walk(published)

    found = Interpellation.objects.get(subject="remontu ulicy")
    assert (found.term.slug, found.received_on) == ("2018-2024", date(2020, 3, 2))
    assert codes(found) == {"letter_date", "not_on_roster"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "code"),
    [("1 maja 1950", "day_outside_term"), ("1 maja 2125", "day_outside_term"), ("1 maja 2028", "future_date")],
)
def test_a_letter_of_a_day_that_cannot_be_true_is_a_doubt(published: Office, day: str, code: str) -> None:
    published.pages["/storage/interpelacje/p124.pdf"] = Page(letter(f"Gliwice, dnia {day} r.", "Radny Jan Nowak"))

    walk(published)

    assert code in codes(Interpellation.objects.get(subject="remontu ulicy"))


@pytest.mark.django_db
def test_a_letter_without_its_list_is_rejected_with_the_reason() -> None:
    report = pipeline.take_in(GliwiceBipInterpellations(), Document(f"{FILES}p999.pdf", letter(*ASKED)))

    assert report.counts == {"rejected": 1}
    assert "najpierw trzeba odczytać listę" in report.rejects[0].reason


@pytest.mark.django_db
def test_a_row_listed_twice_is_one_record() -> None:
    report = pipeline.take_in(GliwiceBipInterpellations(), Document(LIST, page(row(), row())))

    assert report.counts == {"stored": 1, "duplicate": 1}
