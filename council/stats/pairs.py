"""In how many votes two people, or two clubs, chose the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from council.stats.choices import AGREEMENT_MINIMUM, MINIMUM, Share
from council.stats.rolls import Roll, VoteSet, union


def agreement(roll: Roll, one: int, other: int, among: VoteSet | None = None) -> Share:
    """Compare two people over the votes in which both voted; both then held mandates, since only such votes count."""
    votes = roll.all if among is None else among
    both = roll.cast(one) & roll.cast(other) & votes
    return Share((roll.alike(one, other) & votes).bit_count(), both.bit_count(), AGREEMENT_MINIMUM)


def agreements(roll: Roll, people: Sequence[int], among: VoteSet | None = None) -> dict[tuple[int, int], Share]:
    """Compare everybody with everybody; a pair stands under both orders, nobody beside themselves."""
    found = {}
    for place, one in enumerate(people):
        for other in people[place + 1 :]:
            found[one, other] = found[other, one] = agreement(roll, one, other, among)
    return found


def added(shares: Iterable[Share]) -> Share:
    """Add up the agreement of the same two over several terms."""
    both = list(shares)
    return Share(sum(each.part for each in both), sum(each.whole for each in both), AGREEMENT_MINIMUM)


def agreement_of_clubs(roll: Roll, one: int, other: int, among: VoteSet | None = None) -> Share:
    """Compare the usual choices of two clubs over the votes in which both had one."""
    votes = roll.all if among is None else among
    both = roll.judged(one) & roll.judged(other) & votes
    usual = roll.usual_in(other)
    same = union(held & usual.get(choice, 0) for choice, held in roll.usual_in(one).items()) & votes
    return Share(same.bit_count(), both.bit_count(), MINIMUM)
