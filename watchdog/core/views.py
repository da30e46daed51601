"""Lists whose whole state, filters, order and place, is their query string."""

from __future__ import annotations

from collections.abc import Hashable
from http import HTTPStatus
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from watchdog.core.kept import kept
from watchdog.core.keyset import PER_PAGE, KeysetPage, Pages
from watchdog.core.light import Light
from watchdog.core.order import BadCursor
from watchdog.core.selection import Listed, Selection

LISTS, LONGEST = 200, 200
"""Selections that a process keeps of one version, each some 50 kB, and the characters of those worth keeping."""


class FilteredListView(TemplateView):
    """
    A list of one kind of record; a subclass names the kind and the template::

        class VoteList(FilteredListView):
            listed = VOTES
            template_name = "council/vote_list.html"

    An address with a wrong or unknown filter is answered with 400: the page with its errors, its form as it was sent
    and no rows, so that neither a person nor a machine takes another list for the one asked for.

    The template has ``page`` (a ``KeysetPage``), ``total`` (records of exactly this selection, one query), ``filter``
    and ``form``, ``active`` (chips), ``sort``, ``unknown`` and ``errors``, ``export_links``, and ``clear``, the address
    without any filter.
    """

    http_method_names = ["get", "head", "options"]
    listed: ClassVar[Listed]
    per_page: ClassVar[int] = PER_PAGE
    fetch: ClassVar[Light[Any] | type[list[Any]]] = list
    """What reads the rows of a page; ``watchdog.core.light`` asks for nothing that the list does not show."""
    exports: ClassVar[tuple[tuple[Any, str, str], ...]] = (
        ("CSV", "csv", ""),
        (gettext_lazy("CSV for Polish Excel"), "csv", "csv-pl"),
        ("Excel (XLSX)", "xlsx", ""),
        ("JSON", "json", ""),
        ("PDF", "pdf", ""),
    )
    """Label, ending and ``format`` of the addresses under which the same selection is a file."""

    def get_listed(self) -> Listed:
        """Return what is listed; a list that depends on its address (one meeting's votes) says so here."""
        return self.listed

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        selection, pages = self.understood()
        try:
            page = pages.at(request.GET) if selection.is_valid else KeysetPage([])
        except BadCursor:
            selection, page = Selection(self.get_listed(), request.GET), KeysetPage([])
            selection.refuse(_("This page of the list does not exist. Go to the beginning of the list."))
        context = self.get_context_data(**self.state(selection, page), **kwargs)
        return self.render_to_response(context, status=HTTPStatus.OK if selection.is_valid else HTTPStatus.BAD_REQUEST)

    def understood(self) -> tuple[Selection, Pages[Any]]:
        """
        Return what the address asks for, with its pages; made once for each version of the data where nothing is wrong.

        What is kept is what the words of an address mean, never what the database answers.
        """
        asked = tuple((name, tuple(values)) for name, values in self.request.GET.lists() if name != "page")
        lists: dict[Hashable, tuple[Selection, Pages[Any]]] = kept(("lists",), dict)
        key = (type(self), self.per_page, self.request.path, asked)
        if key in lists:
            return lists[key]
        selection = Selection(self.get_listed(), _without_page(self.request.GET))
        found = selection, self.get_pages(selection)
        if selection.is_valid and len(lists) < LISTS and sum(len(each) for _, each in asked) <= LONGEST:
            lists[key] = found
        return found

    def get_pages(self, selection: Selection) -> Pages[Any]:
        """Return the pages of a selection, with what only the list asks of its rows."""
        return Pages(selection.rows, selection.order, self.per_page, self.fetch)

    def state(self, selection: Selection, page: KeysetPage[Any]) -> dict[str, Any]:
        """Return what the template shows of the selection."""
        return {
            "page": page,
            "total": selection.total,
            "filter": selection.filterset,
            "form": selection.form,
            "active": selection.active,
            "sort": selection.sort,
            "unknown": selection.unknown,
            "errors": selection.errors,
            "export_links": self.export_links(selection),
            "clear": self.request.path,
        }

    def export_links(self, selection: Selection) -> list[tuple[str, str]]:
        """Return (label, address) of the same selection as files; none of a selection that does not hold."""
        if not selection.is_valid:
            return []
        path = self.request.path.rstrip("/")
        return [
            (str(label), f"{path}.{ending}{_with_format(selection.params, form)}")
            for label, ending, form in self.exports
        ]


def _without_page(params: QueryDict) -> QueryDict:
    if "page" not in params:
        return params
    rest = params.copy()
    del rest["page"]
    return rest


def _with_format(params: QueryDict, form: str) -> str:
    """Return the query string of a selection's file, which has no pages."""
    query = params.copy()
    query.pop("page", None)
    if form:
        query["format"] = form
    return f"?{query.urlencode()}" if query else ""
