"""
Who was at meetings, layer by layer, over a term: the signed lists and the quorum checks.

A layer counts only where a document records it by name, only inside the person's mandate, and never together with
another layer. Votes taken are the third layer; they are counted from roll calls in ``figures``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from council.drafts import Layer, Presence
from council.models import Attendance, Ballot, Body, Term, Vote
from council.models.vote_choices import Choice
from council.stats.choices import Share

ATTENDANCE_MINIMUM = 10
"""A share of fewer meetings or checks than this is not shown: the numbers are given, the percentage is not."""


class Record(NamedTuple):
    """One person in one layer of one meeting, or in one of several quorum checks of it."""

    term: int
    day: date
    meeting: int
    body: str
    """Kind of the body that met."""
    layer: str
    person: int
    present: bool
    excused: bool


@dataclass(frozen=True)
class AttendanceFigures:
    """The two recorded layers of somebody's attendance, each with what it is counted of."""

    signed: Share
    """In how many of the sessions whose signed list names the person the person was present."""
    excused: int
    """How many of the absences on these lists the documents call excused."""
    checks: Share
    """In how many of the quorum checks that name the person the person was present."""
    committees: Share
    """The signed lists of committees, in the same way."""

    @property
    def known(self) -> bool:
        return bool(self.signed.whole or self.checks.whole or self.committees.whole)


def records_of(terms: Iterable[Term], person: int | None = None) -> list[Record]:
    """Read the recorded layers of some terms, of one person where one is given, in two queries."""
    listed, terms = [], list(terms)
    checked = list(_checks(terms, person))
    by_vote = {each.meeting for each in checked}
    for each in _rows(terms, person):
        if each.layer == Layer.LIST or each.meeting not in by_vote:  # a check read as a vote is not counted twice
            listed.append(each)
    return [*listed, *checked]


def attendance_of(records: Iterable[Record], keep: Callable[[Record], bool] = lambda record: True) -> AttendanceFigures:
    """Count the records that are to be kept (of one person, of a club's people while in it, of some days)."""
    kept = [record for record in records if keep(record)]
    signed = [each for each in kept if each.layer == Layer.LIST and each.body == Body.Kind.COUNCIL]
    return AttendanceFigures(
        signed=_share(signed),
        excused=sum(each.excused for each in signed),
        checks=_share([each for each in kept if each.layer == Layer.QUORUM and each.body == Body.Kind.COUNCIL]),
        committees=_share([each for each in kept if each.layer == Layer.LIST and each.body == Body.Kind.COMMITTEE]),
    )


def _share(records: list[Record]) -> Share:
    return Share(sum(each.present for each in records), len(records), ATTENDANCE_MINIMUM)


def _rows(terms: list[Term], person: int | None) -> Iterator[Record]:
    rows = Attendance.objects.counted().filter(meeting__term__in=terms, person__isnull=False).order_by()
    if person:
        rows = rows.filter(person=person)
    for term, day, meeting, body, layer, who, state in rows.values_list(
        "meeting__term", "meeting__day", "meeting", "meeting__body__kind", "layer", "person", "state"
    ):
        if day and who:  # asked for above; the type does not know
            present, excused = state == Presence.PRESENT, state == Presence.EXCUSED
            yield Record(term, day, meeting, body, layer, who, present, excused)


def _checks(terms: list[Term], person: int | None) -> Iterator[Record]:
    """Give the ballots of votes that only check who is there: whoever is not absent was present."""
    checks = Vote.objects.quorum_checks().filter(meeting__term__in=terms, day__isnull=False)
    rows = Ballot.objects.counted().filter(vote__in=checks.values("pk"), person__isnull=False).order_by()
    if person:
        rows = rows.filter(person=person)
    for term, day, meeting, body, who, choice in rows.values_list(
        "vote__meeting__term", "vote__day", "vote__meeting", "vote__meeting__body__kind", "person", "choice"
    ):
        if term and day and meeting and body and who:  # asked for above; the type does not know
            yield Record(term, day, meeting, body, Layer.QUORUM.value, who, choice != Choice.ABSENT, False)
