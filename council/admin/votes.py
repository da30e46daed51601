"""Votes in the back room: one form a vote, one row a person."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from council.admin import waiting
from council.admin.sessions import OfMeetingAdmin
from council.forms.listing import Before, Listing, filled
from council.forms.roll_call import Row, roll_call
from council.forms.votes import OFFICIAL, VoteForm
from council.models import Remark, Vote
from watchdog.backroom.admins import links
from watchdog.backroom.links import add_url, admin_link
from watchdog.backroom.sections import Section, section
from watchdog.core.text import subject_key

QUESTION = ["number", "item", "subject", "day", "time", "print_number", "resolution_number"]
GRID = "roll-call"
"""Marks the section that is drawn as a grid."""
RECOUNT = "_recount"
"""The button that counts without storing, for browsers without the script."""
OUTCOME = ["secret", "kind_stated", "required_majority", "result", "result_label"]


@admin.register(Vote)
class VoteAdmin(OfMeetingAdmin):
    """Votes with their roll calls."""

    add_title = gettext_lazy("Add a vote")
    choose_first = gettext_lazy("Choose a session: a vote is added to one, in the last column.")
    form = VoteForm
    entered = [*QUESTION, *OUTCOME]
    corrected = ["meeting", *QUESTION, *OUTCOME]
    list_display = ["subject", "session", "day", "number", "result", "ayes", "noes", "abstained"]
    list_filter = ["kind", "result", "secret", "meeting__term"]
    list_select_related = ["meeting__term", "meeting__body"]
    date_hierarchy = "day"
    search_fields = ["subject", "resolution__number", "draft__number"]
    search_help_text = gettext_lazy("Words of the subject, the number of a resolution or of a print.")

    def get_urls(self) -> list[URLPattern]:
        return [*waiting.urls(), *super().get_urls()]

    def sections(self, request: HttpRequest, obj: Vote | None) -> list[Section]:
        printed = _("As the document prints them; leave empty what it does not print.")
        return [
            section(gettext_lazy("Official counters"), OFFICIAL.values(), printed, dense=True),
            *([section(gettext_lazy("Remarks"), ["said_of_it"])] if obj else []),
            self._roll_call(request, obj),
        ]

    def _roll_call(self, request: HttpRequest, obj: Vote | None) -> Section:
        """Give the section that is drawn as a grid (``admin/council/_roll_call.html``)."""
        fields = [] if obj else ["listing", "start"]
        fields += [row.field for row in self._rows(request, obj)]
        return (gettext_lazy("Roll call"), {"fields": tuple(fields), "classes": [GRID]})

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Count again without storing anything: the form comes back as typed, its list filled from the start chosen."""
        if request.method == "POST" and RECOUNT in request.POST and object_id is None:
            request.recounted = request.POST  # type: ignore[attr-defined]  # kept for this request alone
            request.method = "GET"
        return super().changeform_view(request, object_id, form_url, extra_context)

    def form_attributes(self, request: HttpRequest, obj: Any) -> dict[str, Any]:
        before = Before() if obj else self._before(request)
        return {**super().form_attributes(request, obj), "rows": self._rows(request, obj), "before": before}

    def _before(self, request: HttpRequest) -> Before:
        """Give what a new roll call may start from, read once."""
        known: Before | None = getattr(request, "before", None)
        if known is None:
            known = Before.of(self.meeting_asked(request))
            request.before = known  # type: ignore[attr-defined]  # kept for this request alone
        return known

    def _rows(self, request: HttpRequest, obj: Vote | None) -> list[Row]:
        """Give the rows of this request's roll call, read once."""
        known: list[Row] | None = getattr(request, "roll_call", None)
        if known is None:
            meeting = obj.meeting if obj else self.meeting_asked(request)
            known = roll_call(meeting, obj)
            request.roll_call = known  # type: ignore[attr-defined]  # kept for this request alone
        return known

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        meeting = self.meeting_asked(request)
        typed = getattr(request, "recounted", None)
        if typed is None:
            return {"day": meeting.day if meeting else None, **super().get_changeform_initial_data(request)}
        values = {name: typed[name] for name in typed}
        start = values.get("start", "") if values.get("listing") == Listing.NAMES else ""
        return values | filled(self._rows(request, None), self._before(request), start, values)

    def readable(self) -> list[str]:
        return [*super().readable(), *OFFICIAL.values(), "names", "said_of_it"]

    def entailed(self, obj: Vote) -> list[Model | None]:
        return [obj.meeting, obj.draft, obj.resolution]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        empty = [row.name for row in form.rows if not form.cleaned_data.get(row.field)]
        if empty and len(empty) < len(form.rows):
            text = _("Nothing was entered for: %(names)s.") % {"names": ", ".join(empty)}
            self.message_user(request, text, messages.INFO)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Search the subject by its letters alone, so that case, diacritics and line breaks do not matter."""
        key = subject_key(search_term)
        if not key:
            return super().get_search_results(request, queryset, search_term)
        numbers = Q(resolution__number__icontains=search_term) | Q(draft__number=search_term)
        return queryset.filter(Q(subject_key__contains=key) | numbers), False

    @admin.display(description=gettext_lazy("for"), ordering="tally_for")
    def ayes(self, vote: Vote) -> int | None:
        return vote.tally_for

    @admin.display(description=gettext_lazy("against"), ordering="tally_against")
    def noes(self, vote: Vote) -> int | None:
        return vote.tally_against

    @admin.display(description=gettext_lazy("abstained"), ordering="tally_abstain")
    def abstained(self, vote: Vote) -> int | None:
        return vote.tally_abstain

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return [*super().get_readonly_fields(request, obj), *(["said_of_it"] if obj else [])]

    @admin.display(description=gettext_lazy("remarks"))
    def said_of_it(self, vote: Vote) -> SafeString:
        rows = [admin_link(remark, remark.text) for remark in vote.remarks.all()]
        return links(rows, add_url(Remark, vote=vote.pk), _("Add a remark to a vote"))

    @admin.display(description=gettext_lazy("roll call"))
    def names(self, vote: Vote) -> str:
        rows = ((ballot.name, ballot.label) for ballot in vote.ballots.all())
        return format_html_join("", "<p>{}: {}</p>", rows) or "–"
