"""Pages of sessions."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from council.models import Meeting
from council.presenters.linked import meeting_thing
from council.presenters.sessions import session_page
from council.presenters.sums import session_sums
from council.records import SESSIONS
from council.views.base import RecordList, crumbs
from watchdog.core.keyset import KeysetPage
from watchdog.core.selection import Listed, Selection


class SessionList(RecordList):
    """Every session, by term; a row needs counts, not the agenda."""

    kind = SESSIONS
    template_name = "council/session_list.html"

    def get_listed(self) -> Listed:
        return replace(SESSIONS, queryset=lambda: Meeting.objects.sessions().for_list())

    def more(self, selection: Selection, page: KeysetPage[Any]) -> dict[str, Any]:
        return {"sums": session_sums(selection.rows)}


@require_safe
def session(request: HttpRequest, term: str, key: str) -> HttpResponse:
    """Show a session; one addressed by its day moves for good to its number once that is known."""
    found = session_of(term, key)
    if found.key != key:
        return redirect(found, permanent=True)
    page = session_page(found)
    context = {"page": page, "crumbs": crumbs(SESSIONS, page.short_name), "linked": meeting_thing(page)}
    return render(request, "council/session.html", context)


def session_of(term: str, key: str) -> Meeting:
    """Find the session that the tail of an address means; raise ``Http404`` where there is none."""
    found = Meeting.objects.sessions().for_page().filter(term__slug=term).with_key(key).first()
    if found is None:
        raise Http404
    return found
