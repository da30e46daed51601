"""
A stored vote held against the majority that its body needs: what the page shows and what the finding rests on.

The council's size is that of its term. A committee's is the number of its members on that day, so it is asked of
whoever knows them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
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
    question = (vote.subject, vote.result, vote.required_majority)
    return certain(question, counts_of(vote), seats, unnamed=_unnamed(vote, seats), committee=committee)


def certain(
    question: tuple[str, str, str], counts: Counts, seats: int, *, unnamed: int, committee: bool = False
) -> Assessment:
    """
    Hold numbers against the law. Where we counted them from a list that may leave people out, only what is certain is
    said: that the quorum was there, and a result that nobody left out could have turned.

    ``question`` is the subject, the recorded result and the majority stated; ``unnamed`` how many people may be left
    out.
    """
    subject, result, stated = question

    def found(counts: Counts) -> Assessment:
        return assess(subject, counts, seats, result, stated, committee=committee)

    if not unnamed:
        return found(counts)
    at_least = replace(counts, not_voting=None)
    most = (replace(at_least, **{side: (getattr(counts, side) or 0) + unnamed}) for side in ("ayes", "noes"))
    whole = found(at_least)
    sure = {found(each).passed for each in most} == {whole.passed}
    return whole if sure else replace(whole, passed=None, agrees=None)


def _unnamed(vote: Vote, seats: int) -> int:
    """Tell how many people a roll call without printed counters may leave out."""
    numbers = (vote.tally_for, vote.tally_against, vote.tally_abstain, vote.tally_absent, vote.tally_not_voting)
    return max(seats - sum(number or 0 for number in numbers), 0) if vote.tally_counted else 0


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
