"""Attendance by name in the back room."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from council.admin.people import NamedAdmin
from council.forms.attendance import AttendanceAddForm, AttendanceForm
from council.models import Attendance


@admin.register(Attendance)
class AttendanceAdmin(NamedAdmin):
    """Who was at which meeting, as its signed list or a quorum check says."""

    add_title = gettext_lazy("Add attendance")
    form = AttendanceForm
    add_form = AttendanceAddForm
    autocomplete_fields = ["person"]
    shown_on = "meeting"
    entered = ["meeting", "layer", "person", "state", "came_at", "left_at"]
    corrected = ["meeting", "layer", "name", "person", "state", "came_at", "left_at"]
    list_display = ["name", "meeting", "layer", "state"]
    list_filter = ["layer", "state", "meeting__term"]
    list_select_related = ["meeting"]
    search_fields = ["person__names__key", "name"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        kept = ["meeting", "layer", "name", *(["person"] if obj.person_id else [])] if obj else []
        return [*super().get_readonly_fields(request, obj), *kept]

    def beginning(self, obj: Attendance) -> dict[str, Any]:
        return {"meeting": obj.meeting_id, "layer": obj.layer}
