"""Pages of procurement notices."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from spending.models import Notice
from spending.presenters.notices import notice_page, row
from spending.records import NOTICES
from spending.views.registers import crumbs
from watchdog.core.keyset import KeysetPage
from watchdog.core.selection import Selection
from watchdog.core.views import FilteredListView


class NoticeList(FilteredListView):
    """Every notice that we have read, the newest first."""

    listed = NOTICES
    template_name = "spending/notice_list.html"

    def state(self, selection: Selection, page: KeysetPage[Any]) -> dict[str, Any]:
        rows = [row(notice) for notice in page]
        return {**super().state(selection, page), "crumbs": crumbs(NOTICES), "rows": rows}


@require_safe
def notice(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what a notice says, and the contract that it led to where a number says so."""
    page = notice_page(get_object_or_404(Notice.objects.for_page(), slug=slug))
    return render(request, "spending/notice.html", {"page": page, "crumbs": crumbs(NOTICES, page.title)})
