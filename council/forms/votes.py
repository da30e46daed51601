"""Typing a vote: the question, the printed counters, the result, and one row a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from council.checks import checked
from council.drafts import BallotDraft, MajorityRule, MeetingRef, Official, Result, VoteDraft, VoteKind
from council.forms.listing import KEYS, Before, Listing
from council.forms.roll_call import ROW, Row
from council.forms.sessions import MeetingField
from council.importers.corrections import correct_vote
from council.importers.places import meeting_ref
from council.importers.resolutions import known_draft
from council.models import Meeting
from council.models.committees import members_on
from council.presenters.grid import GridRow, Key, RollGrid
from council.tallying import COUNTED, Question, rules, tally
from watchdog.archive.writing import Evidence, Stored
from watchdog.backroom.fields import Line
from watchdog.backroom.forms import SourcedForm, lies_in
from watchdog.core.ids import resolution_number
from watchdog.core.text import name_key

OFFICIAL = {
    "za": "official_for",
    "przeciw": "official_against",
    "wstrzymal_sie": "official_abstain",
    "nieobecni": "official_absent",
    "nie_glosowali": "official_not_voting",
    "eligible": "official_eligible",
    "present": "official_present",
}
"""The printed counters: in a draft, and in the record and this form."""


class VoteForm(SourcedForm):
    """A vote of one session; its rows are those of the people who held a mandate that day."""

    draft_fields: ClassVar = {**OFFICIAL, "on": "day", "year": "day", "resolution": "resolution_number"}
    draft_fields |= {"kind": "kind_stated", "majority": "required_majority"}
    meeting_of: ClassVar[Meeting | None] = None
    """The session of a new vote; set by the admin for each request, as are the rows."""
    rows: ClassVar[Sequence[Row]] = ()
    before: ClassVar[Before] = Before()
    """What a new roll call may start from."""

    class Media:
        js = (forms.Script("js/grid.js", defer=True), forms.Script("js/roll_call.js", defer=True))

    listing = forms.ChoiceField(
        label=gettext_lazy("what the document gives"),
        choices=Listing.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    start = forms.ChoiceField(label=gettext_lazy("the list starts with"), required=False)
    print_number = Line(
        label=gettext_lazy("print number"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("Of the draft that was voted on, as on the agenda: 495, 148/2024."),
    )
    resolution_number = Line(
        label=gettext_lazy("resolution adopted"),
        max_length=40,
        required=False,
        help_text=gettext_lazy(
            "The number that this very resolution was given, like XLIV/949/2014; never one that the subject mentions."
        ),
    )

    def prepare(self) -> None:
        self.fields.update({row.field: row.form_field() for row in self.rows})
        if self.adding:
            self._prepare_start()
            return
        del self.fields["listing"], self.fields["start"]
        vote = self.instance
        self.fields["print_number"].initial = vote.draft.number if vote.draft else ""
        self.fields["resolution_number"].initial = vote.resolution.number if vote.resolution else ""
        if "meeting" in self.fields:
            self.fields["meeting"] = _meetings(vote.meeting)

    def _prepare_start(self) -> None:
        self.fields["start"].choices = self.before.choices()  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["start"].initial = self.before.usual().value

    @property
    def roll(self) -> RollGrid:
        """Give the grid of names as it stands: with what is stored, or with what was typed and came back."""
        meeting = self.meeting_of if self.adding else self.instance.meeting
        rows = [GridRow(self[row.field], row.name, self.before.starts(row)) for row in self.rows]
        committee = bool(meeting and not meeting.is_session)
        seats = _seats(meeting)
        question = Question(
            subject=self._written("subject"),
            kind=self._written("kind_stated"),
            result=self._written("result"),
            majority=self._written("required_majority"),
        )
        printed = {name: _number(self[name].value()) for name in COUNTED}
        choices = [str(row.field.value() or "") for row in rows]
        keys = [Key(key, choice.value, str(choice.label)) for key, choice in KEYS.items()]
        found = tally(choices, seats, question, printed, committee=committee)
        counters = [(name, choice.value, str(choice.label)) for name, choice in COUNTED.items()]
        return RollGrid(rows, keys, seats, committee, found, rules(), counters)

    def _written(self, name: str) -> str:
        """Give what stands in a field, typed or stored."""
        return str(self[name].value() or "")

    @property
    def meeting(self) -> Meeting | None:
        return self.meeting_of if self.adding else self.cleaned_data.get("meeting", self.instance.meeting)

    def ballots(self) -> tuple[BallotDraft, ...]:
        typed = ((row, self.cleaned_data.get(row.field)) for row in self.rows)
        return tuple(row.ballot(choice) for row, choice in typed if choice)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self.refuse_future("day")
        self._check_day(cleaned.get("day"))
        self._check_names()
        self._check_numbers()
        return cleaned

    def _check_day(self, day: date | None) -> None:
        meeting = self.meeting
        if day is None:
            if self.cleaned_data.get("time"):
                self.add_error("day", _("Give the day, not the hour alone."))
            elif self.adding and meeting and meeting.day is None:
                self.add_error("day", _("The day of this session is not known: give the day of the vote."))
            return
        if meeting is None or not self.touched("day", "meeting"):
            return
        sat = {sitting.day for sitting in meeting.sittings.all()}
        if not lies_in(meeting.term, day):
            self.add_error("day", _("This day lies outside the term."))
        elif sat and day not in sat:
            message = _("The session did not sit on this day. If it did, add the day to the session first.")
            self.add_error("day", message)

    def _check_names(self) -> None:
        ballots, meeting = self.ballots(), self.meeting
        if any(name.startswith(ROW) and name not in self.fields and self.data[name] for name in self.data):
            message = _(
                "The roster has changed since you opened this page: somebody you typed a vote for is not on it."
            )
            self.add_error(None, ValidationError(message, code="row_gone"))
        self._check_listing(bool(ballots))
        if self.cleaned_data.get("secret") and ballots:
            self.add_error("secret", _("A secret vote has no names: clear the roll call, or this box."))
        names = Counter(name_key(ballot.name) for ballot in ballots)
        for name in [ballot.name for ballot in ballots if names[name_key(ballot.name)] > 1]:
            self.add_error(None, _("%(name)s is on the roll call more than once.") % {"name": name})
        seats = meeting.term.seats if meeting and meeting.is_session else None
        stored = sum(bool(row.choice) for row in self.rows)
        if seats and len(ballots) > max(seats, stored):
            text = ngettext(
                "There is %(count)s ballot, and the council has %(seats)s seats.",
                "There are %(count)s ballots, and the council has %(seats)s seats.",
                len(ballots),
            )
            self.add_error(None, text % {"count": len(ballots), "seats": seats})

    def _check_listing(self, named: bool) -> None:
        """Hold what somebody says the document gives against what was typed of it."""
        listing = self.cleaned_data.get("listing")
        if listing == Listing.SECRET:
            self.cleaned_data["secret"] = True
        elif listing == Listing.NAMES and not named:
            message = _("You said that the document names people, and nobody on the list has a choice yet.")
            self.add_error("listing", message)
        elif listing == Listing.TOTALS and named:
            self.add_error("listing", _("You said that there are numbers only: clear the roll call, or choose names."))

    def _check_numbers(self) -> None:
        number, druk = self.cleaned_data.get("resolution_number"), self.cleaned_data.get("print_number")
        if number and "resolution_number" in self.changed_data and resolution_number(number) is None:
            self.add_error("resolution_number", _("A resolution's number looks like XLIV/949/2014."))
        term = self.meeting.term if self.meeting else None
        if druk and "print_number" in self.changed_data and not (term and known_draft(term, druk)):
            message = _("No agenda of this term brings a print of this number: add it to the agenda first.")
            self.add_error("print_number", message)

    def draft(self) -> VoteDraft:
        cleaned, meeting = self.cleaned_data, self.meeting
        draft = VoteDraft(
            meeting=meeting_ref(meeting) if meeting else MeetingRef(),
            on=self._moment(),
            year=self._year(),
            official=Official(**{name: cleaned.get(field) for name, field in OFFICIAL.items()}),
            ballots=self.ballots(),
            result=Result(cleaned["result"]),
            kind=VoteKind(cleaned["kind_stated"]),
            majority=MajorityRule(cleaned["required_majority"]),
            resolution=cleaned["resolution_number"],
            **{
                name: cleaned[name]
                for name in ("number", "item", "subject", "secret", "result_label", "print_number", "note")
            },
        )
        return checked(draft, seats=meeting.term.seats if meeting and meeting.is_session else None)

    def _moment(self) -> date | datetime | None:
        day, time = self.cleaned_data["day"], self.cleaned_data["time"]
        return datetime.combine(day, time) if day and time else day

    def _year(self) -> int:
        """Give the year: the day's; else the record's own; else that of the session."""
        day = self.cleaned_data["day"]
        known = None if self.adding else self.instance.year
        first = self.meeting.day if self.meeting else None
        return int(day.year if day else known or (first.year if first else 0))

    def known(self) -> dict[str, Any]:
        return {"meant": self._meant()}

    def _meant(self) -> dict[str, int]:
        """Say who is meant by each name: two councillors may share one, and the row knows which of them it is."""
        return {row.name: row.person for row in self.rows if row.person}

    def correct(self, record: Any, draft: Any, evidence: Evidence) -> Stored:
        changed = set(self.corrections)
        fields = changed | ({"year"} if "day" in changed else set())
        fields |= {"draft"} if "print_number" in changed else set()
        fields |= {"resolution"} if "resolution_number" in changed else set()
        return correct_vote(record, draft, evidence, fields=fields, meeting=self.meeting, meant=self._meant())


def _seats(meeting: Meeting | None) -> int:
    """Give how many people the body has: the council by statute, a committee on the day of its meeting."""
    if meeting is None:
        return 0
    if meeting.is_session:
        return meeting.term.seats or 0
    return (members_on(meeting.body, meeting.day) if meeting.day else None) or 0


def _number(value: Any) -> int | None:
    text = str(value if value is not None else "").strip()
    return int(text) if text.isdecimal() and len(text) < 6 else None


def _meetings(meeting: Meeting | None) -> MeetingField:
    """Let a vote be moved to another meeting of the same body and term; one without a meeting, to any."""
    meetings = Meeting.objects.select_related("term", "body")
    if meeting is not None:
        meetings = meetings.filter(term=meeting.term, body=meeting.body)
    return MeetingField(meetings, label=_("meeting"), required=meeting is not None)
