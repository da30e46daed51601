"""
What the lines above a roll call say of its meeting: which council or committee, which session, which day.

Every office words its headings in its own way, over several lines, and a part of them may be missing; what is not there
stays unknown. How one line is read is told in ``_meetings``. Free of Django.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, time
from typing import NamedTuple

from council.drafts import BodyKind, MeetingRef
from council.sources._meetings import (
    ANYWHERE,
    NAMED,
    NUMBERS,
    NUMBERS_OF_COMMITTEE,
    OF_SESSION,
    Committee,
    committee_in,
    days_in,
    first_number,
)
from watchdog.core.text import fold

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
    committee = _committee(told)
    return Head(
        council=_council(told) or (committee.council if committee else ""),
        committee=committee.name if committee else "",
        number=first_number(told, NUMBERS_OF_COMMITTEE if committee else NUMBERS),
        day=_day(told),
        begins=_began(told),
    )


def _committee(lines: list[str]) -> Committee | None:
    """Give the committee that met; where a session is spoken of, a committee is only mentioned."""
    if any("sesj" in fold(line) for line in lines):
        return None
    return next(filter(None, map(committee_in, lines)), None)


def _council(lines: list[str]) -> str:
    found = (match for way in (OF_SESSION.search, NAMED.search, ANYWHERE.search) for match in map(way, lines) if match)
    return next((match["name"].strip() for match in found), "")


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
