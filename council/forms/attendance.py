"""Typing who was at a meeting, one person and one layer at a time."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from council.drafts import AttendanceDraft, Layer, Presence
from council.forms.sessions import MeetingField
from council.importers.attendance import correct_attendance
from council.importers.places import meeting_ref
from council.models import Attendance, Meeting
from watchdog.archive.writing import Evidence, Stored
from watchdog.backroom.forms import SourcedForm


class AttendanceForm(SourcedForm):
    """What the signed list, or a quorum check, says of one person."""

    helps: ClassVar = {
        "layer": gettext_lazy("What kind of document says it; each is shown by itself, and they are never added up.")
    }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        came, left = cleaned.get("came_at"), cleaned.get("left_at")
        if (came or left) and cleaned.get("state") not in (None, "", Attendance.State.PRESENT):
            self.add_error("state", _("Somebody absent has no hour of coming or leaving."))
        elif came and left and left < came:
            self.add_error("left_at", _("The end is before the start."))
        return cleaned

    def correct(self, record: Any, draft: Any, evidence: Evidence) -> Stored:
        return Stored(record, correct_attendance(record, self.altered(), evidence))


class AttendanceAddForm(AttendanceForm):
    """One more person in a layer of a meeting."""

    meeting = MeetingField(Meeting.objects.select_related("body", "term"))

    def prepare(self) -> None:
        self.fields["person"].required = True
        self.fields["meeting"].label = Attendance._meta.get_field("meeting").verbose_name

    def draft(self) -> AttendanceDraft:
        cleaned = self.cleaned_data
        return AttendanceDraft(
            meeting=meeting_ref(cleaned["meeting"]),
            layer=Layer(cleaned["layer"]),
            name=cleaned["person"].name,
            state=Presence(cleaned["state"]),
            came_at=cleaned["came_at"],
            left_at=cleaned["left_at"],
            note=cleaned["note"],
        )

    def known(self) -> dict[str, Any]:
        return {"person": self.cleaned_data["person"].pk}
