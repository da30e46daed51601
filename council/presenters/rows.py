"""A vote as a row of a list: what was asked, what became of it, and how many people chose what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from council.models import Meeting, Vote
from council.models.vote_choices import Choice, Kind
from council.titles import capitalised, print_name
from watchdog.core.charts.votes import Totals, in_words
from watchdog.core.typography import short_date

SIGNS = {Vote.Result.PASSED.value: "za", Vote.Result.FAILED.value: "przeciw"}
"""Passed borrows the sign of a vote for, failed of a vote against; the word stands beside it."""

CLOSE = 3
"""A vote is close when so many fewer or more votes would have turned it."""


@dataclass(frozen=True)
class Tag:
    text: str
    kind: str = ""


@dataclass(frozen=True)
class Row:
    """One vote in a list; ``mine`` is one person's choice, where the list is about a person."""

    vote: Vote
    url: str
    title: str
    place: str
    """The meeting."""
    paper: str
    """The resolution adopted, or else the print voted on."""
    sign: str
    word: str
    totals: Totals
    partial: bool
    """Some of the votes cast are counted, others are not in the source."""
    tags: tuple[Tag, ...]
    mine: str = ""
    usual: str = ""
    """The club's usual choice, where it is another one."""
    remarked: bool = False
    """Somebody's remark to the person's choice stands beside the vote."""


def row(vote: Vote, *, mine: str = "", usual: str = "", remarked: bool = False) -> Row:
    return Row(
        vote=vote,
        url=vote.get_absolute_url(),
        title=title_of(vote),
        place=place_of(vote.meeting),
        paper=paper_of(vote),
        sign=SIGNS.get(vote.result, ""),
        word=result_word(vote),
        totals=totals_of(vote),
        partial=is_partial(vote),
        tags=tags_of(vote)[:2],
        mine=mine,
        usual=usual,
        remarked=remarked,
    )


def scale_of(rows: Iterable[Row]) -> int:
    """Give the number of people at which every bar of a list ends, so that bars compare."""
    return max((sum(count or 0 for count in row.totals.values()) for row in rows), default=0)


def title_of(vote: Vote) -> str:
    """Give the question as a heading: without the agenda item's number, with a capital letter."""
    text = vote.subject
    for head in (f"{vote.item}.", f"{vote.item})"):
        if vote.item and text.startswith(head):
            text = text.removeprefix(head).lstrip()
    return capitalised(text)


def result_word(vote: Vote) -> str:
    """Give the result as the record has it; empty where it has none."""
    if not vote.result:
        return ""
    return _("adopted") if vote.result == Vote.Result.PASSED else _("rejected")


def totals_of(vote: Vote) -> dict[str, int | None]:
    """Give the tally that is shown; choices that nobody counted and nobody made are left out."""
    if not vote.has_totals:
        return {}
    totals = {
        Choice.FOR.value: vote.tally_for,
        Choice.AGAINST.value: vote.tally_against,
        Choice.ABSTAIN.value: vote.tally_abstain,
        Choice.ABSENT.value: vote.tally_absent,
    }
    if vote.tally_not_voting:
        totals[Choice.NOT_VOTING.value] = vote.tally_not_voting
    return totals


def is_partial(vote: Vote) -> bool:
    """Tell whether only some of the numbers of votes cast are known."""
    return vote.has_totals and None in (vote.tally_for, vote.tally_against, vote.tally_abstain)


def is_close(vote: Vote) -> bool:
    """Tell whether a few people would have turned a contested vote (the rule of ``VoteQuerySet.close``)."""
    if vote.tally_for is None or vote.tally_against is None:
        return False
    contested = bool(vote.tally_against or vote.tally_abstain)
    return contested and abs(vote.tally_for - vote.tally_against) <= CLOSE


def tags_of(vote: Vote) -> tuple[Tag, ...]:
    """Name the states of a record, the weightiest first."""
    tags = []
    if vote.withdrawn_at:
        tags.append(Tag(_("removed by the office"), "warn"))
    if vote.findings:
        tags.append(Tag(_("with a doubt"), "warn"))
    if getattr(vote, "remarked", False):
        tags.append(Tag(_("with a remark")))
    if vote.meeting and not vote.meeting.is_session:
        tags.append(Tag(_("committee, not council")))
    if vote.is_inferred:
        tags.append(Tag(_("inference")))
    if vote.kind == Kind.QUORUM:
        tags.append(Tag(str(Kind.QUORUM.label)))
    if vote.secret:
        tags.append(Tag(_("secret")))
    if is_close(vote):
        tags.append(Tag(_("close")))
    return tuple(tags)


def place_of(meeting: Meeting | None) -> str:
    """Say in which meeting: „sesja XLIV”, „sesja z 26.03.2026”, „Komisja Rewizyjna”; nothing where we do not know."""
    if meeting is None:
        return ""
    if not meeting.is_session:
        return meeting.body.name
    if meeting.number:
        return _("session %(number)s") % {"number": meeting.roman}
    return _("session of %(day)s") % {"day": short_date(meeting.day)} if meeting.day else _("session")


def paper_of(vote: Vote) -> str:
    """Say which paper the vote was about: „uchwała XLIV/949/2014”, „druk 495”; nothing where we do not know."""
    if vote.resolution and vote.resolution.number:
        return _("resolution %(number)s") % {"number": vote.resolution.number}
    return print_name(vote.draft.number) if vote.draft else ""


def in_words_of(vote: Vote) -> str:
    """Say a vote's totals in words; nothing where none is known."""
    return in_words(totals_of(vote))
