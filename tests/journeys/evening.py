"""What lies on a volunteer's desk: the session of 12 June 2014, its agenda, one roll call as a newspaper printed it."""

from __future__ import annotations

from tests.council.sources.pdf_builder import Print, counted, roll_call

ADDRESS = "https://bip.example/protokol-44.pdf"
ROLL = """1 Magdalena Budny TAK
2 Leszek Curyło TAK
3 Dominik Dragon WSTRZYMAŁ SIĘ
4 Zdzisław Goliszewski NIEOBECNY
5 Jarosław Gonciarz TAK
6 Kajetan Gornig TAK
7 Zbigniew Grzyb TAK
8 Michał Jaśniok TAK
9 Joanna Karweta TAK
10 Krzysztof Kleczka TAK
11 Marek Kopała TAK
12 Tadeusz Olejnik TAK
13 Jan Pająk TAK
14 Ewa Potocka WSTRZYMAŁ SIĘ
15 Marek Pszonak TAK
16 Krystyna Sowa TAK
17 Janusz Szymanowski TAK
18 Grażyna Walter-Łukowicz TAK
19 Marek Widuch TAK
20 Jarosław Wieczorek TAK
21 Urszula Więckowska TAK
22 Jan Wiśniewski TAK
23 Henryk Woźniak TAK
24 Zbigniew Wygoda TAK
25 Jarosław Wypych TAK
"""
"""The roll call of resolution XLIV/949/2014."""
NAMES = [" ".join(line.split()[1:3]) for line in ROLL.splitlines()]
SUBJECTS = [
    "zmiany Wieloletniej Prognozy Finansowej Miasta Gliwice",
    "zmiany budżetu miasta Gliwice na 2014 rok",
    "stawek opłat za zajęcie pasa drogowego",
    "Gliwickiej Inicjatywy Lokalnej",
    "obszaru i granic aglomeracji Gliwice",
    "zmiany Statutu Miasta Gliwice",
    "utworzenia Osiedla Baildona oraz nadania mu statutu",
    "planu pracy Komisji Rewizyjnej",
    "nadania nazwy ulicy",
    "emisji obligacji komunalnych",
]
AGENDA = "Porządek obrad:\n1. Otwarcie sesji.\n2. Stwierdzenie prawomocności obrad.\n" + "".join(
    f"{place}. Projekt uchwały w sprawie {subject} (druk nr {place + 940}).\n"
    for place, subject in enumerate(SUBJECTS, start=3)
)


def printed_vote(subject: str, number: int, against: str) -> bytes:
    """Print one vote of the session in the layout of the council's voting system, with one person against."""
    rows = [(" ".join(reversed(name.split())), "PRZECIW" if name == against else "ZA") for name in NAMES]
    told = {"session": "XLIV sesja Rady Miasta Gliwice", "aside": "44", "date": "12.06.2014 12:11"}
    return roll_call(Print([subject], rows, number, counters=counted(rows), **told))
