"""The lists of corrections and of accepted remarks."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from watchdog.core.keyset import KeysetPage
from watchdog.core.selection import Selection
from watchdog.core.views import FilteredListView
from watchdog.errata.models import Objection
from watchdog.errata.presenters import kind_of, part_of, row_of, title_of
from watchdog.errata.records import CORRECTIONS, REMARKS


def crumbs(here: str = "") -> list[tuple[str, str]]:
    """Give the way back: the start page, the list of corrections, this page."""
    all_of_them = reverse("errata:corrections") if here else ""
    way = [(_("Start"), reverse("home")), (pgettext("list", "Corrections"), all_of_them)]
    return [*way, (here, "")] if here else way


class CorrectionList(FilteredListView):
    """Every correction that was published, the newest first."""

    listed = CORRECTIONS
    template_name = "errata/correction_list.html"

    def state(self, selection: Selection, page: KeysetPage[Any]) -> dict[str, Any]:
        rows = [row_of(each) for each in page]
        return {**super().state(selection, page), "rows": rows, "crumbs": crumbs()}


class RemarkList(FilteredListView):
    """Every remark of a reader that was accepted, the newest first."""

    listed = REMARKS
    template_name = "errata/remark_list.html"

    def state(self, selection: Selection, page: KeysetPage[Any]) -> dict[str, Any]:
        rows = [
            {"remark": each, "kind": kind_of(each), "title": title_of(each), "part": part_of(each)} for each in page
        ]
        here = pgettext("list", "Accepted remarks")
        shown = {"rows": rows, "crumbs": crumbs(here), "ledger": Objection.objects.ledger()}
        return {**super().state(selection, page), **shown}
