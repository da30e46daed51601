"""Sessions and their agendas in the back room."""

from __future__ import annotations

from collections import Counter
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.db.models import Max, Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from council.forms.sessions import AgendaItemForm, SessionForm, named
from council.models import AgendaItem, Attendance, Meeting, Session, TimeCode, Vote
from watchdog.backroom.admins import SourcedAdmin, links
from watchdog.backroom.links import add_url, admin_link, admin_url
from watchdog.backroom.sections import Section, section

HANGING = ["agenda", "votes", "time_codes", "names"]
"""What hangs on a meeting and is entered from its page."""


@admin.register(Session)
class SessionAdmin(SourcedAdmin):
    """Sessions of the council; their agenda and votes are entered from here."""

    add_title = gettext_lazy("Add a session")
    form = SessionForm
    entered = ["term_slug", "number", "days", "starts_at", "venue", "recording", "present", "absent"]
    corrected = ["number", "days", "starts_at", "venue", "recording", "present", "absent"]
    list_display = ["numbered", "term", "day", "items", "votes_known", "enter"]
    list_display_links = ["numbered"]
    list_filter = ["term"]
    date_hierarchy = "day"
    search_fields = ["=number", "venue"]
    search_help_text = gettext_lazy("The number of the session, in Arabic figures.")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Meeting]:
        return Session.objects.for_list()

    def sections(self, request: HttpRequest, obj: Session | None) -> list[Section]:
        if obj is None:
            return []
        return [section(gettext_lazy("Agenda and votes"), HANGING)]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return [*super().get_readonly_fields(request, obj), *(HANGING if obj else [])]

    def readable(self) -> list[str]:
        return ["term", "day", *super().readable(), *HANGING]

    @admin.display(description=gettext_lazy("number"), ordering="number")
    def numbered(self, session: Session) -> str:
        return str(session)

    @admin.display(description=gettext_lazy("agenda items"))
    def items(self, session: Session) -> int:
        return session.items_known

    @admin.display(description=gettext_lazy("votes"))
    def votes_known(self, session: Session) -> int:
        return session.votes_held

    @admin.display(description=gettext_lazy("enter"))
    def enter(self, session: Session) -> SafeString:
        item, vote = (add_url(model, meeting=session.pk) for model in (AgendaItem, Vote))
        return format_html('<a href="{}">{}</a> · <a href="{}">{}</a>', item, _("agenda item"), vote, _("vote"))

    @admin.display(description=gettext_lazy("agenda"))
    def agenda(self, session: Session) -> SafeString:
        rows = [admin_link(item, str(item)) for item in session.agenda_items.all()]
        return links(rows, add_url(AgendaItem, meeting=session.pk), _("Add an agenda item"))

    @admin.display(description=gettext_lazy("votes"))
    def votes(self, session: Session) -> SafeString:
        rows = [admin_link(vote, vote.subject) for vote in session.votes.order_by("day", "time", "number", "pk")]
        return links(rows, add_url(Vote, meeting=session.pk), _("Add a vote"))

    @admin.display(description=gettext_lazy("time codes"))
    def time_codes(self, session: Session) -> SafeString:
        rows = [admin_link(code, str(code)) for code in session.time_codes.all()]
        return links(rows, add_url(TimeCode, meeting=session.pk), _("Add a time code"))

    @admin.display(description=gettext_lazy("attendance by name"))
    def names(self, session: Session) -> SafeString:
        layers = Counter(session.attendance.order_by("layer").values_list("layer", flat=True))
        listed = reverse("admin:council_attendance_changelist")
        rows = [
            format_html('<a href="{}?meeting__id__exact={}&layer__exact={}">{}: {}</a>', listed, session.pk, *each)
            for each in ((layer, Attendance.Layer(layer).label, count) for layer, count in layers.items())
        ]
        return links(rows, add_url(Attendance, meeting=session.pk), _("Add attendance"))


class OfMeetingAdmin(SourcedAdmin):
    """What belongs to a session and is entered from its page (``?meeting=…``)."""

    choose_first: ClassVar[Any] = ""
    """What to tell somebody who came without a session."""

    def meeting_asked(self, request: HttpRequest) -> Meeting | None:
        """Give the session named in the address."""
        key = request.GET.get("meeting", "")
        meetings = Meeting.objects.select_related("term", "body")
        return meetings.filter(pk=int(key)).first() if key.isdecimal() and len(key) < 19 else None

    def form_attributes(self, request: HttpRequest, obj: Any) -> dict[str, Any]:
        return {"meeting_of": None if obj else self.meeting_asked(request)}

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if not self.has_add_permission(request):
            return super().add_view(request, form_url, extra_context)
        meeting = self.meeting_asked(request)
        if meeting is None:
            self.message_user(request, self.choose_first, messages.WARNING)
            return HttpResponseRedirect(reverse("admin:council_session_changelist"))
        return super().add_view(request, form_url, {"subtitle": named(meeting), **(extra_context or {})})

    def beginning(self, obj: Any) -> dict[str, Any]:
        return {"meeting": obj.meeting_id}

    def response_post_save_add(self, request: HttpRequest, obj: Any) -> HttpResponseRedirect:
        meeting = self.meeting_asked(request)
        return HttpResponseRedirect(admin_url(meeting)) if meeting else super().response_post_save_add(request, obj)

    @admin.display(description=gettext_lazy("session"))
    def session(self, obj: Any) -> str:
        return admin_link(obj.meeting, named(obj.meeting)) if obj.meeting else "–"


@admin.register(AgendaItem)
class AgendaItemAdmin(OfMeetingAdmin):
    """Items of agendas."""

    add_title = gettext_lazy("Add an agenda item")
    choose_first = gettext_lazy("Choose a session: an agenda item is added to one, in the last column.")
    form = AgendaItemForm
    shown_on = "meeting"
    entered = ["label", "position", "title", "print_number", "replaces", "amended"]
    corrected = ["session", "label", "position", "title", "print_number"]
    list_display = ["label", "title", "session", "draft"]
    list_display_links = ["title"]
    list_filter = ["meeting__term"]
    list_select_related = ["meeting__term", "meeting__body", "draft"]
    search_fields = ["title", "draft__number"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return [*super().get_readonly_fields(request, obj), *(["session"] if obj else [])]

    def entailed(self, obj: AgendaItem) -> list[Model | None]:
        return [obj.draft, obj.draft.replaces] if obj.draft else []

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        meeting = self.meeting_asked(request)
        last = meeting.agenda_items.aggregate(last=Max("position"))["last"] if meeting else None
        return {"position": (last or 0) + 1, **super().get_changeform_initial_data(request)}
