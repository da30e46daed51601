"""
What is new for an alert since its owner was told last.

A record is new once: by when the portal learned of it (``RecordType.learned``), which no indexing and no second reading
alters. Of the last day before everything is looked at twice, because a document that took long to store, or to be
indexed, shows up later than it says; what was told of is remembered by its key (``Told``) and is not told again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property, lru_cache
from typing import Any

from django.db.models import QuerySet

from newsletter.following.lists import Followed, followed, since
from newsletter.models import Alert, Told
from watchdog.core.text import squash
from watchdog.records import RecordType

OVERLAP = timedelta(days=1)
REMEMBERED = 1000
"""Records that one mail remembers of one alert; of more the owner is told that there are more."""
SHOWN = 50
"""Lines of one section."""
LOOKED_BACK = timedelta(days=9)
"""How far the keys of all new records of a kind are fetched once for all alerts: a week, a day and some hours."""
FEW = 5000
"""New records of a kind up to which their keys are handed to each question."""
LISTS_KEPT = 256


@dataclass(frozen=True)
class Item:
    """A new record, with what a line of a mail says of it."""

    kind: RecordType
    record: Any

    @cached_property
    def key(self) -> str:
        return self.kind.key(self.record)

    @cached_property
    def _text(self) -> Any:
        return self.kind.search_text(self.record)

    @property
    def title(self) -> str:
        return squash(self._text.title)

    @property
    def day(self) -> Any:
        return self._text.day

    @property
    def path(self) -> str:
        """Its page, in the language of the moment."""
        return str(self.record.get_absolute_url())


@dataclass(frozen=True)
class News:
    """What an alert's owner has not been told, the newest first."""

    items: tuple[Item, ...] = ()
    has_more: bool = False
    """Whether there are more than ``items``, which nobody has counted."""

    @property
    def shown(self) -> tuple[Item, ...]:
        return self.items[:SHOWN]

    @property
    def left(self) -> int:
        """How many are not shown, of those that were counted."""
        return len(self.items) - len(self.shown)


NOTHING = News()


class Fresh:
    """What the portal has learned up to a moment, asked for once by all who follow the same."""

    def __init__(self, until: datetime) -> None:
        self.until = until
        self._candidates = lru_cache(LISTS_KEPT)(self._find)
        self._new: dict[str, list[tuple[int, datetime]]] = {}

    def news(self, alert: Alert) -> News:
        """Give what is new for an alert whose list can be read."""
        found = self._candidates(alert.kind, alert.query, begins(alert))
        told = _told(alert, found)
        new = tuple(item for item in found if (item.kind.kind, item.key) not in told)
        return News(new[:REMEMBERED], has_more=len(found) > REMEMBERED)

    def _find(self, kind: str, query: str, after: datetime) -> list[Item]:
        """Give the newest records of something followed, at most one more than are remembered."""
        what = followed(kind, query)
        found = [item for each, rows in self._narrowed(what, after) for item in _newest(each, rows)]
        found.sort(key=lambda item: getattr(item.record, item.kind.learned), reverse=True)
        return found[: REMEMBERED + 1]

    def _narrowed(self, what: Followed, after: datetime) -> Iterator[tuple[RecordType, QuerySet[Any]]]:
        """Leave out the kinds without anything new before their filters are asked."""
        for kind, rows in what.rows():
            keys = self._keys(kind, after)
            if keys is None:
                yield kind, since(kind, rows, after, self.until)
            elif keys:
                yield kind, rows.filter(pk__in=keys)

    def _keys(self, kind: RecordType, after: datetime) -> list[int] | None:
        """Give the keys of a kind's records since a moment; nothing where they are too many or too old to list."""
        beginning = self.until - LOOKED_BACK
        if kind.kind not in self._new:
            rows = since(kind, kind.queryset().order_by(), beginning, self.until)
            self._new[kind.kind] = list(rows.values_list("pk", kind.learned)[: FEW + 1])
        listed = self._new[kind.kind]
        if after < beginning or len(listed) > FEW:
            return None
        return [pk for pk, learned in listed if learned > after]


def begins(alert: Alert) -> datetime:
    """Tell from which moment on an alert's records are looked at."""
    assert alert.told_until  # a confirmed alert has both (a constraint)
    assert alert.told_from
    return max(alert.told_until - OVERLAP, alert.told_from)


def _newest(kind: RecordType, rows: QuerySet[Any]) -> list[Item]:
    ordered = rows.order_by(f"-{kind.learned}", "-pk")
    return [Item(kind, record) for record in ordered[: REMEMBERED + 1]]


def _told(alert: Alert, items: list[Item]) -> set[tuple[str, str]]:
    if not items:
        return set()
    told = Told.objects.filter(alert=alert, correction=False, key__in={item.key for item in items})
    return set(told.values_list("kind", "key"))
