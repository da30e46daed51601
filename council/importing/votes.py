"""What both tables of votes have: the columns of the question, and the draft with its contradictions found."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time
from typing import Any

from council.checks import checked
from council.drafts import BallotDraft, Choice, MajorityRule, Official, Result, VoteDraft, VoteKind
from council.importing.shared import BODY, COUNCIL_TERM, SESSION, TRACE, meeting, picked
from council.labels import choice_of
from watchdog.backroom.importing import cells
from watchdog.backroom.importing.columns import Column
from watchdog.core.ids import resolution_number
from watchdog.core.text import fold

SHORT = {"z": Choice.FOR, "p": Choice.AGAINST, "w": Choice.ABSTAIN, "wstrz": Choice.ABSTAIN, "no": Choice.ABSENT}
"""What people type into tables by hand, beside the words of prints."""
CHOICES = ("za", "przeciw", "wstrzymał się", "nieobecny", "nie głosował", "wyłączony")
RESULTS = {"przyjęto": Result.PASSED, "nie przyjęto": Result.FAILED}
WORDED = {
    **{f"przyjęt{ending}": Result.PASSED for ending in ("y", "a", "e")},
    **{f"{word}{ending}": Result.FAILED for word in ("nie przyjęt", "odrzucon") for ending in ("y", "a", "e", "o")},
    **{each.value: each for each in Result if each},
}
"""Other words for the two results, those of our own exports among them."""
MAJORITIES = {
    "zwykła": MajorityRule.ORDINARY,
    "bezwzględna": MajorityRule.ABSOLUTE,
    "bezwzględna ustawowego składu": MajorityRule.STATUTORY,
    "trzy piąte": MajorityRule.THREE_FIFTHS,
}
TOTALS = {
    "za": "za",
    "przeciw": "przeciw",
    "wstrzymal_sie": "wstrzymało się",
    "nieobecni": "nieobecni",
    "nie_glosowali": "nie głosowało",
    "eligible": "uprawnieni",
    "present": "obecni",
}
ALSO = {
    "za": ("for", "głosy za"),
    "przeciw": ("against", "głosy przeciw"),
    "wstrzymal_sie": ("abstained", "głosy wstrzymujące się", "wstrzymało", "wstrzymali się", "wstrzymujący się"),
    "nieobecni": ("absent", "nieobecnych"),
    "nie_glosowali": ("not_voting", "obecni bez głosu", "nie głosowali"),
    "eligible": ("uprawnionych",),
    "present": ("obecnych",),
}
"""Other headings of the counters, those of our own exports among them."""


def choice(cell: str) -> Choice:
    """Read how somebody voted; raise ``ValueError`` for words that say no such thing."""
    found = choice_of(cell.replace("_", " ")) or SHORT.get(fold(cell).strip(" .:"))
    if found is None:
        words = ", ".join(f"„{word}”" for word in CHOICES)
        raise ValueError(f"nie rozumiemy głosu {cells.quoted(cell)}; może tu stać: {words}")
    return found


def resolution(cell: str) -> str:
    """Read a resolution's number; raise ``ValueError`` for what is none."""
    if resolution_number(cell) is None:
        raise ValueError(f"numer uchwały wygląda jak XLIV/949/2014, a jest {cells.quoted(cell)}")
    return cell


def _total(field: str, name: str) -> Column:
    about = f"Liczba „{name}”, jaką podaje dokument; nie liczy się jej samemu."
    return Column(name, field, about, cells.number, also=(f"liczba {name}", *ALSO[field]))


QUESTION = (
    COUNCIL_TERM,
    SESSION,
    Column("data", "day", "Dzień głosowania, może być z godziną.", cells.moment, False, "2014-06-12", ("dzień",)),
    Column("rok", "year", "Rok, gdy dnia nie znamy.", cells.number),
    Column("godzina", "time", "Godzina głosowania.", cells.hour, also=("czas",)),
    Column(
        "numer głosowania",
        "number",
        "Kolejny numer na sesji.",
        cells.number,
        False,
        "5",
        ("nr", "numer", "nr głosowania"),
    ),
    Column("punkt", "item", "Punkt porządku obrad, np. 9.2a.", also=("punkt porządku", "punkt porządku obrad", "pkt")),
    Column(
        "temat",
        "subject",
        "Nad czym głosowano, jak w dokumencie.",
        required=True,
        example="7. Utworzenie Osiedla Baildona",
        also=("przedmiot głosowania", "przedmiot", "treść", "tytuł"),
    ),
    Column("druk", "print_number", "Numer druku.", also=("numer druku", "nr druku", "print")),
    Column(
        "uchwała",
        "resolution",
        "Numer uchwały, którą tak przyjęto.",
        resolution,
        example="XLIV/949/2014",
        also=("numer uchwały", "podjęta uchwała"),
    ),
    Column("tajne", "secret", "„tak”, gdy głosowanie było tajne.", cells.yes, choices=("tak", "nie")),
    Column(
        "wynik",
        "result",
        "Wynik podany w dokumencie.",
        cells.one_of({**RESULTS, **WORDED}, RESULTS),
        choices=tuple(RESULTS),
        also=("wynik zapisany w dokumencie",),
    ),
    Column("wynik słowami", "result_label", "Wynik, jak nazywa go dokument.", also=("wynik słowami dokumentu",)),
    Column(
        "większość",
        "majority",
        "Jakiej większości wymagał dokument.",
        cells.one_of(
            {**MAJORITIES, **{each.value.replace("_", " "): each for each in MajorityRule if each}}, MAJORITIES
        ),
        choices=tuple(MAJORITIES),
        also=("potrzebna większość, jak podano",),
    ),
    *(_total(field, name) for field, name in TOTALS.items()),
    Column(
        "liczby policzone z nazwisk",
        "counted",
        "„tak”, gdy dokument liczb nie podaje i policzono je z nazwisk; wtedy nie zapisujemy ich jako podanych.",
        cells.yes,
        choices=("tak", "nie"),
        also=("liczby policzone przez nas z nazwisk",),
    ),
    BODY,
    *TRACE,
)


def draft_of(values: Mapping[str, Any]) -> VoteDraft:
    """Build a vote from the values of its columns; ``ballots`` among them are (name, choice, label) in their order."""
    on = _moment(values)
    year = on.year if on else _year(values)
    ballots = tuple(BallotDraft(name=name, choice=how, label=label) for name, how, label in values.get("ballots", ()))
    draft = VoteDraft(
        meeting=meeting(values),
        on=on,
        year=year,
        kind=VoteKind.UNKNOWN,
        official=Official() if values.get("counted") else Official(**{field: values.get(field) for field in TOTALS}),
        ballots=ballots,
        **picked(
            values,
            "number",
            "item",
            "subject",
            "secret",
            "result",
            "result_label",
            "majority",
            "print_number",
            "resolution",
        ),
    )
    return checked(draft)


def _moment(values: Mapping[str, Any]) -> Any:
    day, clock = values.get("day"), values.get("time")
    return datetime.combine(day, clock) if day and clock and isinstance(clock, time) else day


def _year(values: Mapping[str, Any]) -> int:
    """Refuse a vote whose year nothing tells: its address has one, and a term has several."""
    if "year" not in values:
        raise ValueError("nie podano daty głosowania")
    return int(values["year"])


def called(values: Mapping[str, Any]) -> str:
    """Name a vote: its number and its subject."""
    number = values.get("number")
    return " ".join(filter(None, [f"nr {number}:" if number else "", str(values.get("subject", ""))]))
