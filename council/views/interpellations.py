"""Pages of interpellations and questions."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from council.models import Interpellation
from council.presenters.interpellations import interpellation_page, interpellation_row, interpellation_sums
from council.records import INTERPELLATIONS
from council.views.base import RecordList, crumbs
from watchdog.core.keyset import KeysetPage
from watchdog.core.selection import Selection


class InterpellationList(RecordList):
    """Every interpellation and question, with the sums of exactly this selection."""

    kind = INTERPELLATIONS
    template_name = "council/interpellation_list.html"

    def more(self, selection: Selection, page: KeysetPage[Any]) -> dict[str, Any]:
        return {"rows": [interpellation_row(each) for each in page], "sums": interpellation_sums(selection.rows)}


@require_safe
def interpellation(request: HttpRequest, slug: str) -> HttpResponse:
    """Show an interpellation: who asked, and how long the answer took."""
    page = interpellation_page(get_object_or_404(Interpellation.objects.for_page(), slug=slug))
    context = {"page": page, "crumbs": crumbs(INTERPELLATIONS, page.kicker)}
    return render(request, "council/interpellation.html", context)
