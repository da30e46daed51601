"""Pages of councillors."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from council.models import Person, Vote
from council.presenters.figures import both_ways
from council.presenters.linked import person_thing
from council.presenters.people import club_labels, incomplete_rosters, person_page
from council.presenters.rows import scale_of
from council.records import PEOPLE, VOTES
from council.views.base import RecordList, crumbs
from watchdog.core.keyset import KeysetPage
from watchdog.core.order import BadCursor
from watchdog.core.selection import Listed, Selection

VOTES_A_PAGE = 25
"""Of one person's votes: each costs a look at how the club voted."""


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


@require_safe
def person(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a person: mandates, clubs, figures with their n, and every vote in which the person is named."""
    found = Person.objects.for_page().filter(slug=slug).first()
    if found is None:  # an address from before two records of one person were merged leads on for good
        return _moved(get_object_or_404(Person, redirects__slug=slug))
    named = Vote.objects.answered(found).only("pk", "year", "day", "time", "number")  # rows are fetched by key, whole
    try:
        votes = KeysetPage.of(named, request.GET, VOTES.order, VOTES_A_PAGE)
    except BadCursor as error:
        raise Http404 from error
    page = person_page(found, votes.rows)
    listed, query = reverse("council:vote-list"), urlencode({"radny": found.slug})
    follow = {"feed": f"{listed.rstrip('/')}.rss?{query}", "mail": f"{listed}?{query}"}
    context = {"page": page, "votes": votes, "rows": page.rows, "scale": scale_of(page.rows), **follow}
    context |= {"columns": both_ways(), "crumbs": crumbs(PEOPLE, found.name), "linked": person_thing(page)}
    return render(request, "council/person.html", context)


def _moved(person: Person) -> HttpResponse:
    """Lead to a person's address; browsers ask again each time, as a merge can be taken back."""
    return HttpResponsePermanentRedirect(person.get_absolute_url(), headers={"Cache-Control": "no-cache"})
