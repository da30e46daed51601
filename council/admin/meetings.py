"""Meetings of committees in the back room; the council's own are entered as sessions."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from council.admin.sessions import SessionAdmin
from council.forms.sessions import CommitteeMeetingForm
from council.models import Body, CommitteeTerm, Meeting


@admin.register(Meeting)
class CommitteeMeetingAdmin(SessionAdmin):
    """Meetings of committees; what hangs on one is entered from here, as it is from a session."""

    add_title = gettext_lazy("Add a meeting of a committee")
    form = CommitteeMeetingForm
    entered = ["committee", *SessionAdmin.entered]
    corrected = ["body", *SessionAdmin.corrected]
    list_display = ["numbered", "body", "term", "day", "items", "votes_known", "enter"]
    list_filter = ["body", "term"]
    search_fields = ["=number", "body__name", "venue"]
    search_help_text = gettext_lazy("The number of the meeting, in Arabic figures, or words of the committee's name.")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Meeting]:
        return Meeting.objects.for_list().filter(body__kind=Body.Kind.COMMITTEE)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return [*super().get_readonly_fields(request, obj), *(["body"] if obj else [])]

    def entailed(self, obj: Meeting) -> list[Model | None]:
        return [CommitteeTerm.objects.filter(body=obj.body_id, term=obj.term_id).first()]

    def beginning(self, obj: Meeting) -> dict[str, Any]:
        return {"committee": obj.body_id, "term_slug": obj.term.slug}
