"""
A stored vote held against the majority that its body needs: what the page shows and what the finding rests on.

The council's size is that of its term. A committee's is the number of its members on that day, so it is asked of
whoever knows them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from council.majority import Assessment, Counts, assess, several_candidates
from council.models import Body, Vote
from council.models.committees import members_on
from council.models.vote_choices import Kind

MembersOn: TypeAlias = Callable[[Body, date], int | None]


@dataclass(frozen=True)
class Unknown:
    """A vote that cannot be recomputed, and why, in a word that pages put into a sentence."""

    why: str
    """``committee``: nobody knows how many people it had; ``candidates``: people chose between several."""


def assessed(vote: Vote, members_on: MembersOn = members_on) -> Assessment | Unknown | None:
    """Recompute a vote; ``None`` where there is nothing to ask: no number, no meeting, no known size of the council."""
    meeting = vote.meeting
    if meeting is None or not vote.has_totals:
        return None
    if several_candidates(vote.subject, vote.kind, vote.tally_against):
        return Unknown("candidates")
    committee = not meeting.is_session
    seats = _members(vote, members_on) if committee else meeting.term.seats
    if not seats:
        return Unknown("committee") if committee else None
    return assess(vote.subject, counts_of(vote), seats, vote.result, vote.required_majority, committee=committee)


def _members(vote: Vote, members_on: MembersOn) -> int | None:
    return members_on(vote.meeting.body, vote.day) if vote.meeting and vote.day else None


def computed_result(vote: Vote) -> str:
    """Give the result that the numbers make, ``passed`` or ``failed``; empty where they make none."""
    found = assessed(vote)
    if vote.kind == Kind.QUORUM or not isinstance(found, Assessment) or found.passed is None:
        return ""
    return Vote.Result.PASSED.value if found.passed else Vote.Result.FAILED.value


def counts_of(vote: Vote) -> Counts:
    return Counts(
        ayes=vote.tally_for,
        noes=vote.tally_against,
        abstained=vote.tally_abstain,
        not_voting=vote.tally_not_voting,
        present=vote.official_present,
    )
