"""Time codes, minutes and the words of recordings in the back room."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from council.admin.sessions import OfMeetingAdmin
from council.forms.texts import TimeCodeForm
from council.models import MinutesPage, Passage, TimeCode
from council.timecodes import clock
from watchdog.backroom.admins import SourcedAdmin


@admin.register(TimeCode)
class TimeCodeAdmin(OfMeetingAdmin):
    """Where in the recording items of the agenda were taken up."""

    add_title = gettext_lazy("Add a time code")
    choose_first = gettext_lazy("Choose a session: a time code is added to one, from its page.")
    form = TimeCodeForm
    shown_on = "meeting"
    entered = ["label", "at"]
    corrected = ["session", "label", "at"]
    list_display = ["label", "place_in_recording", "session"]
    list_filter = ["meeting__term"]
    list_select_related = ["meeting__term", "meeting__body"]
    search_fields = ["=label"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return [*super().get_readonly_fields(request, obj), *(["session"] if obj else [])]

    @admin.display(description=gettext_lazy("place in the recording"), ordering="starts")
    def place_in_recording(self, code: TimeCode) -> str:
        return clock(code.starts)


class ReadTextAdmin(SourcedAdmin):
    """Texts that only a document gives: they are looked at here, and changed by a corrected document."""

    list_filter = ["meeting__term"]
    list_select_related = ["meeting__term", "meeting__body"]
    search_fields = ["text"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(MinutesPage)
class MinutesPageAdmin(ReadTextAdmin):
    corrected = ["meeting", "number", "text"]
    list_display = ["meeting", "number"]


@admin.register(Passage)
class PassageAdmin(ReadTextAdmin):
    corrected = ["meeting", "starts", "ends", "text"]
    list_display = ["meeting", "starts", "ends"]
