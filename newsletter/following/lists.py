"""
What can be followed: a list with its filter, read by the list's own filters, or a search in the whole portal.

What is followed is kept as a kind and a query string, as they stand in the address, and is read anew each time: a
filter that the portal no longer knows is told to whoever follows it, and never widens into the whole list.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import cached_property
from typing import Any, Protocol
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from newsletter.models import Alert
from watchdog.core.filters import RecordFilter
from watchdog.core.parameters import CAMPAIGN, check_parameters
from watchdog.core.selection import POSITION, Selection
from watchdog.records import RecordType, followed_list, followed_lists, record_type, record_types
from watchdog.search.forms import SearchForm
from watchdog.search.matching import Narrowing, entries
from watchdog.search.vocabulary import spelled_out

SEARCH = "search"
"""The kind of what is followed over all kinds."""
LONGEST_QUERY = 2000
"""Characters."""
LONGEST_TITLE = 300


class NotFollowed(ValueError):
    """What an address leads to cannot be followed."""


class Followed(Protocol):
    """Something with records that come in."""

    kind: str
    query: str

    @property
    def errors(self) -> list[str]:
        """Why it has no records, in sentences; empty where nothing is wrong."""

    @property
    def over(self) -> str:
        """That what is followed has come to an end (a councillor's mandate), in sentences; empty where it has not."""

    @property
    def title(self) -> str:
        """What it is, in words, in the language of the moment."""

    @property
    def address(self) -> str:
        """Its page, in the language of the moment."""

    def rows(self) -> Iterator[tuple[RecordType, QuerySet[Any]]]:
        """Give its records, kind by kind, in no order; none where something is wrong."""


class FollowedList:
    """A kind's list with its filters."""

    def __init__(self, kind: RecordType, query: str) -> None:
        self._kind = kind
        self.kind = kind.kind
        self.query = query

    @cached_property
    def _selection(self) -> Selection:
        return Selection(self._kind, QueryDict(self.query))

    @property
    def errors(self) -> list[str]:
        return [] if self._selection.is_valid else self._selection.errors

    @property
    def over(self) -> str:
        if not self._selection.is_valid:
            return ""
        chosen = self._selection.form.cleaned_data
        filters = self._selection.filterset.filters.items()
        asked = [(each, chosen.get(name)) for name, each in filters if isinstance(each, RecordFilter)]
        return " ".join(filter(None, (each.over(record) for each, record in asked if record)))

    @property
    def title(self) -> str:
        return _joined([str(self._kind.plural), *(chip.text for chip in self._selection.active)])

    @property
    def address(self) -> str:
        return _with_query(self._kind.list_address, self.query)

    def rows(self) -> Iterator[tuple[RecordType, QuerySet[Any]]]:
        if self._selection.is_valid:
            yield self._kind, self._selection.filterset.qs


class FollowedSearch:
    """A question put to everything, perhaps narrowed to kinds, years and bodies."""

    kind = SEARCH
    over = ""

    def __init__(self, query: str) -> None:
        self.query = query

    @cached_property
    def _form(self) -> SearchForm:
        params = QueryDict(self.query)
        form = SearchForm(params)
        self._unknown = check_parameters(form, params)
        return form

    @property
    def errors(self) -> list[str]:
        form = self._form
        said = [str(message) for messages in form.errors.values() for message in messages]
        said += [_("We do not know the filter “%(name)s”.") % {"name": name} for name in self._unknown]
        if not said and form.cleaned_data["q"] is None:
            said.append(_("A search without words cannot be followed."))
        return said

    @property
    def title(self) -> str:
        if self.errors:
            return _("Search")
        asked = self._form.cleaned_data
        kinds = [str(record_type(kind).plural) for kind in asked["rodzaj"]]
        years = [str(year) for year in asked["rok"]]
        return _joined([_("Search: %(words)s") % {"words": asked["q"].text}, *kinds, *years, *asked["organ"]])

    @property
    def address(self) -> str:
        return _with_query(reverse("search"), self.query)

    def rows(self) -> Iterator[tuple[RecordType, QuerySet[Any]]]:
        if self.errors:
            return
        asked = self._form.cleaned_data
        question = spelled_out(asked["q"])
        for kind in record_types():
            if kind.kind in (asked["rodzaj"] or [kind.kind]):
                found = entries(question, [kind.kind], Narrowing(years=asked["rok"], organs=asked["organ"]))
                yield kind, kind.queryset().filter(Exists(found.filter(object_id=OuterRef("pk"))))


def followed(kind: str, query: str) -> Followed:
    """Read what is kept of something followed; raise ``NotFollowed`` for a kind that the portal has no more."""
    if kind == SEARCH:
        return FollowedSearch(query)
    try:
        return FollowedList(followed_list(kind), query)
    except KeyError as error:
        raise NotFollowed(_("The portal has no such list any more.")) from error


def page_of(alert: Alert) -> str:
    """Give the page of what is followed, in the language of the moment; empty where it can no longer be read."""
    try:
        what = followed(alert.kind, alert.query)
    except NotFollowed:
        return ""
    return "" if what.errors else what.address


def is_over(alert: Alert) -> bool:
    """Tell whether what somebody follows has come to an end."""
    try:
        return bool(followed(alert.kind, alert.query).over)
    except NotFollowed:
        return False


def of_address(address: str) -> Followed:
    """
    Say what stands at an address of ours (``/rada/glosowania/?rok=2014``), in either language.

    Raises ``NotFollowed`` for an address that is no list and no search; a wrong filter is among its ``errors``.
    """
    parts = urlsplit(address)
    query = _tidy(QueryDict(parts.query))
    if parts.scheme or parts.netloc or len(query) > LONGEST_QUERY:
        raise NotFollowed(_("This address cannot be followed."))
    for language, _name in settings.LANGUAGES:
        with override(language):
            kind = _listed_at(parts.path)
        if kind:
            return followed(kind, query)
    raise NotFollowed(_("This page is no list and no search, so it cannot be followed by e-mail."))


def since(kind: RecordType, rows: QuerySet[Any], after: datetime, until: datetime) -> QuerySet[Any]:
    """Keep the records that the portal has shown since a moment and up to another."""
    window = {f"{kind.learned}__gt": after, f"{kind.learned}__lte": until}
    return rows.filter(Q(**window))


def _listed_at(path: str) -> str:
    if path == reverse("search"):
        return SEARCH
    return next((kind.kind for kind in followed_lists() if kind.list_address == path), "")


def _tidy(query: QueryDict) -> str:
    """Write a query in one way: without the place in the list, campaigns and empty fields, in the order of names."""
    kept = QueryDict(mutable=True)
    for name in sorted(query):
        values = [value for value in query.getlist(name) if value]
        if values and name not in POSITION and not name.startswith(CAMPAIGN):
            kept.setlist(name, sorted(set(values)))
    return kept.urlencode()


def _with_query(path: str, query: str) -> str:
    return f"{path}?{query}" if query else path


def _joined(parts: list[str]) -> str:
    text = " · ".join(parts)
    return text if len(text) <= LONGEST_TITLE else f"{text[: LONGEST_TITLE - 1]}…"
