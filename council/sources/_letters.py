"""
Who wrote a letter and when, read from its text.

Only what the letter says of itself is taken: the day behind the name of the place at its head, and names that stand
with „Radny” or „Radna” on a line of their own, as a heading or a signature. Names inside sentences are other people's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from watchdog.core.dates import parse_date
from watchdog.core.text import name_key
from watchdog.ingest.pdf import text_layer

_DATE = r"\d{1,2}(?:\s*[.\-/]\s*\d{1,2}\s*[.\-/]\s*|\s+[^\W\d_]+\s+)\d{4}"
PLACE_AND_DAY = re.compile(rf"\bGliwice\s*,?\s*(?:dnia\s+|dn\.\s*)?(?P<day>{_DATE})", re.IGNORECASE)
ONLY_DAY = re.compile(rf"^(?:z\s+)?dnia\s+(?P<day>{_DATE})", re.IGNORECASE)
_OTHER = r"Rad[ay]|Rady|Miasta|Miejskiej|Gliwice|Prezydent|Przewodnicząc\w+|Klub\w*|Pani?|Szanown\w+"
"""Capitalised words of addresses and offices, of which no name is made."""
_WORD = r"[A-ZĄĆĘŁŃÓŚŹŻ][\w'’]+(?:\s?-\s?[A-ZĄĆĘŁŃÓŚŹŻ][\w'’]+)*"
NAME = re.compile(rf"(?!.*\b(?:{_OTHER})\b){_WORD}(?:\s+{_WORD}){{1,2}}")
TITLED = re.compile(rf"(?:Pani?\s+)?Radn[ya]\s*[:,]?\s+(?P<name>{NAME.pattern})")
OFFICE = re.compile(r"Radn[ya](?:\s+Rady\s+Miasta|\s+Miasta)?(?:\s+Gliwice)?\s*[:,]?", re.IGNORECASE)
HEAD = 12
"""Lines in which a letter's day may stand without the name of the place."""


class Letter(NamedTuple):
    """What a letter says of itself; empty where it does not."""

    councillors: tuple[str, ...] = ()
    day: date | None = None


def letter_of(content: bytes) -> Letter:
    """Read a letter's PDF; raise what ``text_layer`` raises, ``scan_without_text`` among it."""
    lines = [line.text for line in text_layer(content).lines]
    return Letter(tuple(_councillors(lines)), _day(lines))


def _day(lines: list[str]) -> date | None:
    """Give the first day at the letter's head; one that cannot exist is none."""
    found = next(filter(None, map(PLACE_AND_DAY.search, lines)), None)
    found = found or next(filter(None, map(ONLY_DAY.search, lines[:HEAD])), None)
    try:
        return parse_date(found["day"]) if found else None
    except ValueError:
        return None


def _councillors(lines: list[str]) -> Iterator[str]:
    """Yield the names of those who signed as councillors, each once."""
    seen: set[str] = set()
    for name in _named(lines):
        key = name_key(name)
        if key not in seen:
            seen.add(key)
            yield name


def _named(lines: list[str]) -> Iterator[str]:
    """Yield names that stand with the title, or on the line before or after the title alone."""
    for index, line in enumerate(lines):
        titled = TITLED.fullmatch(line)
        if OFFICE.fullmatch(line):
            beside = [lines[at] for at in (index - 1, index + 1) if 0 <= at < len(lines)]
            yield from [each for each in beside if NAME.fullmatch(each)][:1]
        elif titled:
            yield titled["name"]
