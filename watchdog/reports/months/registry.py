"""The parts of a month's report, and how much each has of which month."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Count
from django.db.models.functions import TruncMonth
from django.urls import reverse
from django.utils import formats
from django.utils.text import capfirst

from watchdog.core.dates import today
from watchdog.core.kept import kept

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.utils.functional import _StrPromise

    Words = str | _StrPromise
else:
    Words = str


@dataclass(frozen=True)
class Month:
    """A calendar month, by its first day."""

    first: date

    @property
    def last(self) -> date:
        return self.first.replace(day=monthrange(self.first.year, self.first.month)[1])

    @property
    def days(self) -> tuple[date, date]:
        return self.first, self.last

    @property
    def key(self) -> str:
        """Its part of the address: „2014-10”."""
        return f"{self.first:%Y-%m}"

    @property
    def url(self) -> str:
        return reverse("month-report", args=[self.key])

    def __str__(self) -> str:
        return capfirst(formats.date_format(self.first, "F Y"))


@dataclass(frozen=True)
class Line:
    """One record that a part names."""

    label: str
    url: str
    day: date | None = None
    note: str = ""


@dataclass(frozen=True)
class Told:
    """What a part has of a month: how many records, a sentence, some of them by name, and where all of them are."""

    n: int
    words: str
    """„12 głosowań, w tym 2 wyrównane”."""
    method: str
    lines: tuple[Line, ...] = ()
    named: Words = ""
    """Which records the lines are: „Największe umowy”."""
    url: str = ""
    """The list that holds all of them, filtered by the month where it can be."""


@dataclass(frozen=True)
class Part:
    """A room's part of every month's report."""

    code: str
    title: Words
    counts: Callable[[], dict[date, int]]
    """Records by the first day of their month."""
    told: Callable[[Month], Told]
    place: int = 0
    """Where it stands among the parts; of the same, in the order of introduction."""


@dataclass(frozen=True)
class Offer:
    """Other reports that the page of all months leads to: the latest sessions."""

    title: Words
    lines: Callable[[], list[Line]]


_parts: dict[str, Part] = {}
_offers: list[Offer] = []


def introduce(*parts: Part) -> None:
    """Introduce parts; called once by their app when it is ready."""
    _parts.update({part.code: part for part in parts})


def offer(given: Offer) -> None:
    """Introduce reports that are no months'; called as ``introduce``."""
    _offers.append(given)


def parts() -> tuple[Part, ...]:
    return tuple(sorted(_parts.values(), key=lambda part: part.place))


def offers() -> tuple[Offer, ...]:
    return tuple(_offers)


def by_month(rows: QuerySet[Any], field: str) -> dict[date, int]:
    """Count records by the month of a day or a moment; those without one are left out."""
    months = rows.filter(**{f"{field}__isnull": False}).order_by().annotate(in_month=TruncMonth(field))
    found = months.values("in_month").annotate(in_all=Count("pk")).values_list("in_month", "in_all")
    counted: Counter[date] = Counter()
    for month, number in found:
        counted[date(month.year, month.month, 1)] += number
    return dict(counted)


def counts() -> dict[Month, dict[str, int]]:
    """Count records by part and month up to the present one, the newest first; empty months are left out."""
    return kept(("months of reports",), _counts)


def _counts() -> dict[Month, dict[str, int]]:
    found: dict[date, dict[str, int]] = {}
    for part in parts():
        for first, number in part.counts().items():
            if first <= today() and number:
                found.setdefault(first, {})[part.code] = number
    return {Month(first): found[first] for first in sorted(found, reverse=True)}
