"""The public pages of what is missing: the board, and the list of each lack."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from watchdog.core.dates import today
from watchdog.core.keyset import KeysetPage
from watchdog.core.selection import Listed, Selection
from watchdog.core.views import FilteredListView
from watchdog.ingest.registry import sources_of
from watchdog.missing.board import board
from watchdog.missing.registry import Lack, lack_of
from watchdog.missing.silence import states_of


def found(code: str) -> Lack:
    """Give the lack that an address names; raise ``Http404`` where there is none."""
    lack = lack_of(code)
    if lack is None:
        raise Http404
    return lack


@require_safe
def missing_board(request: HttpRequest) -> HttpResponse:
    """Show what is missing of every kind, and how the sources stand."""
    context = {"board": board(), "sources": states_of(sources_of(settings.CITY)), "crumbs": crumbs()}
    return render(request, "missing/board.html", context)


class LackList(FilteredListView):
    """Every record that one thing is missing of."""

    template_name = "missing/list.html"
    mending: ClassVar[bool] = False
    """Whether each row leads to the page of the back room where it is mended."""

    def get_listed(self) -> Listed:
        return self.lack.listing

    @property
    def lack(self) -> Lack:
        return found(self.kwargs["code"])

    def state(self, selection: Selection, page: KeysetPage[Any]) -> dict[str, Any]:
        lack, day = self.lack, today()
        rows = [lack.row(record, day, mending=self.mending) for record in page]
        return {
            **super().state(selection, page),
            "lack": lack,
            "rows": rows,
            "day": day,
            "crumbs": crumbs(str(lack.title)),
            "whole": lack.whole.words(lack.whole.count()),
        }


def crumbs(here: str = "") -> list[tuple[str, str]]:
    """Give the way back: the sources, the board, this list."""
    board_url = reverse("missing") if here else ""
    way = [(_("Data and methods"), reverse("sources")), (pgettext("in our data", "Missing"), board_url)]
    return [*way, (here, "")] if here else way
