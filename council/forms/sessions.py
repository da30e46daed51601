"""Typing sessions and their agendas."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from council.drafts import AgendaItemDraft, BodyKind, MeetingRef, SessionDraft
from council.forms.people import term_known, terms_known
from council.importers.corrections import correct_agenda_item, correct_session
from council.importers.places import meeting_ref
from council.importers.resolutions import known_draft
from council.models import Body, Meeting
from watchdog.archive.writing import Evidence, Stored
from watchdog.backroom.fields import Days, Line
from watchdog.backroom.forms import SourcedForm, lies_in
from watchdog.core.dates import today

if TYPE_CHECKING:
    ModelChoiceField = forms.ModelChoiceField[Meeting]
else:
    ModelChoiceField = forms.ModelChoiceField


def named(meeting: Meeting) -> str:
    """Name a meeting so that nobody takes it for another: its body unless it is the council, its number and day."""
    body = "" if meeting.is_session else f"{meeting.body}: "
    day = f" ({meeting.day:%d.%m.%Y})" if meeting.day and meeting.number else ""
    return f"{body}{meeting}{day}"


class MeetingField(ModelChoiceField):
    """One of several meetings, each under its whole name."""

    def label_from_instance(self, obj: Meeting) -> str:
        return named(obj)


class SessionForm(SourcedForm):
    """A session: its number, the days it sat, who signed the attendance list."""

    draft_fields: ClassVar = {"day": "days", "term": "term_slug", "sittings": "days"}
    helps: ClassVar = {
        "recording": gettext_lazy("The address of the recording."),
        "present": gettext_lazy("How many people the signed list gives, as printed."),
    }

    term_slug = forms.ChoiceField(label=gettext_lazy("term"), choices=terms_known)
    days = Days(
        label=gettext_lazy("days"),
        required=False,
        help_text=gettext_lazy("Every day on which it sat, separated by commas: 7.05.2024, 8.05.2024."),
    )

    def prepare(self) -> None:
        if self.adding:
            return
        del self.fields["term_slug"]
        sat = [sitting.day for sitting in self.instance.sittings.all()]
        self.fields["days"].initial = tuple(sat or ([self.instance.day] if self.instance.day else []))

    @property
    def term(self) -> str:
        return str(self.cleaned_data.get("term_slug", "")) if self.adding else self.instance.term.slug

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        days: tuple[date, ...] = cleaned.get("days") or ()
        term = term_known(self.term)
        if term and self.touched("days") and any(not lies_in(term, day) for day in days):
            self.add_error("days", _("A day lies outside the term."))
        if not days and not cleaned.get("number"):
            self.add_error("number", _("Give the number or a day, so that the session can be found."))
        if self.touched("days", "present", "absent"):
            self._check_attendance(days, term.seats if term else None)  # a committee has fewer still
        if not self.adding and "number" in self.changed_data:
            self._check_number(cleaned.get("number"))
        return cleaned

    def _check_number(self, number: int | None) -> None:
        same = Meeting.objects.filter(body=self.instance.body, term=self.instance.term, number=number)
        if number and same.exclude(pk=self.instance.pk).exists():
            self.add_error("number", _("Another session of this term has this number."))

    def _check_attendance(self, days: tuple[date, ...], seats: int | None) -> None:
        present, absent = self.cleaned_data.get("present"), self.cleaned_data.get("absent")
        if (present or absent) and days and min(days) > today():
            self.add_error("present", _("This day has not come yet, so nobody can have been present or absent."))
        if seats and (present or 0) + (absent or 0) > seats:
            self.add_error("present", _("The council has %(seats)s seats.") % {"seats": seats})

    def draft(self) -> SessionDraft:
        cleaned, days = self.cleaned_data, self.cleaned_data["days"]
        return SessionDraft(
            meeting=MeetingRef(term=self.term, number=cleaned["number"], day=days[0] if days else None, **self.whose()),
            sittings=days,
            **{name: cleaned[name] for name in ("starts_at", "venue", "recording", "present", "absent", "note")},
        )

    def whose(self) -> dict[str, Any]:
        """Say whose meeting it is, as a draft does; the council's, unless said."""
        return {}

    def correct(self, record: Any, draft: Any, evidence: Evidence) -> Stored:
        days = self.cleaned_data["days"] if "days" in self.corrections else None
        return Stored(record, correct_session(record, self.altered(), evidence, days))


class CommitteeMeetingForm(SessionForm):
    """A meeting of a committee, with what a session has."""

    committee = forms.ModelChoiceField(
        Body.objects.filter(kind=Body.Kind.COMMITTEE),
        label=gettext_lazy("committee"),
        help_text=gettext_lazy("A committee that is not on the list is added under “Committees” first."),
    )

    def prepare(self) -> None:
        super().prepare()
        if not self.adding:
            del self.fields["committee"]

    def whose(self) -> dict[str, Any]:
        committee = self.cleaned_data["committee"] if self.adding else self.instance.body
        return {"kind": BodyKind.COMMITTEE, "committee": committee.name}


class AgendaItemForm(SourcedForm):
    """An item of the agenda; with a print number it also makes the draft resolution known."""

    helps: ClassVar = {"position": gettext_lazy("Which one it is on the list, from 1; items like 9.2a count too.")}

    meeting_of: ClassVar[Meeting | None] = None
    """The session a new item belongs to; set by the admin for each request."""

    print_number = Line(
        label=gettext_lazy("print number"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("As printed, without the word: 495, 148/2024."),
    )
    replaces = Line(
        label=gettext_lazy("stands in for print"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("The number of the print that this one replaces."),
    )
    amended = forms.BooleanField(label=gettext_lazy("with the mover's own amendments"), required=False)

    def prepare(self) -> None:
        if self.adding:
            return
        del self.fields["replaces"], self.fields["amended"]  # they belong to the print, and are corrected there
        self.fields["print_number"].initial = self.instance.draft.number if self.instance.draft else ""

    @property
    def meeting(self) -> Meeting:
        meeting = self.meeting_of if self.adding else self.instance.meeting
        if meeting is None:
            raise ValueError("an agenda item is entered for a session")
        return meeting

    def clean_label(self) -> str:
        label = str(self.cleaned_data["label"])
        others = self.meeting.agenda_items.exclude(pk=self.instance.pk)
        if not self.adding and others.filter(label=label).exists():
            raise forms.ValidationError(_("Another item of this session has this label."))
        return label

    def clean_position(self) -> int:
        position: int = self.cleaned_data["position"]
        if position < 1:
            raise forms.ValidationError(_("Positions are counted from 1."))
        return position

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if (cleaned.get("replaces") or cleaned.get("amended")) and not cleaned.get("print_number"):
            self.add_error("print_number", _("Give the number of the print."))
        if cleaned.get("replaces") and cleaned.get("replaces") == cleaned.get("print_number"):
            self.add_error("replaces", _("A print cannot stand in for itself."))
        return cleaned

    def draft(self) -> AgendaItemDraft:
        names = ("label", "position", "title", "print_number", "replaces", "amended", "note")
        fields = {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}
        return AgendaItemDraft(meeting=meeting_ref(self.meeting), **fields)

    def correct(self, record: Any, draft: Any, evidence: Evidence) -> Stored:
        values = self.altered()
        if "print_number" in self.corrections:
            values["draft"] = known_draft(self.meeting.term, draft.print_number)
        return Stored(record, correct_agenda_item(record, values, draft, evidence))
