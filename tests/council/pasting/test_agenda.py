"""An agenda copied from a page, a PDF, Word or a letter becomes items; no line of it is lost."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from council.drafts import AgendaItemDraft, MeetingRef
from council.matching import CUT
from council.pasting.agenda import PastedItem, read_agenda
from council.pasting.prints import titled
from tests.real import real
from watchdog.core.text import fold, squash

SEED = Path(__file__).resolve().parents[3] / "council/seeds/gliwice/agendas.csv"

OFFICE = """\
BIURO RADY MIASTA
Porządek obrad XX sesji Rady Miasta

I. Sprawy regulaminowe:
1. Otwarcie sesji i stwierdzenie prawomocności obrad.
2. Przyjęcie protokołu z sesji z dnia
12. grudnia 2024 r.
II. Podjęcie uchwał w sprawie:
1) zmiany budżetu miasta na 2024 rok /druk nr 495/,
2) przystąpienia do sporządzenia planu zagospoda-
rowania przestrzennego (druk nr 148/2024 z autopoprawką);
BIURO RADY MIASTA
- 1 -
3) uchylenia uchwały nr X/12/2011 w sprawie
opłat (druk nr
496),
4) statutów osiedli (druki nr 12, 13 i 14).
III. Informacje Prezydenta Miasta.
– o pracy między sesjami,
BIURO RADY MIASTA
- 2 -
IV. Zamknięcie obrad.

Przewodniczący Rady Miasta
(-) Jan Kowalski
"""


def labels(text: str) -> list[str]:
    return [item.label for item in read_agenda(text).items]


def titles(text: str) -> list[str]:
    return [item.title for item in read_agenda(text).items]


def listed(page: str) -> list[dict[str, str]]:
    """Give the rows that were typed by hand from the same page."""
    number, _dash, year = page.partition("-")
    with SEED.open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file, delimiter=";") if (row["number"], row["day"][:4]) == (number, year)]


@pytest.mark.parametrize(
    ("page", "count"),
    [("I-2018", 7), ("IX-2024", 15), ("LI-2023", 10), ("XIV-2020", 11), ("XLVIII-2023", 10), ("XXIII-2021", 12)],
)
def test_the_real_pages_of_gliwice_hold_what_a_person_counted_and_typed(page: str, count: int) -> None:
    items = read_agenda(real(f"pages/gliwice-sesja-{page}-porzadek.txt").read_text(encoding="utf-8")).items
    rows = listed(page)

    assert len(items) == len(rows) == count
    for item, row in zip(items, rows, strict=True):
        read = (item.label, str(item.position), item.print_number, item.replaces, item.amended)
        assert read == (row["label"], row["position"], row["print_number"], row["replaces"], row["amended"] == "yes")
        if CUT not in item.title:
            assert item.title == row["title"]


def test_an_office_page_with_heads_broken_lines_and_page_feet() -> None:
    found = read_agenda(OFFICE)

    assert [item.label for item in found.items] == [
        *("I", "I.1", "I.2", "II", "II.1", "II.2", "II.3", "II.4", "III", "b.n. 1", "IV")
    ]
    assert found.items[2].title == "Przyjęcie protokołu z sesji z dnia 12. grudnia 2024 r."
    assert found.items[5].title == (
        "Podjęcie uchwały w sprawie przystąpienia do sporządzenia planu zagospodarowania przestrzennego"
    )
    assert (found.items[5].print_number, found.items[5].amended) == ("148/2024", True)
    assert found.items[6].print_number == "496"
    assert found.items[6].title.endswith("uchylenia uchwały nr X/12/2011 w sprawie opłat")


def test_what_is_no_item_is_given_back_with_its_line() -> None:
    found = read_agenda(OFFICE)

    assert [(line.line, line.text) for line in found.leftover if not line.page] == [
        (1, "BIURO RADY MIASTA"),
        (2, "Porządek obrad XX sesji Rady Miasta"),
        (24, "Przewodniczący Rady Miasta"),
        (25, "(-) Jan Kowalski"),
    ]
    assert [line.text for line in found.leftover if line.page] == [
        *("BIURO RADY MIASTA", "- 1 -"),
        *("BIURO RADY MIASTA", "- 2 -"),
    ]


def test_a_divided_word_several_prints_and_a_missing_number_are_doubts() -> None:
    doubts = [doubt for item in read_agenda(OFFICE).items for doubt in item.doubts]

    assert any("„zagospoda-rowania”" in doubt for doubt in doubts)
    assert any("druki nr 12, 13 i 14" in doubt for doubt in doubts)
    assert any("nie daje temu punktowi numeru" in doubt for doubt in doubts)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. Otwarcie.\n2. Zamknięcie.", ["1", "2"]),
        ("1) Otwarcie\n2) Zamknięcie", ["1", "2"]),
        ("1a.Otwarcie\n1b. Ślubowanie", ["1a", "1b"]),
        ("9. Wotum:\n9.1. raport\n9.2. debata\n9.2a. opinie", ["9", "9.1", "9.2", "9.2a"]),
        ("10. Budżet:\na) projekt,\nb) opinia.\n11. Statut", ["10", "10a", "10b", "11"]),
        ("6. Uchwały:\n1) budżet\n2) WPF\n7. Wnioski", ["6", "6.1", "6.2", "7"]),
        ("6. Uchwały:\n1. budżet\n2. WPF\n7. Wnioski", ["6", "6.1", "6.2", "7"]),
        ("I. Otwarcie\nII. Zamknięcie", ["I", "II"]),
        ("I. Sprawy:\n1. Otwarcie\nII. Uchwały:\n2. Budżet", ["I", "1", "II", "2"]),
        ("Ad. 1\nOtwarcie\nAd. pkt 2 Zamknięcie\nAd 3. Wnioski", ["1", "2", "3"]),
        ("• Otwarcie\n• Zamknięcie", ["b.n. 1", "b.n. 2"]),
        ("1\tOtwarcie\n2\tZamknięcie", ["1", "2"]),
        ("1. Otwarcie. 2. Komunikaty. 3. Uchwały: a) budżet, b) WPF.", ["1", "2", "3", "3a", "3b"]),
        ("1.\u00a0Otwarcie\r\n2.\u00a0Zamknięcie", ["1", "2"]),
    ],
)
def test_every_way_of_numbering(text: str, expected: list[str]) -> None:
    assert labels(text) == expected


@pytest.mark.parametrize(
    ("head", "item", "title"),
    [
        ("Podjęcie uchwał w sprawie:", "budżetu", "Podjęcie uchwały w sprawie budżetu"),
        ("Podjęcie uchwał w sprawach:", "budżetu", "Podjęcie uchwały w sprawie budżetu"),
        ("Projekty uchwał:", "w sprawie budżetu", "Projekt uchwały w sprawie budżetu"),
        ("Projekty uchwał w sprawie:", "zmieniającej uchwałę", "Projekt uchwały zmieniającej uchwałę"),
        ("Rozpatrzenie projektów uchwał:", "w sprawie opłat", "Rozpatrzenie projektu uchwały w sprawie opłat"),
        ("Projekty uchwał:", "Projekt uchwały w sprawie opłat", "Projekt uchwały w sprawie opłat"),
        ("Uchwała budżetowa, a w niej:", "opinia komisji", "opinia komisji"),
    ],
)
def test_an_item_under_a_head_is_titled_by_its_words(head: str, item: str, title: str) -> None:
    assert titles(f"5. {head}\na) {item}\n6. Wnioski")[1] == title


@pytest.mark.parametrize(
    ("words", "title", "number", "replaces", "amended"),
    [
        ("Projekt uchwały (druk nr 148/2024).", "Projekt uchwały", "148/2024", "", False),
        ("Projekt uchwały /druk nr 148/2024/", "Projekt uchwały", "148/2024", "", False),
        ("Projekt uchwały - druk nr 495 z autopoprawką", "Projekt uchwały", "495", "", True),
        ("Projekt uchwały (druk nr 495) z autopoprawkami", "Projekt uchwały", "495", "", True),
        ("Druk nr 495 – Projekt uchwały", "Projekt uchwały", "495", "", False),
        ("Projekt uchwały (DS-395/25)", "Projekt uchwały", "DS-395/25", "", False),
        ("Projekt (druk „zamiast druku nr 480”)", "Projekt", "zamiast druku nr 480", "480", False),
        ("Projekt (druk nr 499 zamiast druku nr 480)", "Projekt", "499", "480", False),
        ("Wycofanie druku nr 480", "Wycofanie druku nr 480", "", "", False),
        ("Protokół z 13 lutego 2020 r.", "Protokół z 13 lutego 2020 r.", "", "", False),
    ],
)
def test_the_note_on_the_print_is_parted_from_the_title(
    words: str, title: str, number: str, replaces: str, amended: bool
) -> None:
    found = titled(words)

    assert (found.title, found.print_number, found.replaces, found.amended) == (title, number, replaces, amended)
    assert found.doubts == ()


@pytest.mark.parametrize(
    "note", ["(druki nr 12, 13)", "(druk nr 12, druk nr 13)", "(druk nr 12 i 13)", "(druk 103[...]"]
)
def test_no_number_is_taken_from_a_note_of_several_or_half_a_number(note: str) -> None:
    found = titled(f"Projekt uchwały {note}")

    assert (found.title, found.print_number) == ("Projekt uchwały", "")
    assert len(found.doubts) == 1


def test_a_gap_a_step_back_and_a_repeated_number_are_doubts() -> None:
    items = read_agenda("1. Otwarcie\n3. Uchwały\n2. Wnioski\n3. Zamknięcie").items

    assert [bool(item.doubts) for item in items] == [False, True, True, True]
    assert "Numer 3 stoi na liście więcej niż raz." in items[1].doubts


def test_every_item_fits_the_draft_of_an_agenda_item() -> None:
    names = ("label", "position", "title", "print_number", "replaces", "amended")

    for item in read_agenda(OFFICE).items:
        AgendaItemDraft(meeting=MeetingRef(number=1), **{name: getattr(item, name) for name in names})


WORDS = st.sampled_from(["budżetu", "miasta", "Gliwice", "w", "sprawie", "opłat", "osiedla", "2024", "roku", "Rady"])
TITLES = st.lists(WORDS, min_size=2, max_size=12).map(lambda words: f"Projekt {' '.join(words)} gminy")
STYLES = ("{}. {}.", "{}) {},", "Ad. {}. {}", "  {}.  {}")


@given(st.lists(TITLES, min_size=1, max_size=12), st.sampled_from(STYLES), st.integers(40, 90))
def test_a_list_printed_in_any_width_is_read_back(titles: list[str], style: str, width: int) -> None:
    printed = "\n".join(_wrapped(style.format(number, title), width) for number, title in enumerate(titles, 1))

    items = read_agenda(printed).items

    assert [(item.label, item.title) for item in items] == [(str(n), t) for n, t in enumerate(titles, 1)]


def _wrapped(text: str, width: int) -> str:
    """Break a text as a page does, but never before a capital: that may be a heading as well."""
    rows: list[str] = [""]
    for word in text.split(" "):
        full = len(rows[-1]) + len(word) + 1 > width and word[:1].islower()
        rows = [*rows, word] if full else [*rows[:-1], f"{rows[-1]} {word}" if rows[-1] else word]
    return "\n".join(rows)


PIECES = st.sampled_from(
    [
        "1. Otwarcie",
        "2) Uchwały:",
        "a) budżet",
        "– opłaty",
        "IV. Wnioski",
        "Lista",
        "dalszy ciąg",
        "",
        "- 3 -",
        "7",
        "Ad. 4",
    ]
)


@given(st.lists(PIECES, max_size=14))
def test_every_word_stands_in_an_item_or_is_given_back(lines: list[str]) -> None:
    found = read_agenda("\n".join(lines))

    kept = " ".join([*map(_words, found.items), *(line.text for line in found.leftover)])
    assert _tokens("\n".join(lines)) <= _tokens(kept)


@given(st.text(max_size=300))
def test_any_text_is_taken(text: str) -> None:
    found = read_agenda(text)

    assert [item.position for item in found.items] == list(range(1, len(found.items) + 1))


def _words(item: PastedItem) -> str:
    return f"{item.label} {item.title}"


def _tokens(text: str) -> set[str]:
    return {word for word in re.findall(r"[a-z]{3,}", fold(squash(text))) if word != "ad"}
