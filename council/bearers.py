"""Where records keep a name as it is printed, beside the person it means where somebody is known under it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from council.drafts import Initiator
from council.models import Attendance, Ballot, DraftResolution, InterpellationAuthor, Meeting, Person, Remark
from council.models.resolutions import OF_PEOPLE
from watchdog.archive.models import Sourced

OF_COUNCIL = tuple(kind for kind in OF_PEOPLE if kind != Initiator.MAYOR.value)
"""Movers who sit in the council: a mayor is on no roster, and that raises no question."""


@dataclass(frozen=True)
class Bearer:
    """A kind of row that bears a name: its fields, and the ways to its term, day, meeting and record."""

    model: type[Model]
    plural: Promise
    term: str
    day: str
    name: str = "name"
    person: str = "person"
    meeting: str = ""
    """The way to the meeting; empty where the name stands in no meeting's paper."""
    record: str = ""
    """The way to the public record that the row belongs to; empty: the row is that record."""
    named: Q = field(default_factory=Q)
    """Which rows name anybody at all."""

    def rows(self) -> QuerySet[Any]:
        """Give the rows that name somebody, with the records they belong to."""
        related = [*filter(None, (self.record, self.meeting, self.meeting and f"{self.meeting}__body", self.person))]
        return self.model._default_manager.filter(self.named).select_related(*related)

    def waiting(self) -> QuerySet[Any]:
        """Give the rows whose name is nobody's."""
        return self.rows().filter(**{f"{self.person}__isnull": True})

    def name_of(self, row: Any) -> str:
        return str(getattr(row, self.name))

    def record_of(self, row: Any) -> Sourced:
        """Give the public record in whose history a change of the row is kept."""
        record: Sourced = getattr(row, self.record) if self.record else row
        return record

    def meeting_of(self, row: Any) -> Meeting | None:
        """Give the meeting in whose paper the name stands."""
        found = row
        for step in filter(None, self.meeting.split("__")):
            found = found and getattr(found, step)
        return found if isinstance(found, Meeting) else None

    def person_of(self, row: Any) -> Person | None:
        person: Person | None = getattr(row, self.person)
        return person


BEARERS = (
    Bearer(
        Ballot, _("roll calls"), term="vote__meeting__term", day="vote__day", meeting="vote__meeting", record="vote"
    ),
    Bearer(Attendance, _("attendance"), term="meeting__term", day="meeting__day", meeting="meeting"),
    Bearer(
        InterpellationAuthor,
        _("interpellations"),
        term="interpellation__term",
        day="interpellation__received_on",
        record="interpellation",
    ),
    Bearer(
        Remark,
        _("remarks"),
        term="vote__meeting__term",
        day="vote__day",
        name="about",
        meeting="vote__meeting",
        named=~Q(about=""),
    ),
    Bearer(
        DraftResolution,
        _("draft resolutions"),
        term="term",
        day="day",
        name="initiator_name",
        person="initiator_person",
        named=Q(initiator__in=OF_COUNCIL) & ~Q(initiator_name=""),
    ),
)
"""Every kind of row that keeps a name with or without its person; a test compares them with the models."""
