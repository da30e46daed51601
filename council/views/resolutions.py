"""Pages of draft resolutions and of resolutions."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from council.models import DraftResolution, Resolution, Ruling
from council.presenters.drafts import draft_page, state_tag
from council.presenters.linked import draft_thing, resolution_thing
from council.presenters.resolutions import resolution_page, tag_of
from council.presenters.rulings import ruling_step
from council.records import DRAFTS, RESOLUTIONS
from council.views.base import RecordList, crumbs
from watchdog.core.keyset import KeysetPage
from watchdog.core.selection import Selection


class DraftList(RecordList):
    """Every draft known by its print number."""

    kind = DRAFTS
    template_name = "council/draft_list.html"

    def more(self, selection: Selection, page: KeysetPage[Any]) -> dict[str, Any]:
        return {"rows": [(draft, state_tag(draft)) for draft in page]}


class ResolutionList(RecordList):
    """Every resolution, the newest first."""

    kind = RESOLUTIONS
    template_name = "council/resolution_list.html"

    def more(self, selection: Selection, page: KeysetPage[Any]) -> dict[str, Any]:
        unlinked = Ruling.objects.unlinked().in_order()
        return {"rows": [(each, tag_of(each)) for each in page], "unlinked": [ruling_step(each) for each in unlinked]}


@require_safe
def draft(request: HttpRequest, term: str, slug: str) -> HttpResponse:
    """Show a draft: its agendas, its predecessor and successors, its votes."""
    found = get_object_or_404(DraftResolution.objects.for_page(), term__slug=term, slug=slug)
    page = draft_page(found)
    context = {"page": page, "crumbs": crumbs(DRAFTS, page.name), "linked": draft_thing(page)}
    return render(request, "council/draft.html", context)


@require_safe
def resolution(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """Show a resolution: outcome first, then its way."""
    found = get_object_or_404(Resolution.objects.for_page(), year=year, slug=slug)
    page, here = resolution_page(found), found.number or str(found.year)
    context = {"page": page, "crumbs": crumbs(RESOLUTIONS, here), "linked": resolution_thing(page)}
    return render(request, "council/resolution.html", context)
