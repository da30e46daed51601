"""
Paging by key: the next page is „what comes after this row”, never „skip 5 000 rows”.

A page costs the same however deep it lies, and rows that arrive while somebody reads neither repeat nor hide others.
The place stands readable in the address: ``?page=po~2014-06-12~17~949`` (after that day, number and key); the page
before it is ``?page=przed~…``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db import models
from django.db.models import Model, QuerySet
from django.http import QueryDict

from watchdog.core.light import Light
from watchdog.core.order import SEPARATOR, BadCursor, Key, Order
from watchdog.core.selection import Selection
from watchdog.core.statements import Gap, Statement, is_one_of

AFTER, BEFORE = "po", "przed"
LONGEST_CURSOR = 600
PER_PAGE = 50

M = TypeVar("M", bound=Model)
Fetch = Callable[[QuerySet[M]], list[M]]


@dataclass(frozen=True)
class KeysetPage(Generic[M]):
    """Some rows of a list in its order, and the query strings („?…”) of its neighbours, empty where there are none."""

    rows: list[M]
    next: str = ""
    previous: str = ""
    first: str = ""

    @classmethod
    def of(
        cls,
        queryset: QuerySet[M],
        params: QueryDict,
        order: Sequence[str | Key],
        per_page: int = PER_PAGE,
        fetch: Fetch[M] = list,
    ) -> KeysetPage[M]:
        """
        Return the page that ``params["page"]`` names, the first one where it names none, in one query.

        Raises ``BadCursor`` for a place that cannot be read or belongs to another order.
        """
        return Pages(queryset, order, per_page, fetch).at(params)

    def __iter__(self) -> Iterator[M]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


class Pages(Generic[M]):
    """
    All pages of a queryset in an order.

    Whoever keeps it reads further pages for less: with ``watchdog.core.light`` as ``fetch``, which reads no more than a
    list shows, its question is put together once for each direction and then asked for any place.
    """

    def __init__(
        self,
        queryset: QuerySet[M],
        order: Sequence[str | Key],
        per_page: int = PER_PAGE,
        fetch: Fetch[M] = list,
    ) -> None:
        self.queryset, self.per_page, self.fetch = queryset, per_page, fetch
        self.place = Order(queryset, order)
        self._statements: dict[str, Statement | None] = {}

    def at(self, params: QueryDict) -> KeysetPage[M]:
        """Return the page that an address names; raises ``BadCursor``."""
        direction, values = _read(params.get("page", ""), self.place)
        rows = self._rows(direction, values)
        more, rows = len(rows) > self.per_page, rows[: self.per_page]
        if direction == BEFORE:
            rows.reverse()
        return KeysetPage(rows, **_neighbours(rows, params, self.place, direction, more))

    def _rows(self, direction: str, values: list[Any]) -> list[M]:
        """Read the rows of a page in the direction of reading, and one more, where there is one."""
        if not isinstance(self.fetch, Light):
            return self.fetch(self._asked(direction, values))
        if direction not in self._statements:
            asked = self._asked(direction, self.place.gaps() if direction else [])
            self._statements[direction] = Statement.of(self.fetch.values(asked))
        statement = self._statements[direction]
        found = statement.rows(self.place.filled(values) if direction else ()) if statement else []
        return self.fetch.records(self.queryset.model, self.queryset.db, found)

    def _asked(self, direction: str, values: list[Any]) -> QuerySet[M]:
        reading = self.place.turned() if direction == BEFORE else self.place
        found = self.queryset.filter(reading.after(values)) if direction else self.queryset
        return found.order_by(*reading.order_by())[: self.per_page + 1]


class CutPages(Pages[M]):
    """Pages of a selection that words narrow: each is sorted and cut before it is joined to what the list shows."""

    def __init__(self, selection: Selection, whole: QuerySet[M], per_page: int, fetch: Fetch[M]) -> None:
        super().__init__(selection.rows, selection.order, per_page, fetch)
        self.selection, self.whole = selection, whole

    def _rows(self, direction: str, values: list[Any]) -> list[M]:
        place = (direction, *values) if direction else ()
        keys = self.selection.keys_of_page(lambda: self._asked(direction, values), place)
        order = (self.place.turned() if direction == BEFORE else self.place).order_by()
        if not isinstance(self.fetch, Light):
            return self.fetch(self.whole.filter(pk__in=keys).order_by(*order))
        if direction not in self._statements:
            given = is_one_of(Gap(0, models.BigIntegerField()))
            self._statements[direction] = Statement.of(self.fetch.values(self.whole.filter(given).order_by(*order)))
        statement = self._statements[direction]
        return self.fetch.records(self.queryset.model, self.queryset.db, statement.rows([keys]) if statement else [])


def _read(cursor: str, order: Order) -> tuple[str, list[Any]]:
    if not cursor:
        return "", []
    direction, _, place = cursor.partition(SEPARATOR)
    if direction not in (AFTER, BEFORE) or len(cursor) > LONGEST_CURSOR:
        raise BadCursor(cursor)
    return direction, order.decode(place)


def _neighbours(rows: list[M], params: QueryDict, order: Order, direction: str, more: bool) -> dict[str, str]:
    """Name the neighbours; behind a place there is always the row that it was taken from."""
    links = {"first": _address(params, "")} if direction else {}
    if rows and (more or direction == BEFORE):
        links["next"] = _address(params, AFTER, order.encode(order.values_of(rows[-1])))
    if rows and (direction == AFTER or (direction == BEFORE and more)):
        links["previous"] = _address(params, BEFORE, order.encode(order.values_of(rows[0])))
    return links


def _address(params: QueryDict, *cursor: str) -> str:
    """Return the query string of the same list at another place."""
    rest = params.copy()
    rest.pop("page", None)
    if cursor[0]:
        rest["page"] = SEPARATOR.join(cursor)
    return f"?{rest.urlencode()}"
