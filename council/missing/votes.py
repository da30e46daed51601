"""What is missing of votes: names, numbers, people whom nobody knows, numbers and results that agree."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from council.missing.filters import OfVotes
from council.missing.wholes import (
    COMPUTED_VOTES,
    NAMED_VOTES,
    NUMBERED_VOTES,
    OPEN_VOTES,
    READ_TWICE,
    VOTES,
    open_votes,
)
from council.models import Ballot, Vote
from council.models.votes import VoteQuerySet
from council.presenters.rows import in_words_of, result_word, title_of
from watchdog.backroom.links import admin_url
from watchdog.core.typography import short_date
from watchdog.missing.registry import Held, Lack, Whole, Words, register, register_held

NUMBERS_DIFFER = ("totals_differ", "counters_disagree", "too_many_ballots", "person_twice")
"""Findings that say that names and numbers of one vote do not go together."""
ROLL_CALL = gettext_lazy("the roll call: an appendix to the minutes, or the voting system's own page")


def in_force() -> VoteQuerySet:
    return Vote.objects.filter(withdrawn_at=None)


def with_finding(votes: QuerySet[Vote], *codes: str) -> QuerySet[Vote]:
    """Keep the votes that bear any of these findings."""
    return votes.filter(reduce(or_, (Q(findings__contains=[{"code": code}]) for code in codes)))


def with_strangers(votes: QuerySet[Vote]) -> QuerySet[Vote]:
    """Keep the votes whose roll call has a name that no person of the roster bears."""
    return votes.filter(Exists(Ballot.objects.filter(vote=OuterRef("pk"), person=None)))


def label_of(vote: Any) -> str:
    day = short_date(vote.day) if vote.day else str(vote.year)
    return f"{day}: {title_of(vote)}"


def known_of(vote: Any) -> str:
    """Say what of a vote we do have: its result as recorded, its numbers."""
    return ", ".join(filter(None, (result_word(vote), in_words_of(vote)))) or _("only the question")


def both_results(vote: Any) -> str:
    computed = Vote.Result(vote.computed_result).label
    return _("recorded: %(recorded)s; by our count: %(computed)s") % {
        "recorded": Vote.Result(vote.result).label,
        "computed": computed,
    }


def vote_lack(
    code: str,
    title: Words,
    why: Words,
    lacking: Callable[[], QuerySet[Vote]],
    whole: Whole = VOTES,
    where: Words = ROLL_CALL,
    known: Callable[[Any], str] = known_of,
    mend: Callable[[Any], str] = admin_url,
    permission: str = "council.change_vote",
) -> Lack:
    """Introduce one lack of votes, which all look alike in lists."""
    return register(
        Lack(
            code=code,
            title=title,
            why=why,
            where=where,
            clock=gettext_lazy("from the day of the vote"),
            whole=whole,
            records=lambda: lacking().annotate(lacking_since=F("day")),
            label=label_of,
            url=lambda vote: vote.get_absolute_url(),
            known=known,
            mend=mend,
            permission=permission,
            filterset=OfVotes,
        )
    )


TOTALS_ONLY = vote_lack(
    "glosowania-bez-nazwisk",
    gettext_lazy("Votes known by totals only"),
    gettext_lazy("Without names nobody can be asked about a vote."),
    lambda: open_votes().by_totals(),
    OPEN_VOTES,
)
BY_WORD = vote_lack(
    "glosowania-bez-liczb",
    gettext_lazy("Votes without any number"),
    gettext_lazy("We know at most the result: neither how many were for nor who."),
    lambda: in_force().by_word(),
)
STRANGERS = vote_lack(
    "glosy-nieznanych-osob",
    gettext_lazy("Votes with names that we do not know"),
    gettext_lazy("The vote stands under the name as printed and enters nobody's figures."),
    lambda: with_strangers(in_force()),
    NAMED_VOTES,
    where=gettext_lazy("the roster of the term, or another spelling of a known name"),
    mend=lambda _vote: reverse("admin:council_names"),
    permission="council.tie_name",
)
NUMBERS = vote_lack(
    "glosowania-rozbiezne",
    gettext_lazy("Votes whose names and numbers disagree"),
    gettext_lazy("The document contradicts itself; we show both and correct nothing."),
    lambda: with_finding(in_force(), *NUMBERS_DIFFER),
    NUMBERED_VOTES,
    where=gettext_lazy("a corrected document of the office"),
)
RESULTS = vote_lack(
    "glosowania-inny-wynik",
    gettext_lazy("Votes whose recorded result is not the one that we compute"),
    gettext_lazy("Either the record is wrong, or a majority was needed that we do not know."),
    lambda: in_force().recomputed_otherwise(),
    COMPUTED_VOTES,
    where=gettext_lazy("the minutes of the session"),
    known=both_results,
)
READINGS = vote_lack(
    "glosowania-dwa-odczyty",
    gettext_lazy("Votes of which two documents say different things"),
    gettext_lazy("Two documents speak of one vote and differ; the stronger one is shown, the other stands beside it."),
    lambda: with_finding(in_force(), "readings_differ"),
    READ_TWICE,
    where=gettext_lazy("the two documents, on the page of the vote"),
)
NAMED = register_held(Held(gettext_lazy("Open votes with names"), lambda: open_votes().by_name().count(), OPEN_VOTES))
