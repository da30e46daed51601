"""Typing a remark to a recorded vote."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from council.drafts import MeetingRef, RemarkDraft, Speaker
from council.importers.places import meeting_ref
from council.importers.remarks import correct_remark
from watchdog.archive.writing import Evidence, Stored
from watchdog.backroom.forms import SourcedForm


class RemarkForm(SourcedForm):
    """Who says what of which vote; the vote itself stays as it is recorded."""

    helps: ClassVar = {
        "vote": gettext_lazy("Begin to write the subject."),
        "speaker": gettext_lazy("Councillors, officials and offices by name; nobody else."),
    }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self.refuse_future("said_on")
        vote = cleaned.get("vote") if self.adding else self.instance.vote
        if cleaned.get("said_by") == Speaker.PERSON and not cleaned.get("about"):
            self.add_error("about", _("Whose vote does this person speak of? Give the name."))
        said = cleaned.get("said_on")
        if vote and vote.day and said and self.touched("said_on", "vote") and said < vote.day:
            self.add_error("said_on", _("This day is before the vote."))
        return cleaned

    def draft(self) -> RemarkDraft | None:
        if not self.adding:
            return None
        cleaned, vote = self.cleaned_data, self.cleaned_data["vote"]
        names = ("about", "said_by", "speaker", "said_on", "mistaken", "text", "note")
        return RemarkDraft(
            meeting=meeting_ref(vote.meeting) if vote.meeting else MeetingRef(),
            number=vote.number,
            subject=vote.subject,
            on=vote.day,
            **{name: cleaned[name] for name in names},
        )

    def known(self) -> dict[str, Any]:
        return {"vote": self.cleaned_data["vote"].pk}

    def correct(self, record: Any, draft: Any, evidence: Evidence) -> Stored:
        return Stored(record, correct_remark(record, self.altered(), evidence))
