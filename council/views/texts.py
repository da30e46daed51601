"""Pages of minutes and of recordings."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from council.models import Meeting, MinutesPage, Passage
from council.presenters.texts import PiecePage, excerpt, minutes_page, passage_page
from council.records import MINUTES, PASSAGES
from council.views.base import RecordList, crumbs
from council.views.committees import committee_meeting_of
from council.views.sessions import session_of
from watchdog.core.keyset import KeysetPage
from watchdog.core.selection import Selection
from watchdog.records import RecordType


class TextList(RecordList):
    """Pieces of long texts, each with its first words."""

    per_page = 25
    template_name = "council/text_list.html"

    def more(self, selection: Selection, page: KeysetPage[Any]) -> dict[str, Any]:
        return {"rows": [excerpt(piece) for piece in page], "by_machine": self.kind is PASSAGES}


class MinutesList(TextList):
    """Every page of minutes that we have."""

    kind = MINUTES


class PassageList(TextList):
    """Everything that was said in the recordings of which we have subtitles."""

    kind = PASSAGES


@require_safe
def minutes(request: HttpRequest, term: str, key: str, number: int) -> HttpResponse:
    """Show a page of a session's minutes."""
    return _minutes(request, session_of(term, key), number)


@require_safe
def committee_minutes(request: HttpRequest, slug: str, key: str, number: int) -> HttpResponse:
    """Show a page of the minutes of a committee's meeting."""
    return _minutes(request, committee_meeting_of(slug, key), number)


@require_safe
def passage(request: HttpRequest, term: str, key: str, starts: int) -> HttpResponse:
    """Show a passage of a session's recording."""
    return _passage(request, session_of(term, key), starts)


@require_safe
def committee_passage(request: HttpRequest, slug: str, key: str, starts: int) -> HttpResponse:
    """Show a passage of the recording of a committee's meeting."""
    return _passage(request, committee_meeting_of(slug, key), starts)


def _minutes(request: HttpRequest, meeting: Meeting, number: int) -> HttpResponse:
    page = get_object_or_404(MinutesPage.objects.for_list(), meeting=meeting, number=number)
    return _shown(request, minutes_page(page), MINUTES)


def _passage(request: HttpRequest, meeting: Meeting, starts: int) -> HttpResponse:
    found = get_object_or_404(Passage.objects.for_list(), meeting=meeting, starts=starts)
    return _shown(request, passage_page(found), PASSAGES)


def _shown(request: HttpRequest, page: PiecePage, kind: RecordType) -> HttpResponse:
    if page.piece.get_absolute_url() != request.path:  # addressed by a day of a meeting that has another key by now
        return redirect(page.piece, permanent=True)
    return render(request, "council/text.html", {"page": page, "crumbs": crumbs(kind, page.heading)})
