"""Pages of minutes and of recordings."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from council.models import Meeting, MinutesPage, Passage
from council.presenters.texts import PiecePage, excerpt, minutes_page, passage_page
from council.records import MINUTES, PASSAGES
from council.views.base import RecordList, crumbs
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
    meeting = _session(term, key)
    page = get_object_or_404(MinutesPage.objects.for_list(), meeting=meeting, number=number)
    return _shown(request, minutes_page(page), MINUTES, key)


@require_safe
def passage(request: HttpRequest, term: str, key: str, starts: int) -> HttpResponse:
    """Show a passage of a session's recording."""
    meeting = _session(term, key)
    found = get_object_or_404(Passage.objects.for_list(), meeting=meeting, starts=starts)
    return _shown(request, passage_page(found), PASSAGES, key)


def _session(term: str, key: str) -> Meeting:
    found = Meeting.objects.sessions().filter(term__slug=term).with_key(key).first()
    if found is None:
        raise Http404
    return found


def _shown(request: HttpRequest, page: PiecePage, kind: RecordType, key: str) -> HttpResponse:
    if page.piece.meeting.key != key:  # a session addressed by its day, whose number is known by now
        return redirect(page.piece, permanent=True)
    context = {"page": page, "crumbs": crumbs(kind, page.heading), "find": kind}
    return render(request, "council/text.html", context)
