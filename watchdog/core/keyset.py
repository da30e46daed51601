"""
Paging by key: the next page is „what comes after this row”, never „skip 5 000 rows”.

A page costs the same however deep it lies, and rows that arrive while somebody reads neither repeat nor hide others.
The place stands readable in the address: ``?page=po~2014-06-12~17~949`` (after that day, number and key); the page
before it is ``?page=przed~…``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Self, TypeVar

from django.db.models import Model, QuerySet
from django.http import QueryDict

from watchdog.core.order import SEPARATOR, BadCursor, Key, Order

AFTER, BEFORE = "po", "przed"
LONGEST_CURSOR = 600
PER_PAGE = 50

M = TypeVar("M", bound=Model)


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
        fetch: Callable[[QuerySet[M]], list[M]] = list,
    ) -> Self:
        """
        Return the page that ``params["page"]`` names, the first one where it names none, in one query.

        ``fetch`` reads the rows; ``watchdog.core.light`` reads no more of them than a list shows.

        Raises ``BadCursor`` for a place that cannot be read or belongs to another order.
        """
        place = Order(queryset, order)
        direction, values = _read(params.get("page", ""), place)
        reading = place.turned() if direction == BEFORE else place
        found = queryset.filter(reading.after(values)) if values else queryset
        rows = fetch(found.order_by(*reading.order_by())[: per_page + 1])
        more, rows = len(rows) > per_page, rows[:per_page]
        if direction == BEFORE:
            rows.reverse()
        return cls(rows, **_neighbours(rows, params, place, direction, more))

    def __iter__(self) -> Iterator[M]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


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
