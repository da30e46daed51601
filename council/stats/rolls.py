"""
The votes by name of a term, as sets: who chose what, and who stood in which club when each vote was held.

A set of votes is one number with a bit for every vote, so that „in how many votes did both choose the same” is one
``&`` and one count. A whole term is read in four queries, and any two people are compared in microseconds (ADR 13).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import NamedTuple, TypeAlias

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import TextField
from django.db.models.functions import Cast

from council.models import Ballot, Body, ClubMembership, Mandate, Term, Vote
from council.models.vote_choices import Kind
from council.stats.choices import CAST
from watchdog.archive.models import Certainty

VoteSet: TypeAlias = int
"""A set of votes: the bit of each vote is its place in the order of days."""


@dataclass(frozen=True)
class Roll:
    """The counted votes by name of one term's sessions; what is inferred or removed by the office is not in it."""

    keys: tuple[int, ...]
    """The votes in the order of their days."""
    days: tuple[date, ...]
    sessions: Mapping[int, VoteSet]
    contested: VoteSet
    """The votes in which somebody was against or abstained."""
    choices: Mapping[int, Mapping[str, VoteSet]]
    """What each person chose, inside the mandate."""
    clubs: Mapping[int, Mapping[int, VoteSet]]
    """By club, the votes held while each person stood in it."""

    @property
    def all(self) -> VoteSet:
        return (1 << len(self.keys)) - 1

    def between(self, since: date | None = None, until: date | None = None) -> VoteSet:
        """Give the votes held from one day to another, both included; an open end is the term's."""
        first = bisect_left(self.days, since) if since else 0
        last = bisect_right(self.days, until) if until else len(self.days)
        return (1 << last) - (1 << first) if first < last else 0

    def days_of(self, votes: VoteSet) -> tuple[date, date] | None:
        """Give the first and the last day of some votes."""
        if not votes:
            return None
        return self.days[(votes & -votes).bit_length() - 1], self.days[votes.bit_length() - 1]

    def keys_of(self, votes: VoteSet) -> Iterator[int]:
        """Give the primary keys of some votes, the newest first."""
        while votes:
            place = votes.bit_length() - 1
            yield self.keys[place]
            votes ^= 1 << place

    def made(self, person: int, choices: Iterable[str]) -> VoteSet:
        """Give the votes in which a person made one of these choices."""
        return union(self.choices.get(person, {}).get(choice, 0) for choice in choices)

    def asked(self, person: int) -> VoteSet:
        """Give the votes in which a person is named."""
        return union(self.choices.get(person, {}).values())

    def cast(self, person: int) -> VoteSet:
        """Give the votes in which a person took part."""
        return self.made(person, CAST)

    def alike(self, one: int, other: int) -> VoteSet:
        """Give the votes in which two people took part and chose the same."""
        return union(self.made(one, [choice]) & self.made(other, [choice]) for choice in CAST)

    def in_clubs(self, person: int) -> VoteSet:
        """Give the votes held while a person stood in a club."""
        return union(members.get(person, 0) for members in self.clubs.values())

    @cached_property
    def usual(self) -> Mapping[int, Mapping[str, VoteSet]]:
        """Say, by club, in which votes each choice was the one that most of its voting members made."""
        return {club: self._usual(members) for club, members in self.clubs.items()}

    def _usual(self, members: Mapping[int, VoteSet]) -> dict[str, VoteSet]:
        """Apply the rule of ``usual_choice`` to every vote at once: at least two voted, and no other is as frequent."""
        made = {
            choice: at_least([self.made(person, [choice]) & stood for person, stood in members.items()])
            for choice in sorted(CAST)
        }
        voted = at_least([self.cast(person) & stood for person, stood in members.items()])
        two = voted[1] if len(voted) > 1 else 0
        return {
            choice: two
            & union(
                level & ~union(made[other][n] for other in made if other != choice) for n, level in enumerate(levels)
            )
            for choice, levels in made.items()
        }

    def usual_in(self, club: int) -> Mapping[str, VoteSet]:
        """Say in which votes each choice was usual in a club; nothing of a club of which nobody is known."""
        return self.usual.get(club, {})

    def judged(self, club: int) -> VoteSet:
        """Give the votes in which a club had a usual choice."""
        return union(self.usual_in(club).values())

    def compared(self, person: int, club: int | None = None) -> VoteSet:
        """Give the votes in which a person voted and the club had a usual choice; any club of the day, or this one."""
        return self.cast(person) & union(self.clubs[each].get(person, 0) & self.judged(each) for each in self._of(club))

    def with_club(self, person: int, club: int | None = None) -> VoteSet:
        """Give those of the ``compared`` votes in which the person's choice was the usual one."""
        return union(
            self.clubs[each].get(person, 0) & self.made(person, [choice]) & votes
            for each in self._of(club)
            for choice, votes in self.usual[each].items()
        )

    def usual_for(self, person: int, votes: Iterable[int]) -> dict[int, str]:
        """Say what was usual in the person's club in each of some votes, all by primary key."""
        found = {}
        for key in votes:
            bit = 1 << self._place[key] if key in self._place else 0
            for club, members in self.clubs.items():
                usual = [choice for choice, held in self.usual[club].items() if held & bit]
                if usual and members.get(person, 0) & bit:
                    found[key] = usual[0]
        return found

    def choices_in(self, person: int, votes: Iterable[int]) -> dict[int, str]:
        """Say what a person chose in each of some votes, all by primary key; votes without the person are left out."""
        made = self.choices.get(person, {})
        return {
            key: choice
            for key in votes
            for choice, held in made.items()
            if key in self._place and held >> self._place[key] & 1
        }

    @cached_property
    def _place(self) -> Mapping[int, int]:
        return {key: place for place, key in enumerate(self.keys)}

    def _of(self, club: int | None) -> Collection[int]:
        return self.clubs if club is None else [club]


EMPTY = Roll((), (), {}, 0, {}, {})


def union(sets: Iterable[VoteSet]) -> VoteSet:
    """Give the votes that stand in any of the sets."""
    found = 0
    for each in sets:
        found |= each
    return found


def at_least(sets: Iterable[VoteSet]) -> list[VoteSet]:
    """Give the votes that stand in at least one of the sets, in at least two, and so on to all of them."""
    levels: list[VoteSet] = []
    for each in sets:
        levels.append(0)
        for place in range(len(levels) - 1, 0, -1):
            levels[place] |= levels[place - 1] & each
        levels[0] |= each
    return levels


def rolls_of(terms: Collection[Term]) -> dict[int, Roll]:
    """Read the rolls of some terms, by primary key, in four queries however many there are; none are left out."""
    if not terms:
        return {}
    held: dict[int, list[_Held]] = {term.pk: [] for term in terms}
    for term, vote in _votes(terms):
        held[term].append(vote)
    chosen: dict[int, list[_Chosen]] = {term.pk: [] for term in terms}
    for term, choice in _ballots(terms):
        chosen[term].append(choice)
    mandates, clubs = _mandates(terms), _memberships(terms)
    return {term.pk: _roll(held[term.pk], chosen[term.pk], mandates[term.pk], clubs[term.pk]) for term in terms}


def roll_of(term: Term) -> Roll:
    """Read the roll of one term, in four queries."""
    return rolls_of([term])[term.pk]


class _Held(NamedTuple):
    day: date
    key: int
    session: int
    contested: bool


class _Chosen(NamedTuple):
    person: int
    choice: str
    votes: list[str]
    """Primary keys."""


class _Period(NamedTuple):
    person: int
    club: int
    """0 for a mandate."""
    since: date | None
    until: date | None


def _votes(terms: Iterable[Term]) -> Iterator[tuple[int, _Held]]:
    """Give the votes of sessions in the order of days, each with the answer to ``VoteQuerySet.contested``.

    A check of the quorum asks nothing, so it is no vote here.
    """
    votes = Vote.objects.filter(meeting__term__in=terms, meeting__body__kind=Body.Kind.COUNCIL, day__isnull=False)
    stated = votes.questions().filter(certainty=Certainty.STATED, withdrawn_at=None).order_by("day", "number", "pk")
    rows = stated.values_list("meeting__term", "day", "pk", "meeting", "tally_against", "tally_abstain")
    for term, day, key, session, against, abstain in rows:
        if day:  # asked for above; the type does not know
            yield term, _Held(day, key, session, bool(against or abstain))


def _ballots(terms: Iterable[Term]) -> Iterator[tuple[int, _Chosen]]:
    """
    Give the votes of each person and choice as one text: reading thousands of rows would cost more than splitting it.

    That a ballot was cast inside a mandate is asked of the sets, not of the database: there it costs a look per ballot.
    """
    named = Ballot.objects.filter(vote__meeting__term__in=terms, vote__meeting__body__kind=Body.Kind.COUNCIL)
    stated = named.filter(vote__certainty=Certainty.STATED, vote__withdrawn_at=None, vote__day__isnull=False)
    asked = stated.exclude(vote__kind=Kind.QUORUM)
    grouped = asked.filter(person__isnull=False).values_list("vote__meeting__term", "person", "choice").order_by()
    for term, person, choice, votes in grouped.annotate(votes=StringAgg(Cast("vote", TextField()), " ")):
        if person:  # asked for above; the type does not know
            yield term, _Chosen(person, choice, votes.split())


def _mandates(terms: Iterable[Term]) -> dict[int, list[_Period]]:
    """Give the mandates of each term, as ``BallotQuerySet.counted`` asks about them."""
    found: dict[int, list[_Period]] = {term.pk: [] for term in terms}
    for term, person, since, until in (
        Mandate.objects.filter(term__in=terms).order_by().values_list("term", "person", "since", "until")
    ):
        found[term].append(_Period(person, 0, since, until))
    return found


def _memberships(terms: Iterable[Term]) -> dict[int, list[_Period]]:
    """Give who stood in which club when; memberships that we inferred or that were removed make no figure."""
    found: dict[int, list[_Period]] = {term.pk: [] for term in terms}
    stated = ClubMembership.objects.filter(club__term__in=terms, certainty=Certainty.STATED, withdrawn_at=None)
    rows = stated.order_by().values_list("club__term", "person", "club", "since", "until")
    for term, person, club, since, until in rows:
        found[term].append(_Period(person, club, since, until))
    return found


def _roll(held: list[_Held], chosen: list[_Chosen], mandates: list[_Period], members: list[_Period]) -> Roll:
    """Turn lists of votes into sets; a vote that no counted ballot answers is in none."""
    named = set().union(*(each.votes for each in chosen))
    kept = [vote for vote in held if str(vote.key) in named]
    bit = {str(vote.key): 1 << place for place, vote in enumerate(kept)}
    roll = Roll(
        keys=tuple(vote.key for vote in kept),
        days=tuple(vote.day for vote in kept),
        sessions=_grouped((vote.session, bit[str(vote.key)]) for vote in kept),
        contested=sum(bit[str(vote.key)] for vote in kept if vote.contested),
        choices={},
        clubs={},
    )
    inside = _grouped((each.person, roll.between(each.since, each.until)) for each in mandates)
    choices: dict[int, dict[str, VoteSet]] = {}
    for person, choice, votes in chosen:
        made = sum(bit.get(vote, 0) for vote in votes) & inside.get(person, 0)  # a quorum check has no bit
        if made:
            choices.setdefault(person, {})[choice] = made
    clubs: dict[int, dict[int, VoteSet]] = {}
    for each in members:
        stood = clubs.setdefault(each.club, {})
        stood[each.person] = stood.get(each.person, 0) | roll.between(each.since, each.until)
    return replace(roll, choices=choices, clubs=clubs)


def _grouped(sets: Iterable[tuple[int, VoteSet]]) -> dict[int, VoteSet]:
    found: dict[int, VoteSet] = {}
    for key, votes in sets:
        found[key] = found.get(key, 0) | votes
    return found
