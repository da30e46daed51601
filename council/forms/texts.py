"""Typing where in the recording an item of the agenda was taken up."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from council.drafts import TimeCodeDraft
from council.importers.places import meeting_ref
from council.models import Meeting
from council.timecodes import clock, seconds_of
from watchdog.archive.writing import Evidence, Stored, correct
from watchdog.backroom.fields import Line
from watchdog.backroom.forms import SourcedForm


class TimeCodeForm(SourcedForm):
    """The place in a recording, typed as players show it."""

    draft_fields: ClassVar = {"starts": "at"}
    helps: ClassVar = {"label": gettext_lazy("As on the agenda: 7, 9.2a, 20b.")}
    meeting_of: ClassVar[Meeting | None] = None
    """The session a new time code belongs to; set by the admin for each request."""

    at = Line(
        label=gettext_lazy("place in the recording"),
        max_length=20,
        help_text=gettext_lazy("From the beginning of the recording, as the player shows it: 12:05 or 1:02:05."),
    )

    def prepare(self) -> None:
        if not self.adding:
            self.fields["at"].initial = clock(self.instance.starts)

    @property
    def meeting(self) -> Meeting:
        meeting = self.meeting_of if self.adding else self.instance.meeting
        if meeting is None:
            raise ValueError("a time code is entered for a session")
        return meeting

    def clean_at(self) -> str:
        text = str(self.cleaned_data["at"])
        try:
            return clock(seconds_of(text))
        except ValueError as error:
            raise forms.ValidationError(str(error), code="not_a_place") from error

    def clean_label(self) -> str:
        label = str(self.cleaned_data["label"]).rstrip(".")
        others = self.meeting.time_codes.exclude(pk=self.instance.pk)
        if not self.adding and others.filter(label=label).exists():
            raise forms.ValidationError(_("Another time code of this session has this item."))
        return label

    def draft(self) -> TimeCodeDraft:
        cleaned = self.cleaned_data
        return TimeCodeDraft(
            meeting=meeting_ref(self.meeting),
            label=cleaned["label"],
            starts=seconds_of(cleaned["at"]),
            note=cleaned["note"],
        )

    def correct(self, record: Any, draft: Any, evidence: Evidence) -> Stored:
        values = self.altered() | ({"starts": draft.starts} if "at" in self.corrections else {})
        return Stored(record, correct(record, values, evidence))
