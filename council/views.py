"""Pages of the council's record. Lists show a selection, details what a presenter makes of one record."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, ClassVar
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from council.models import DraftResolution, Meeting, Person, Resolution, Vote
from council.presenters.drafts import draft_page
from council.presenters.figures import both_ways
from council.presenters.people import club_labels, incomplete_rosters, person_page
from council.presenters.resolutions import resolution_page, tag_of
from council.presenters.rows import row, scale_of
from council.presenters.sessions import session_page
from council.presenters.sums import session_sums, vote_sums
from council.presenters.votes import vote_page
from council.records import DRAFTS, PEOPLE, RESOLUTIONS, SESSIONS, VOTES
from watchdog.core.keyset import KeysetPage
from watchdog.core.order import BadCursor
from watchdog.core.selection import Listed, Selection
from watchdog.core.views import FilteredListView
from watchdog.records import RecordType

VOTES_A_PAGE = 25
"""Of one person's votes: each costs a look at how the club voted."""

Crumbs = list[tuple[str, str]]


def crumbs(kind: RecordType, here: str = "") -> Crumbs:
    """Give the way back: the council, the list, this page."""
    way = [(_("Council"), reverse("council:index")), (str(kind.plural), reverse(kind.list_url) if here else "")]
    return [*way, (here, "")] if here else way


@dataclass(frozen=True)
class Wider:
    """A condition that could be dropped, the address of the list without it, and how many records that has."""

    condition: str
    url: str
    total: int


class RecordList(FilteredListView):
    """A list of one kind of record; ``more`` is what its template needs beside the rows."""

    kind: ClassVar[RecordType]

    def get_listed(self) -> Listed:
        return self.kind

    def state(self, selection: Selection, page: KeysetPage[Any]) -> dict[str, Any]:
        state = {**super().state(selection, page), "crumbs": crumbs(self.kind), **self.more(selection, page)}
        return state if page.rows else {**state, "widen": self.widen(selection)}

    def widen(self, selection: Selection) -> Wider | None:
        """Find the condition that excludes most: without it, an empty list has the most records."""
        if not selection.is_valid:
            return None
        others = (
            Wider(chip.text, chip.url, Selection(self.get_listed(), QueryDict(chip.url.removeprefix("?"))).total)
            for chip in selection.active
        )
        best = max(others, key=lambda each: each.total, default=None)
        return best if best and best.total else None

    def more(self, selection: Selection, page: KeysetPage[Any]) -> dict[str, Any]:
        return {}


class SessionList(RecordList):
    """Every session, by term; a row needs counts, not the agenda."""

    kind = SESSIONS
    template_name = "council/session_list.html"

    def get_listed(self) -> Listed:
        return replace(SESSIONS, queryset=lambda: Meeting.objects.sessions().for_list())

    def more(self, selection: Selection, page: KeysetPage[Any]) -> dict[str, Any]:
        return {"sums": session_sums(selection.rows)}


class VoteList(RecordList):
    """Every vote, the newest first, with the sums of exactly this selection."""

    kind = VOTES
    template_name = "council/vote_list.html"

    def more(self, selection: Selection, page: KeysetPage[Any]) -> dict[str, Any]:
        rows = [row(vote) for vote in page]
        return {"rows": rows, "scale": scale_of(rows), "sums": vote_sums(selection.rows)}


class PersonList(RecordList):
    """The roster in Polish alphabetical order, with a note where a term's roster is not complete."""

    kind = PEOPLE
    per_page = 100
    template_name = "council/person_list.html"

    def get_listed(self) -> Listed:
        return replace(PEOPLE, queryset=Person.objects.for_list)

    def more(self, selection: Selection, page: KeysetPage[Any]) -> dict[str, Any]:
        chosen = selection.form.cleaned_data.get("kadencja") if selection.is_valid else None
        rows = [(person, club_labels(person, chosen)) for person in page]
        return {"rows": rows, "gaps": incomplete_rosters([chosen]) if chosen else []}


class DraftList(RecordList):
    """Every draft known by its print number."""

    kind = DRAFTS
    template_name = "council/draft_list.html"


class ResolutionList(RecordList):
    """Every resolution, the newest first."""

    kind = RESOLUTIONS
    template_name = "council/resolution_list.html"

    def more(self, selection: Selection, page: KeysetPage[Any]) -> dict[str, Any]:
        return {"rows": [(resolution, tag_of(resolution)) for resolution in page]}


@require_safe
def session(request: HttpRequest, term: str, key: str) -> HttpResponse:
    """Show a session; one addressed by its day moves for good to its number once that is known."""
    found = Meeting.objects.sessions().for_page().filter(term__slug=term).with_key(key).first()
    if found is None:
        raise Http404
    if found.key != key:
        return redirect(found, permanent=True)
    page = session_page(found)
    return render(request, "council/session.html", {"page": page, "crumbs": crumbs(SESSIONS, page.short_name)})


@require_safe
def vote(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a vote with its names, clubs, majority and evidence."""
    page = vote_page(get_object_or_404(Vote.objects.for_page(), slug=slug))
    return render(request, "council/vote.html", {"page": page, "crumbs": crumbs(VOTES, page.short_name)})


@require_safe
def person(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a person: mandates, clubs, figures with their n, and every vote in which the person is named."""
    found = get_object_or_404(Person.objects.for_page(), slug=slug)
    named = Vote.objects.answered(found).only("pk", "year", "day", "time", "number")  # rows are fetched by key, whole
    try:
        votes = KeysetPage.of(named, request.GET, VOTES.order, VOTES_A_PAGE)
    except BadCursor as error:
        raise Http404 from error
    page = person_page(found, votes.rows)
    feed = f"{reverse('council:vote-list').rstrip('/')}.rss?{urlencode({'radny': found.slug})}"
    context = {"page": page, "votes": votes, "rows": page.rows, "scale": scale_of(page.rows), "feed": feed}
    context |= {"columns": both_ways(), "crumbs": crumbs(PEOPLE, found.name)}
    return render(request, "council/person.html", context)


@require_safe
def draft(request: HttpRequest, term: str, slug: str) -> HttpResponse:
    """Show a draft: its agendas, its predecessor and successors, its votes."""
    found = get_object_or_404(DraftResolution.objects.for_page(), term__slug=term, slug=slug)
    page = draft_page(found)
    return render(request, "council/draft.html", {"page": page, "crumbs": crumbs(DRAFTS, page.name)})


@require_safe
def resolution(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """Show a resolution: outcome first, then its way."""
    found = get_object_or_404(Resolution.objects.for_page(), year=year, slug=slug)
    here = found.number or str(found.year)
    context = {"page": resolution_page(found), "crumbs": crumbs(RESOLUTIONS, here)}
    return render(request, "council/resolution.html", context)
