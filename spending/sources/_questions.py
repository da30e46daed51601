"""
Asking a register of the whole country in slices: a month at a time, halved where there is more than it shows.

Such registers show a window and no more, and give everything when a condition is misspelt or no longer known. So a
slice is a span of days that fits the window, and an answer that holds what was not asked for is refused whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple, NoReturn

from watchdog.ingest.source import Unreadable

IGNORED = "Rejestr pominął warunek pytania i odpowiedział o wszystkich; niczego z tej odpowiedzi nie bierzemy."


class Days(NamedTuple):
    """A span of days, both ends in it."""

    first: date
    last: date

    def halves(self) -> tuple[Days, ...]:
        """Give the span in two; nothing for a single day, which cannot be parted."""
        if self.first == self.last:
            return ()
        middle = self.first + (self.last - self.first) // 2
        return Days(self.first, middle), Days(middle + timedelta(days=1), self.last)


def months(since: date, until: date) -> Iterator[Days]:
    """Yield the whole months from that of one day to that of another: always the same spans, so the same addresses."""
    first = since.replace(day=1)
    while first <= until:
        following = (first + timedelta(days=31)).replace(day=1)
        yield Days(first, following - timedelta(days=1))
        first = following


def refuse_ignored() -> NoReturn:
    """Raise ``Unreadable`` for an answer to another question than the one that was asked."""
    raise Unreadable("filter_ignored", IGNORED)
