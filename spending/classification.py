"""
What a code of the budget classification is called on a day.

Codes are text and are shown whether or not anybody knows their name: a code that the list does not have is given bare.
A name is never guessed from a longer or a shorter code.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from spending.drafts import CodeKind, Side
from spending.models import ClassificationCode

SHORT = 60
"""Letters that a table has room for."""

LEAST = 12
"""A shorter beginning of a name says too little to stand for the whole."""

_CUT = re.compile(r"[,(:;]| – ")


class Name(NamedTuple):
    """The name of a code, on one day."""

    code: str
    whole: str
    """As the regulation has it; empty where the list does not know the code."""
    short: str
    """What a table has room for; the whole where it is short enough."""
    as_of: date | None
    """The day from which the list knows this name, where it is not the day asked for; pages then say so."""

    def __str__(self) -> str:
        return f"{self.code} {self.short}" if self.short else self.code


class Names:
    """The names of codes on one day, fetched by one query."""

    def __init__(self, day: date, kinds: Iterable[CodeKind] = CodeKind) -> None:
        self.day = day
        self._codes: dict[tuple[str, str], list[ClassificationCode]] = defaultdict(list)
        known = ClassificationCode.objects.filter(kind__in=list(kinds), withdrawn_at=None)
        for each in known.only("kind", "code", "name", "valid_from", "valid_until").order_by("valid_from"):
            self._codes[each.kind, each.code].append(each)

    def of(self, kind: CodeKind, code: str) -> Name:
        """
        Give the name that was valid, else the nearest one in time with the day of it, else the bare code.

        The list begins in 2022: reports of earlier years get the names of 2022, and a page says that it did.
        """
        known = self._codes.get((kind.value, code), [])
        valid = [each for each in known if _holds(each, self.day)]
        if valid:
            return Name(code, valid[-1].name, shortened(valid[-1].name), None)
        if not known:
            return Name(code, "", "", None)
        nearest = min(known, key=lambda each: _distance(each, self.day))
        return Name(code, nearest.name, shortened(nearest.name), nearest.valid_from)

    def of_paragraf(self, side: Side, paragraf: str) -> Name:
        """Give the name of a paragraph: those of revenue and of expenditure are two lists with the same numbers."""
        return self.of(CodeKind.REVENUE if side is Side.REVENUE else CodeKind.EXPENDITURE, paragraf)


def names_in(year: int, kinds: Iterable[CodeKind] = CodeKind) -> Names:
    """Give the names as they were when a year ended."""
    return Names(date(year, 12, 31), kinds)


def shortened(name: str) -> str:
    """Cut a long name at the first comma, bracket or dash that leaves enough of it; else at a word, with „…”."""
    if len(name) <= SHORT:
        return name
    ends = [found.start() for found in _CUT.finditer(name) if LEAST <= found.start() <= SHORT]
    return name[: ends[-1]].rstrip() if ends else f"{name[:SHORT].rpartition(' ')[0]}…"


def _holds(code: ClassificationCode, day: date) -> bool:
    return code.valid_from <= day and (code.valid_until is None or day <= code.valid_until)


def _distance(code: ClassificationCode, day: date) -> int:
    """Count the days between a day and the time in which a code was valid, on whichever side."""
    if day < code.valid_from:
        return (code.valid_from - day).days
    return (day - (code.valid_until or day)).days
