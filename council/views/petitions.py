"""Pages of petitions."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from council.models import Petition
from council.presenters.petitions import petition_page, petition_row, petition_sums
from council.records import PETITIONS
from council.views.base import RecordList, crumbs
from watchdog.core.keyset import KeysetPage
from watchdog.core.selection import Selection


class PetitionList(RecordList):
    """Every petition, the newest first, with the sums of exactly this selection."""

    kind = PETITIONS
    template_name = "council/petition_list.html"

    def more(self, selection: Selection, page: KeysetPage[Any]) -> dict[str, Any]:
        return {"rows": [petition_row(each) for each in page], "sums": petition_sums(selection.rows)}


@require_safe
def petition(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a petition: its outcome first, then its way."""
    page = petition_page(get_object_or_404(Petition.objects.for_page(), slug=slug))
    return render(request, "council/petition.html", {"page": page, "crumbs": crumbs(PETITIONS, page.kicker)})
