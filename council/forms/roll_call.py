"""The rows of a roll call to be typed: everybody who held a mandate that day, and whoever a document names besides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django import forms
from django.db.models import Q, QuerySet

from council.drafts import BallotDraft
from council.drafts import Choice as DraftChoice
from council.importers.people import Roster
from council.labels import USUAL
from council.models import Ballot, ClubMembership, Mandate, Meeting, Person, Vote
from council.models.vote_choices import Choice

ROW = "ballot_"
"""How the fields of a roll call begin."""


@dataclass(frozen=True)
class Row:
    """One name and what it is known to have done."""

    field: str
    name: str
    """As a document prints it, or as we know the person."""
    person: int | None = None
    """The person's key in the database, where the name is somebody's."""
    club: str = ""
    choice: str = ""
    label: str = ""

    def form_field(self) -> forms.ChoiceField:
        title = f"{self.name} ({self.club})" if self.club else self.name
        choices = [("", "–"), *Choice.choices]
        return forms.ChoiceField(label=title, choices=choices, initial=self.choice, required=False)

    def ballot(self, choice: str) -> BallotDraft:
        """Give the entry for a typed choice; one that is as it was keeps the document's own words."""
        said = DraftChoice(choice)
        return BallotDraft(name=self.name, choice=said, label=self.label if self.choice == choice else USUAL[said])


def roll_call(meeting: Meeting | None, vote: Vote | None = None) -> list[Row]:
    """Give the rows of a vote, in the order of its document; then those of the roster whom it does not name."""
    ballots = list(vote.ballots.all()) if vote else []
    days = _days(meeting, vote)
    people = _roster(meeting, days, {ballot.person_id for ballot in ballots}) if meeting else []
    clubs = _clubs([*(ballot.person_id for ballot in ballots), *(person.pk for person in people)], days)
    roster = Roster(meeting.term) if meeting and people else None
    return [*(_printed(ballot, clubs) for ballot in ballots), *(_unnamed(each, roster, clubs) for each in people)]


def _days(meeting: Meeting | None, vote: Vote | None) -> list[date]:
    """Give the day of the vote, or every day on which it may have been held."""
    if vote and vote.day:
        return [vote.day]
    if meeting is None:
        return []
    return [sitting.day for sitting in meeting.sittings.all()] or ([meeting.day] if meeting.day else [])


def _roster(meeting: Meeting, days: Sequence[date], named: set[int | None]) -> QuerySet[Person]:
    """Give everybody with a mandate on one of the days, or in the term where no day is known."""
    mandates = Mandate.objects.filter(term=meeting.term)
    anyone = Q()
    for held in [mandates.held_on(day) for day in days] or [mandates]:
        anyone |= Q(pk__in=held.values("person"))
    return Person.objects.filter(anyone).exclude(pk__in=[pk for pk in named if pk])


def _clubs(people: Iterable[int | None], days: Sequence[date]) -> dict[int, str]:
    if not days:
        return {}
    memberships = ClubMembership.objects.held_on(days[0]).filter(person__in=[pk for pk in people if pk])
    return {each.person_id: each.club.label for each in memberships.select_related("club")}


def _printed(ballot: Ballot, clubs: dict[int, str]) -> Row:
    return Row(
        field=f"{ROW}{ballot.person_id}" if ballot.person_id else f"{ROW}name_{ballot.position}",
        name=ballot.name,
        person=ballot.person_id,
        club=clubs.get(ballot.person_id or 0, ""),
        choice=ballot.choice,
        label=ballot.label,
    )


def _unnamed(person: Person, roster: Roster | None, clubs: dict[int, str]) -> Row:
    name = _spelling(person, roster) if roster else person.name
    return Row(field=f"{ROW}{person.pk}", name=name, person=person.pk, club=clubs.get(person.pk, ""))


def _spelling(person: Person, roster: Roster) -> str:
    """Give a name under which a roll call finds this person and nobody else: two people may share the usual one."""
    if roster.find(person.name) == person.pk:
        return person.name
    return next((each.name for each in person.names.all() if roster.find(each.name) == person.pk), person.name)
