"""Pages of committees and of their meetings."""

from __future__ import annotations

from datetime import date
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from council.models import CommitteeTerm, Meeting, Opinion
from council.presenters.committees import committee_page, day_shown, member_names, said
from council.presenters.linked import committee_thing, meeting_thing
from council.presenters.sessions import session_page
from council.records import COMMITTEES
from council.views.base import RecordList, crumbs
from watchdog.core.filters import DayField, ListForm
from watchdog.core.keyset import KeysetPage
from watchdog.core.parameters import check_parameters, refuse
from watchdog.core.selection import Selection


class DayForm(ListForm):
    """As of which day a committee is shown."""

    na = DayField(required=False, label=gettext_lazy("As of"))


class CommitteeList(RecordList):
    """Every committee by term, those known by name only too."""

    kind = COMMITTEES
    per_page = 100
    template_name = "council/committee_list.html"

    def more(self, selection: Selection, page: KeysetPage[Any]) -> dict[str, Any]:
        return {"rows": [(committee, member_names(committee)) for committee in page]}


@require_safe
def committee(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a committee: in the term of the day asked for, else in the newest term that knows it."""
    known = list(CommitteeTerm.objects.for_page().filter(body__slug=slug).order_by("-term__starts"))
    if not known:
        raise Http404
    return _shown(request, known, known[0].body.name)


@require_safe
def committee_in_term(request: HttpRequest, slug: str, term: str) -> HttpResponse:
    """Show a committee in one term."""
    found = get_object_or_404(CommitteeTerm.objects.for_page(), body__slug=slug, term__slug=term)
    return _shown(request, [found], f"{found.body.name}, {found.term}")


def _shown(request: HttpRequest, known: list[CommitteeTerm], title: str) -> HttpResponse:
    """Show the one of these that a day points at; an address that does not hold is answered with 400."""
    form = DayForm(request.GET)
    unknown = check_parameters(form, request.GET)
    day: date | None = form.cleaned_data["na"] if not unknown and form.is_valid() else None
    found = next((each for each in known if day and each.term.starts <= day <= each.term.ends), None)
    if day and found is None:
        refuse(form, _("We do not know this committee in the term of that day."))
    valid = not unknown and form.is_valid()
    shown = found or known[0]
    page = committee_page(shown, day if found and day else day_shown(shown))
    context = {
        "page": page,
        "title": title,
        "form": form,
        "unknown": unknown,
        "crumbs": crumbs(COMMITTEES, shown.body.name),
        "linked": committee_thing(page) if valid else None,
    }
    status = HTTPStatus.OK if valid else HTTPStatus.BAD_REQUEST
    return render(request, "council/committee.html", context, status=status)


@require_safe
def committee_meeting(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Show a meeting of a committee, by a day on which it sat; one addressed otherwise moves to its first day."""
    found = committee_meeting_of(slug, key)
    if found.get_absolute_url() != request.path:
        return redirect(found, permanent=True)
    page = session_page(found)
    opinions = [said(each) for each in Opinion.objects.for_list().filter(meeting=found)]
    way = [*crumbs(COMMITTEES, found.body.name)[:-1], (found.body.name, found.body.get_absolute_url())]
    context = {"page": page, "opinions": opinions, "crumbs": [*way, (page.heading, "")], "linked": meeting_thing(page)}
    return render(request, "council/committee_meeting.html", context)


def committee_meeting_of(slug: str, key: str) -> Meeting:
    """Find the meeting that the tail of an address means, the newest of a number; raise ``Http404`` without one."""
    meetings = Meeting.objects.of_committees().for_page().filter(body__slug=slug).with_key(key)
    found = meetings.order_by("-term__starts").first() if key.isdigit() else meetings.first()
    if found is None:
        raise Http404
    return found
