"""What the title of a meeting says in the lists of voting systems: whether it is a session, its number, its day."""

from __future__ import annotations

import re
from datetime import date

from watchdog.cities import all_cities, profile
from watchdog.core.dates import parse_date
from watchdog.core.ids import roman_to_int
from watchdog.core.text import fold, squash

OTHER_MEETINGS = re.compile(r"komisj|\btest|^\W*(?:posiedzenie|wspolne|konwent|spotkanie|narada|debata|zebranie)")
"""Folded words of meetings that the same lists hold and that are no sessions of the council."""
SESSION = re.compile(r"\bsesj|\brad[ay] (?:miast|miejsk|gmin)")
NUMBER = re.compile(
    r"\bnr\.?\s*(?P<named>[IVXLCDM]+|\d{1,3})\b"
    r"|(?P<before>\b[IVXLCDM]+|\b\d{1,3})\.?\s+(?:\w+\s+)?sesj"
    r"|sesj\w*\s+(?P<after>[IVXLCDM]+|\d{1,3})\b(?!\s+\w+\s+\d{4})",
    re.IGNORECASE,
)
"""„Sesja nr VIII”, „XXII nadzwyczajna sesja”, „Sesja XIV”; a day („sesja 25 listopada 2024”) is no number."""
DAY = re.compile(r"\b\d{1,2}\s+\w+\s+\d{4}\b|\b\d{1,2}\.\d{1,2}\.\d{4}\b|\b\d{4}-\d{2}-\d{2}\b")
LAST_SESSION = 200
"""Higher numbers are no numbers of sessions."""


def is_session(title: str) -> bool:
    """Say whether a title is that of a council's session; committees, joint meetings and rehearsals are not."""
    folded = fold(title)
    return bool(SESSION.search(folded)) and not OTHER_MEETINGS.search(folded)


def day_in(title: str) -> date | None:
    """Return the first day that a title names and that exists."""
    for found in DAY.finditer(squash(title)):
        try:
            day = parse_date(found[0])
        except ValueError:
            continue
        if day:
            return day
    return None


def number_in(title: str) -> int | None:
    """Return the session's number, Roman or Arabic, as a title gives it."""
    found = NUMBER.search(squash(title))
    return session_number(next(filter(None, found.groups()), "")) if found else None


def session_number(text: str) -> int | None:
    """Read a number that stands alone; ``None`` for an empty one and for what is no number of a session."""
    text = text.strip()
    try:
        number = int(text) if text.isdecimal() else roman_to_int(text)
    except ValueError:
        return None
    return number if 1 <= number <= LAST_SESSION else None


def council_in(title: str) -> str:
    """Return the council that a title names, in a form that a city profile knows; empty for any other wording."""
    folded = fold(title)
    names = [name for city in map(profile, all_cities()) for name in city.council.names]
    return next((name for name in sorted(names, key=len, reverse=True) if fold(name) in folded), "")
