"""The board of what is missing: a line for each lack, in a number of queries that does not grow with the records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Min
from django.urls import reverse
from django.utils.translation import gettext as _

from watchdog.core.dates import today
from watchdog.core.typography import number
from watchdog.missing.ages import age
from watchdog.missing.registry import SINCE, Lack, Whole, all_held, lacks


@dataclass(frozen=True)
class Line:
    """One lack with its size: how many records of how many, from when to when, and the age of the oldest."""

    lack: Lack
    count: int
    whole: int
    first: date | None
    last: date | None
    oldest: str

    @property
    def url(self) -> str:
        return reverse("missing-list", args=[self.lack.code])

    @property
    def part(self) -> str:
        """„14 z 15 głosowań”."""
        return f"{number(self.count)} {self.lack.whole.words(self.whole)}"

    @property
    def have(self) -> str:
        """Of how many records nothing of the kind is missing: „1 z 15 głosowań”."""
        return f"{number(self.whole - self.count)} {self.lack.whole.words(self.whole)}"

    @property
    def years(self) -> str:
        """The years that the known days lie in: „2014–2025”."""
        if self.first is None or self.last is None:
            return ""
        return f"{self.first.year}" if self.first.year == self.last.year else f"{self.first.year}–{self.last.year}"


@dataclass(frozen=True)
class Sum:
    """A key figure, in the shape that ``components/sums.html`` takes."""

    label: str
    value: str
    note: str = ""
    missing: bool = False


@dataclass(frozen=True)
class Board:
    """What is missing on a day; a kind of which no record was read yet is neither complete nor incomplete."""

    day: date
    sums: tuple[Sum, ...]
    lines: tuple[Line, ...]
    """Where something is missing."""
    complete: tuple[Line, ...]
    """Where, of the records that we know, nothing is."""
    unread: tuple[Line, ...]
    """Where no record is known, so that nothing can be said."""


def board() -> Board:
    """Build the board as of today."""
    day, wholes = today(), Wholes()
    found = [line_of(lack, day, wholes.count(lack.whole)) for lack in lacks()]
    return Board(
        day=day,
        sums=tuple(_sums(wholes)),
        lines=tuple(line for line in found if line.count),
        complete=tuple(line for line in found if line.whole and not line.count),
        unread=tuple(line for line in found if not line.whole and not line.count),
    )


def line_of(lack: Lack, day: date, whole: int = 0) -> Line:
    """Measure one lack, in one query; ``whole`` is what it is a part of, where somebody asks for that."""
    size = lack.records().order_by().aggregate(count=Count("pk"), first=Min(SINCE), last=Max(SINCE))
    oldest = age(size["first"], day) if size["first"] else ""
    return Line(lack, size["count"], max(whole, size["count"]), size["first"], size["last"], oldest)


class Wholes:
    """Counts each whole once, however many lacks are a part of it."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}

    def count(self, whole: Whole) -> int:
        if whole.name not in self._counts:
            self._counts[whole.name] = whole.count()
        return self._counts[whole.name]


def _sums(wholes: Wholes) -> list[Sum]:
    sums = []
    for held in all_held():
        whole = wholes.count(held.whole)
        if whole:
            sums.append(Sum(str(held.label), number(held.count()), held.whole.words(whole)))
        else:
            sums.append(Sum(str(held.label), _("not known"), _("nothing of the kind has been read yet"), missing=True))
    return sums
