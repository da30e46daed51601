"""Lists whose whole state, filters, order and place, is their query string."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from watchdog.core.keyset import PER_PAGE, KeysetPage
from watchdog.core.order import BadCursor
from watchdog.core.selection import Listed, Selection


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
    exports: ClassVar[tuple[tuple[Any, str, str], ...]] = (
        ("CSV", "csv", ""),
        (gettext_lazy("CSV for Polish Excel"), "csv", "csv-pl"),
        ("JSON", "json", ""),
    )
    """Label, ending and ``format`` of the addresses under which the same selection is a file."""

    def get_listed(self) -> Listed:
        """Return what is listed; a list that depends on its address (one meeting's votes) says so here."""
        return self.listed

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        selection = Selection(self.get_listed(), request.GET)
        page = self.get_page(selection)
        context = self.get_context_data(**self.state(selection, page), **kwargs)
        return self.render_to_response(context, status=HTTPStatus.OK if selection.is_valid else HTTPStatus.BAD_REQUEST)

    def get_page(self, selection: Selection) -> KeysetPage[Any]:
        if selection.is_valid:
            try:
                return KeysetPage.of(selection.rows, selection.params, selection.order, self.per_page, self.fetch)
            except BadCursor:
                selection.refuse(_("This page of the list does not exist. Go to the beginning of the list."))
        return KeysetPage([])

    def fetch(self, rows: QuerySet[Any]) -> list[Any]:
        """Read the rows of one page; ``watchdog.core.light`` asks for nothing that the list does not show."""
        return list(rows)

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


def _with_format(params: QueryDict, form: str) -> str:
    """Return the query string of a selection's file, which has no pages."""
    query = params.copy()
    query.pop("page", None)
    if form:
        query["format"] = form
    return f"?{query.urlencode()}" if query else ""
