"""
What the title of a meeting says: „XX sesja Rady Miasta Katowice”, „Posiedzenie nr 12 Komisji Rewizyjnej”.

One way to read titles for prints, minutes and the lists of voting systems alike. The number stands before or after the
word, in Roman or Arabic figures, or nowhere; what kind of session it was, the term and the day may follow and are no
part of the body's name. A committee is named in the nominative, however the title bends it. Free of Django.
"""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from council.drafts import BodyKind, MeetingRef
from watchdog.cities import all_cities, profile
from watchdog.core.dates import parse_date
from watchdog.core.ids import roman_to_int
from watchdog.core.text import fold, squash

TITLE = re.compile(r"\b(sesj[aieę]|posiedzeni[aeu]|komisj[aięe])")
"""In folded text: what every title of a meeting has."""
SESSION = re.compile(r"\bsesj|\brad[ay] (?:miast|miejsk|gmin)")
OTHER_MEETINGS = re.compile(r"komisj|\btest|^\W*(?:posiedzenie|wspolne|konwent|spotkanie|narada|debata|zebranie)")
"""Folded words of meetings that stand on the same lists and are no sessions of the council."""
LAST_NUMBER = 200
"""Higher numbers are no numbers of meetings."""

DAY = (
    r"\b(?:\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?\d{4}"
    r"|\d{4}-\d{2}-\d{2}"
    r"|\d{1,2}\s+[^\W\d_]+\s+\d{4})\b"
)
"""A day as titles write it; what only looks like one is told apart by reading it."""
_ROMAN = r"(?P<roman>[IVXLCDM]+)"
_FIGURES = r"(?P<figures>\d{1,3})"
_NO_DAY = r"\b(?!\s*[./-]\s*\d|\s+\w+\s+\d{4})"
"""Behind a number that is none of „sesja 25 listopada 2024” or „sesja 25.11.2024”."""
NUMBERS = (
    re.compile(rf"\b{_ROMAN}\s+(?:\w+\s+){{0,2}}(?i:sesj)"),
    re.compile(rf"\b{_FIGURES}\.?\s+(?:\w+\s+)?sesj", re.IGNORECASE),
    re.compile(rf"\b(?i:sesj)\w*\s+(?i:nr\.?\s+)?(?:{_ROMAN}|{_FIGURES}){_NO_DAY}"),
    re.compile(rf"\b(?i:protok)[oó]\w*\s+(?i:nr\s+)(?:{_ROMAN}|{_FIGURES}){_NO_DAY}"),
)
"""Ways to number a session, the surest first."""
NUMBERS_OF_COMMITTEE = (
    re.compile(
        rf"\b(?:{_ROMAN}|{_FIGURES})\.?(?:/\d{{2,4}})?\s+(?i:(?:z|\w*zwyczajn\w+|wspóln\w+)\s+)?(?i:posiedzeni)"
    ),
    re.compile(rf"\b(?i:posiedzeni)\w*\s+(?i:nr\.?\s+)(?:{_ROMAN}|{_FIGURES})\b"),
    re.compile(rf"\b(?i:protok)[oó]\w*\s+(?i:nr\.?\s+)(?:{_ROMAN}|{_FIGURES})(?:\s?/\s?\d{{2,4}})?\b(?!\s*[./-]\s*\d)"),
)
"""Committees keep one minutes a meeting and count both from one within a year („Protokół nr 5/2025”)."""
_NUMBER_ANYWHERE = re.compile(rf"\b(?i:nr)\.?\s*(?:{_ROMAN}|{_FIGURES})\b")

COUNCIL = (
    r"Rad[ay]\s+(?:Miejsko-)?(?:Miasta|Miejsk\w+|Gminy|Gminn\w+|Powiatu|Dzielnicy|Osiedla|m\.\s?st\.)\b[^,;:–()]*?"
    r"|Sejmik\w*\s+Województwa\b[^,;:–()]*?"
)
_END = (
    r"$|[;:–()]|\.$|\s-\s|,?\s(?:w|z)\s+dni\w+\b|,?\sdnia\b|,?\s(?:z\s+)?\d"
    r"|,?\s+(?:odbyt|któr|godz|z\s+okazji\b|(?:[IVX]+\s+)?kadencj)\w*"
)
NAMED = re.compile(rf"^(?P<name>{COUNCIL})\s*(?:{_END}|,)", re.IGNORECASE)
OF_SESSION = re.compile(
    r"sesj\w+\s+(?:\w*zwyczajn\w+\s+)?(?:(?:nr\s+)?(?:[IVXLCDM]+|\d{1,3})(?:/\d{2,4})?\s+)?"
    rf"(?P<name>{COUNCIL})\s*(?:{_END}|,)",
    re.IGNORECASE,
)
ANYWHERE = re.compile(rf"\b(?P<name>{COUNCIL})\s*(?:{_END}|,)", re.IGNORECASE)
"""A council that a heading names in other words still tells whose votes these are."""
COMMITTEE = re.compile(
    r"(?:^|posiedzeni\w+\s+(?:nr\.?\s*\w+(?:/\d{2,4})?\s+)?)Komisj[ai]\s+(?P<name>\w[^;:–()]*?)"
    rf"(?:[,\s]+(?P<council>{COUNCIL}))?\s*(?:{_END})",
    re.IGNORECASE,
)
"""A committee on its own line, or the one whose meeting it was; „Skarg, Wniosków i Petycji” has a comma in its name."""

_NUMBER = r"(?:[IVXLCDM]+|\d{1,3})"
_MEETING = re.compile(
    rf"(?:(?P<before>{_NUMBER})\.?(?:/\d{{2,4}})?\s+)?(?:\w+\s+){{0,2}}?(?P<word>sesja|posiedzenie)\b"
    r"(?:\s+(?:(?:nad)?zwyczajn[ae]|uroczyst[ae]|budżetow[ae]|absolutoryjn[ae]|wspóln[ae]|wyjazdow[ae]))*"
    rf"(?:\s+(?:nr\.?\s*)?(?P<after>{_NUMBER})\.?(?:/\d{{2,4}})?(?=\s|$))?"
    r"(?:\s+(?P<body>.+))?",
    re.IGNORECASE,
)
_TERM = re.compile(r"(?:(?:^|\s)(?:[IVX]+\s+)?kadencj[ia](?:\s+(?:\d{4}\s*[-–]\s*\d{4}|[IVX]+\b))?)", re.IGNORECASE)
_DAY_BEHIND = re.compile(
    r"\s*(?:[,–-]\s*)?\b(?:z|w)\s+dni(?:a|u)\s+\d.*$|\s*[,–-]\s*\d{1,2}[. ].*\d{4}.*$", re.IGNORECASE
)


class Committee(NamedTuple):
    """A committee, and its council where the title names both."""

    name: str
    council: str


def meeting_titled(title: str, aside: int | None = None) -> MeetingRef | None:
    """Read a text that is a title and nothing else; ``aside`` is the number beside it, where the title has none.

    ``None`` for a text that is no title, and for a number that no meeting can have.
    """
    found = _MEETING.fullmatch(squash(title))
    if not found:
        return None
    body = squash(_DAY_BEHIND.sub("", _TERM.sub(" ", found["body"] or ""))).rstrip(" .,")
    printed = found["before"] or found["after"] or ("" if aside is None else str(aside))
    number = number_of(printed)
    if printed and number is None:
        return None
    committee = committee_in(body) if fold(body).startswith("komisji ") else None
    if committee:
        return MeetingRef(kind=BodyKind.COMMITTEE, committee=committee.name, council=committee.council, number=number)
    return MeetingRef(council=body, number=number)


def is_session(title: str) -> bool:
    """Say whether a title is that of a council's session; committees, joint meetings and rehearsals are not."""
    folded = fold(title)
    return bool(SESSION.search(folded)) and not OTHER_MEETINGS.search(folded)


def number_in(title: str) -> int | None:
    """Return the session's number as a title gives it, last of all behind a „nr” anywhere in it."""
    return first_number([squash(title)], (*NUMBERS, _NUMBER_ANYWHERE))


def first_number(lines: list[str], ways: tuple[re.Pattern[str], ...]) -> int | None:
    """Return the number that the surest of these ways finds in any of the lines."""
    found = (match for way in ways for line in lines if (match := way.search(line)))
    numbers = (number_of(match.groupdict().get("roman") or match["figures"]) for match in found)
    return next((number for number in numbers if number), None)


def number_of(text: str) -> int | None:
    """Read a number that stands alone; ``None`` for an empty one and for what is no number of a meeting."""
    text = text.strip()
    try:
        number = int(text) if text.isdecimal() else roman_to_int(text)
    except ValueError:
        return None
    return number if 1 <= number <= LAST_NUMBER else None


def days_in(text: str) -> list[date]:
    """Give the days that a text names, in its order; what only looks like a day is left out."""
    return [day for found in re.finditer(DAY, text) if (day := _day(found[0]))]


def day_in(title: str) -> date | None:
    """Return the first day that a title names and that exists."""
    return next(iter(days_in(squash(title))), None)


def council_in(title: str) -> str:
    """Return the council that a title names, in a form that a city profile knows; empty for any other wording."""
    folded = fold(title)
    names = [name for city in map(profile, all_cities()) for name in city.council.names]
    return next((name for name in sorted(names, key=len, reverse=True) if fold(name) in folded), "")


def committee_in(title: str) -> Committee | None:
    """Read „posiedzenia Komisji Rewizyjnej Rady Miasta Gliwice w dniu …”, or a line that begins with the committee."""
    found = COMMITTEE.search(title)
    return committee_of(found) if found else None


def committee_of(found: re.Match[str]) -> Committee:
    """Name the committee that ``COMMITTEE`` found."""
    return Committee(_nominative(found["name"].rstrip(" ,.")), (found["council"] or "").strip())


def _nominative(name: str) -> str:
    """Turn „Rewizyjnej” of „Komisji Rewizyjnej” into the committee's name; „Budżetu i Finansów” stays as it is."""
    words = [_lowered(word) for word in name.split()] if name.isupper() else name.split()
    for place, word in enumerate(words):
        if not word.endswith("ej"):
            break
        words[place] = re.sub(r"(?<=[kg])iej$|ej$", "a", word)
    return " ".join(["Komisja", *words])


def _lowered(word: str) -> str:
    """Write a word of a name in capitals as names are written: „SKARG I WNIOSKÓW” is „Skarg i Wniosków”."""
    return word.capitalize() if len(word) > 2 else word.lower()


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None
