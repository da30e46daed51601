"""Pages of votes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from council.models import Vote
from council.presenters.rows import row, scale_of
from council.presenters.sums import vote_sums
from council.presenters.votes import vote_page
from council.records import VOTES
from council.views.base import RecordList, crumbs
from watchdog.core.keyset import KeysetPage
from watchdog.core.selection import Listed, Selection


class VoteList(RecordList):
    """Every vote, the newest first, with the sums of exactly this selection."""

    kind = VOTES
    template_name = "council/vote_list.html"

    def get_listed(self) -> Listed:
        """The list only says that there are remarks; their words stand on the vote's page and in exports."""
        return replace(VOTES, queryset=Vote.objects.for_list)

    def more(self, selection: Selection, page: KeysetPage[Any]) -> dict[str, Any]:
        rows = [row(vote) for vote in page]
        return {"rows": rows, "scale": scale_of(rows), "sums": vote_sums(selection.rows)}


@require_safe
def vote(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a vote with its names, clubs, majority and evidence."""
    page = vote_page(get_object_or_404(Vote.objects.for_page(), slug=slug))
    return render(request, "council/vote.html", {"page": page, "crumbs": crumbs(VOTES, page.short_name)})
