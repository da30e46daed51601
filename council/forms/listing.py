"""
Whether a document names who voted how, and where the list of a new vote starts.

Nothing is for anybody until somebody says that there is a list: a form sent untouched names nobody.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from council.forms.roll_call import Row
from council.models import Attendance, Ballot, Meeting
from council.models.vote_choices import Choice


class Listing(TextChoices):
    """What a document gives of a vote."""

    NAMES = "names", _("names: who voted how")
    TOTALS = "totals", _("numbers only")
    SECRET = "secret", _("a secret vote")


class Start(TextChoices):
    """What everybody has before the first key."""

    FOR = "for", _("everybody is for")
    PRESENT = "present", _("for, and absent whom the attendance gives as absent")
    PREVIOUS = "previous", _("as in the vote before")
    EMPTY = "empty", _("nobody has a choice")


KEYS = {"z": Choice.FOR, "p": Choice.AGAINST, "w": Choice.ABSTAIN, "n": Choice.ABSENT, "g": Choice.NOT_VOTING}
KEYS |= {"x": Choice.EXCLUDED, "y": Choice.EXCLUDED}
"""One key a choice; two keyboards disagree about where X and Y lie, so both mean the rarest."""


@dataclass(frozen=True)
class Before:
    """What is known of the people of a roll call before it is typed, by their keys."""

    absent: frozenset[int] = frozenset()
    previous: tuple[tuple[int, str], ...] = ()

    @classmethod
    def of(cls, meeting: Meeting | None) -> Before:
        """Ask who is absent by any list of this meeting, and how people voted in its last vote by name."""
        if meeting is None:
            return cls()
        away = meeting.attendance.filter(withdrawn_at=None).exclude(state=Attendance.State.PRESENT)
        votes = meeting.votes.filter(ballots__person__isnull=False).order_by("-day", "-time", "-number", "-pk")
        last = votes.values_list("pk", flat=True).first()
        ballots = Ballot.objects.filter(vote=last, person__isnull=False) if last else Ballot.objects.none()
        people = away.filter(person__isnull=False).values_list("person_id", flat=True)
        return cls(frozenset(pk for pk in people if pk), tuple(ballots.values_list("person_id", "choice")))

    def usual(self) -> Start:
        """Give the start that fits what is known."""
        return Start.PRESENT if self.absent else Start.FOR

    def starts(self, row: Row) -> dict[str, str]:
        """Give the choice that each start means for one row."""
        away = row.person in self.absent
        return {
            Start.FOR.value: Choice.FOR.value,
            Start.PRESENT.value: Choice.ABSENT.value if away else Choice.FOR.value,
            Start.PREVIOUS.value: dict(self.previous).get(row.person or 0, ""),
            Start.EMPTY.value: "",
        }

    def choices(self) -> list[tuple[str, str]]:
        """Leave out the starts of which nothing is known."""
        unknown = {Start.PRESENT: not self.absent, Start.PREVIOUS: not self.previous}
        return [(start.value, str(start.label)) for start in Start if not unknown.get(start, False)]


def filled(rows: Sequence[Row], before: Before, start: str, typed: dict[str, str]) -> dict[str, str]:
    """Give the rows' values with a start under what is typed: only rows without a choice take theirs."""
    return {row.field: typed.get(row.field) or before.starts(row).get(start, "") for row in rows}
