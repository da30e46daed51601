"""
What the heading of a roll call says of its meeting: which council or committee, which session, which day.

Every office words its headings in its own way, and a part of them may be missing; what is not there stays unknown. Free
of Django.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, time
from typing import NamedTuple

from council.drafts import BodyKind, MeetingRef
from watchdog.core.dates import parse_date
from watchdog.core.ids import roman_to_int
from watchdog.core.text import fold

COUNCIL = r"(?:Miasta|Miejsk\w+|Gminy|Gminn\w+|Powiatu|Dzielnicy|Osiedla|m\.\s?st\.)\b[^,;:–()]*?"
CUT = r"\s*(?:$|[,;:–()]|\.$|\s-\s|\s(?:w|z)\s+dni\w+\b|\sdnia\b|\s(?:z\s+)?\d)"
ANYWHERE = re.compile(
    rf"\b(?P<name>Rad[ay]\s+(?:Miejsko-)?{COUNCIL}|Sejmik\w*\s+Województwa\b[^,;:–()]*?){CUT}", re.IGNORECASE
)
"""A council that a heading names in other words still tells whose votes these are."""
NAMED = re.compile(
    rf"^(?P<name>Rad[ay]\s+(?:Miejsko-)?{COUNCIL}|Sejmik\w*\s+Województwa\b[^,;:–()]*?){CUT}", re.IGNORECASE
)
OF_SESSION = re.compile(
    rf"sesj\w+\s+(?:\w*zwyczajn\w+\s+)?(?:(?:nr\s+)?(?:[IVXLCDM]+|\d{{1,3}})(?:/\d{{2,4}})?\s+)?(?P<name>(?:Rad[ay]\s+(?:Miejsko-)?{COUNCIL}|Sejmiku\s+Województwa\b[^,;:–()]*?)){CUT}",
    re.IGNORECASE,
)
COMMITTEE = re.compile(rf"^(?:Posiedzenie\s+)?(?P<name>Komisj[ai]\s+\w[^,;:–()]*?){CUT}", re.IGNORECASE)
NUMBERS = (
    re.compile(r"\b(?P<roman>[IVXLCDM]+)\s+(?:\w+\s+){0,2}(?i:sesj)"),
    re.compile(r"\b(?P<figures>\d{1,3})\.?\s+(?:\w+\s+)?sesj", re.IGNORECASE),
    re.compile(r"\b(?i:sesj)\w*\s+(?i:nr\s+)?(?:(?P<roman>[IVXLCDM]+)|(?P<figures>\d{1,3}))\b(?!\s*[./-]\s*\d)"),
    re.compile(r"\b(?i:protok)[oó]\w*\s+(?i:nr\s+)(?:(?P<roman>[IVXLCDM]+)|(?P<figures>\d{1,3}))\b(?!\s*[./-]\s*\d)"),
)
"""Ways to number a session, the surest first."""
DATE = re.compile(r"\b(?:\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?\d{4}|\d{4}-\d{2}-\d{2}|\d{1,2}\s+[^\W\d]{3,}\s+\d{4})\b")
TELLS_DAY = re.compile(r"\b(?:sesj|posiedzen|obrad|dnia|dniu)")
PRINTED_ON = re.compile(r"wygenerowan|wydruk|przygotowan|sporzadz|utworzon")
BEGAN = re.compile(r"rozpocz\w+.*?\bgodz\w*\.?\s*(?P<hour>\d{1,2})[:.](?P<minute>\d{2})")


class Head(NamedTuple):
    """A meeting as its heading tells of it; empty or ``None`` for what it does not tell."""

    council: str = ""
    committee: str = ""
    number: int | None = None
    day: date | None = None
    begins: time | None = None

    def meeting(self, day: date | None) -> MeetingRef:
        """Name the meeting, on the day on which a vote was taken."""
        kind = BodyKind.COMMITTEE if self.committee else BodyKind.COUNCIL
        return MeetingRef(kind=kind, committee=self.committee, council=self.council, number=self.number, day=day)


def head_of(lines: Iterable[str]) -> Head:
    """Read the lines above the first vote."""
    told = [line for line in lines if not PRINTED_ON.search(fold(line))]
    session = any("sesj" in fold(line) for line in told)
    return Head(
        council=_first(told, OF_SESSION.search, NAMED.search, ANYWHERE.search),
        committee="" if session else _first(told, COMMITTEE.search),
        number=_number(told),
        day=_day(told),
        begins=_began(told),
    )


def days_in(text: str) -> list[date]:
    """Give the days that a text names, in its order; what only looks like a day is left out."""
    found = []
    for match in DATE.finditer(text):
        try:
            day = parse_date(match[0])
        except ValueError:
            continue
        found += [day] if day else []
    return found


def _first(lines: list[str], *searches: Callable[[str], re.Match[str] | None]) -> str:
    for search in searches:
        for line in lines:
            found = search(line)
            if found:
                return str(found["name"]).strip()
    return ""


def _number(lines: list[str]) -> int | None:
    return next((number for ways in NUMBERS for line in lines if (number := _numbered(ways, line))), None)


def _numbered(ways: re.Pattern[str], line: str) -> int | None:
    found = ways.search(line)
    if not found:
        return None
    told = found.groupdict()
    try:
        number = roman_to_int(told["roman"]) if told.get("roman") else int(told["figures"])
    except ValueError:
        return None
    return number if 1 <= number <= 200 else None


def _day(lines: list[str]) -> date | None:
    """Take the first day of a line that speaks of a session or a day, else the first day of all."""
    sure = [line for line in lines if TELLS_DAY.search(fold(line))]
    return next((day for line in (*sure, *lines) for day in days_in(line)), None)


def _began(lines: list[str]) -> time | None:
    found = next((found for line in lines if (found := BEGAN.search(fold(line)))), None)
    try:
        return time(int(found["hour"]), int(found["minute"])) if found else None
    except ValueError:
        return None
