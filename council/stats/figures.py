"""Figures of a person, a club and the whole council over some votes of a term, each with what it is counted of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from council.models.vote_choices import Choice
from council.stats.choices import CAST, POSITION, Share
from council.stats.rolls import Roll, VoteSet, union


@dataclass(frozen=True)
class PersonFigures:
    """What a person did in the votes by name in which the person is named."""

    counts: Mapping[str, int]
    """How often the person made each choice."""
    with_club: Share
    """In how many votes the choice was the usual one of the club, where it had one and the person voted."""

    @property
    def asked(self) -> int:
        return sum(self.counts.values())

    @property
    def taken(self) -> Share:
        """In how many votes the person was for, against or abstained."""
        return Share(sum(self.counts.get(choice, 0) for choice in CAST), self.asked)

    @property
    def position(self) -> Share:
        """In how many votes the person was for or against."""
        return Share(sum(self.counts.get(choice, 0) for choice in POSITION), self.asked)


def figures_of(roll: Roll, person: int, among: VoteSet | None = None) -> PersonFigures:
    """Count a person's choices, of the whole term where no votes are given."""
    votes = roll.all if among is None else among
    made = roll.choices.get(person, {})
    counts = {choice: (made.get(choice, 0) & votes).bit_count() for choice in Choice.values}
    compared = roll.compared(person) & votes
    return PersonFigures(counts, Share((roll.with_club(person) & votes).bit_count(), compared.bit_count()))


@dataclass(frozen=True)
class ClubFigures:
    """What the people of a club did while they stood in it."""

    people: int
    votes: int
    """In how many votes at least one of them is named."""
    taken: Share
    position: Share
    with_club: Share
    """How many of the votes cast by members were the club's usual choice, where it had one."""
    whole: Share
    """In how many votes nobody of the club chose otherwise, of those in which it had a usual choice."""


def figures_of_club(roll: Roll, club: int, among: VoteSet | None = None) -> ClubFigures:
    """Count what a club's people chose, each only in the votes held while the person stood in the club."""
    votes = roll.all if among is None else among
    members = {person: stood & votes for person, stood in roll.clubs.get(club, {}).items()}
    asked = {person: roll.asked(person) & stood for person, stood in members.items()}
    judged = roll.judged(club) & votes
    compared = {person: roll.compared(person, club) & votes for person in members}
    usual = {person: roll.with_club(person, club) & votes for person in members}
    broken = union(compared[person] & ~usual[person] for person in members)
    n = _count(asked)
    return ClubFigures(
        people=sum(bool(each) for each in asked.values()),
        votes=union(asked.values()).bit_count(),
        taken=Share(_count({person: roll.cast(person) & stood for person, stood in members.items()}), n),
        position=Share(_count({person: roll.made(person, POSITION) & stood for person, stood in members.items()}), n),
        with_club=Share(_count(usual), _count(compared)),
        whole=Share((judged & ~broken).bit_count(), judged.bit_count()),
    )


@dataclass(frozen=True)
class CouncilFigures:
    """What the whole council did."""

    people: int
    votes: int
    contested: Share
    taken: Share
    position: Share


def figures_of_council(roll: Roll, among: VoteSet | None = None) -> CouncilFigures:
    """Count what everybody chose inside their mandates."""
    votes = roll.all if among is None else among
    asked = {person: roll.asked(person) & votes for person in roll.choices}
    n = _count(asked)
    return CouncilFigures(
        people=sum(bool(each) for each in asked.values()),
        votes=votes.bit_count(),
        contested=Share((roll.contested & votes).bit_count(), votes.bit_count()),
        taken=Share(_count({person: roll.cast(person) & votes for person in roll.choices}), n),
        position=Share(_count({person: roll.made(person, POSITION) & votes for person in roll.choices}), n),
    )


def _count(sets: Mapping[int, VoteSet]) -> int:
    return sum(each.bit_count() for each in sets.values())
