"""
What becomes of a list's address: one selection of records, or what is wrong with it.

Page, export, feed and alert make the same ``Selection`` of the same query string. A filter that is not known, not
valid or said twice never widens the list: its error is shown and there are no rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Protocol, Self

from django.core.exceptions import EmptyResultSet
from django.db.models import Count, QuerySet, Value, Window
from django.forms import BaseForm
from django.http import QueryDict
from django.utils.translation import gettext as _
from django_filters import FilterSet

from watchdog.core.chips import Chip, active_filters
from watchdog.core.kept import kept
from watchdog.core.order import Order
from watchdog.core.parameters import check_parameters, printable, refuse

POSITION = ("page", "sort")
"""Parameters of every list that are no filters."""

COUNTED = 10_000
"""Records up to which a selection is counted; of more it is said that there are more."""


class Listed(Protocol):
    """What a list is made of; a ``RecordType`` is one."""

    @property
    def queryset(self) -> Callable[[], QuerySet[Any]]: ...
    @property
    def filterset(self) -> type[FilterSet]: ...
    @property
    def order(self) -> tuple[str, ...]: ...
    @property
    def sorts(self) -> Mapping[str, tuple[str, ...]]: ...
    @property
    def count(self) -> Callable[[Selection], int | None] | None: ...


@dataclass(frozen=True)
class Listing:
    """A list that is no kind of record of its own: one meeting's votes, one person's ballots."""

    queryset: Callable[[], QuerySet[Any]]
    filterset: type[FilterSet]
    order: tuple[str, ...] = ("-pk",)
    sorts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    count: Callable[[Selection], int | None] | None = None


class Total(int):
    """A number of records; with ``more`` there are more than that, and nobody has counted how many."""

    more: bool

    def __new__(cls, number: int, *, more: bool = False) -> Self:
        total = super().__new__(cls, number)
        total.more = more
        return total


class Selection:
    """The records that a query string asks for, in the order it asks for; none when anything in it is wrong."""

    def __init__(self, listed: Listed, params: QueryDict, allowed: Iterable[str] = ()) -> None:
        """Take ``allowed`` as further parameters that are no filters (``format`` of an export)."""
        self.params = params
        self._count = listed.count
        self.filterset = listed.filterset(_printable(params), queryset=listed.queryset())
        self.unknown = check_parameters(self.form, params, (*POSITION, *allowed))
        self.sort = params.get("sort", "")
        self.order = self._order(listed)

    @property
    def form(self) -> BaseForm:
        form: BaseForm = self.filterset.form
        return form

    @property
    def asked(self) -> str:
        """What is asked for, as a query string: the same for every page and order of it."""
        query = self.params.copy()
        for each in POSITION:
            query.pop(each, None)
        return query.urlencode()

    @property
    def is_valid(self) -> bool:
        return not self.unknown and bool(self.filterset.is_valid())

    @property
    def rows(self) -> QuerySet[Any]:
        """The records, in order."""
        if not self.is_valid:
            return self.filterset.queryset.none()  # type: ignore[no-any-return]  # django-filter has no types
        found: QuerySet[Any] = self.filterset.qs
        return found.order_by(*Order(found, self.order).order_by())

    @cached_property
    def total(self) -> Total:
        """
        How many records this selection has: exact where sums kept beside the records say it, else up to ``COUNTED``.

        Beyond that it is known to be more. One query that reads no further than the limit, once for each version of
        the data.
        """
        if not self.is_valid:
            return Total(0)
        exact = self._exact()
        if exact is not None:
            return Total(exact)
        rows = self.rows
        if self.filterset.has_more:
            return Total(COUNTED, more=True)
        keys = rows.order_by().values("pk")[: COUNTED + 1]
        try:
            question = _question(keys)
        except EmptyResultSet:  # conditions that nothing can meet: there is nothing to ask of the database
            return Total(0)
        counted: int = kept(("total", *question), keys.count)
        return Total(min(counted, COUNTED), more=counted > COUNTED)

    def keys_of_page(self, page: Callable[[], QuerySet[Any]], place: tuple[Any, ...]) -> list[Any]:
        """
        Return the keys of the rows of one page: sorted and cut before anything is joined to them.

        For lists that words narrow: the database would join what a list shows to ten thousand rows, and then keep
        fifty. Which ones these are is kept for each version of the data and ``place`` (nothing of the first page);
        where the keys of all are known, reading the first page counts them as well.
        """
        counts = self.filterset.has_keys and not place

        def read() -> tuple[Any, ...]:
            return tuple(page().annotate(_all=Window(Count("*")) if counts else Value(0)).values_list("pk", "_all"))

        found = kept(("cut", type(self.filterset), self.asked, self.sort, place), read)
        if counts:
            number = found[0][1] if found else 0
            self.total = Total(min(number, COUNTED), more=number > COUNTED)
        return [key for key, _ in found]

    def _exact(self) -> int | None:
        """Ask the sums kept beside the records, once for each version of the data; ``None`` where they do not tell."""
        count = self._count
        if count is None:
            return None
        asked = tuple((name, tuple(values)) for name, values in self.params.lists() if name not in POSITION)
        exact: int | None = kept(("exact", count, type(self.filterset), asked), lambda: count(self))
        return exact

    @property
    def active(self) -> list[Chip]:
        """The conditions in words, each with the address of the list without it."""
        return active_filters(self.form, self.params)

    @property
    def errors(self) -> list[str]:
        """What is wrong, in sentences; for pages, ``components/errors.html`` links each to its field."""
        said = [str(message) for message in self.form.non_field_errors()]
        said += [f"{each.label}: {message}" for each in self.form for message in each.errors]
        return said + [_("We do not know the filter “%(name)s”.") % {"name": name} for name in self.unknown]

    def refuse(self, message: str) -> None:
        """Let there be no rows, because of this."""
        refuse(self.form, message)

    def _order(self, listed: Listed) -> tuple[str, ...]:
        """Return the fields that ``?sort=`` names; ``?sort=-name`` turns each."""
        key = self.sort.removeprefix("-")
        if key not in listed.sorts:
            if self.sort:
                names = ", ".join(listed.sorts) or _("nothing")
                self.refuse(_("This list cannot be sorted that way; it sorts by: %(names)s.") % {"names": names})
            return listed.order
        fields = listed.sorts[key]
        return fields if self.sort == key else tuple(_turned(field) for field in fields)


def _question(rows: QuerySet[Any]) -> tuple[str, str]:
    """Name what is asked of the database, to find what it answered."""
    text, values = rows.query.sql_with_params()
    return text, repr(values)


def _turned(name: str) -> str:
    return name.removeprefix("-") if name.startswith("-") else f"-{name}"


def _printable(params: QueryDict) -> QueryDict:
    clean = params.copy()
    for name, values in params.lists():
        clean.setlist(name, [printable(value) for value in values])
    return clean
