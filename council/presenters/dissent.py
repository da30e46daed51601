"""One person's votes as rows, each with the club's usual choice where the person made another one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import ngettext

from council.models import Ballot, Body, ClubMembership, Person, Vote
from council.presenters.rows import Row, row
from council.stats import CAST, differs, usual_choice


def vote_rows(person: Person, votes: Sequence[Vote]) -> list[Row]:
    """Give votes as rows with the person's choice, in two queries at most; clubs are those of each vote's own day."""
    mine = dict(Ballot.objects.filter(vote__in=votes, person=person).values_list("vote", "choice"))
    usual = _usual_in_club(list(person.club_memberships.all()), votes)
    return [row(vote, mine=mine[vote.pk], usual=_other(mine[vote.pk], usual.get(vote.pk))) for vote in votes]


@dataclass(frozen=True)
class Dissent:
    """The votes in which a person chose otherwise than the club, the newest first, among those looked at."""

    newest: tuple[Row, ...]
    """As many of them as stand on the page by themselves; the others are marked in the list of all votes."""
    total: int
    compared: int
    """In how many divided votes the person stood in a club and voted."""

    @property
    def n(self) -> str:
        return ngettext("%(n)s divided vote", "%(n)s divided votes", self.compared) % {"n": self.compared}


SHOWN = 10


def dissent_of(person: Person) -> Dissent:
    """Find the divided votes in which a person left the club, in four queries; only what may be counted is."""
    ballots = Ballot.objects.counted().filter(person=person, choice__in=CAST)
    divided = Vote.objects.contested().filter(meeting__body__kind=Body.Kind.COUNCIL)
    mine = dict(ballots.filter(vote__in=divided).values_list("vote", "choice").order_by())
    held = Vote.objects.filter(pk__in=list(mine)).order_by("-day", "-number", "-pk")
    votes = list(held.only("pk", "day"))  # hundreds, of which a few are shown: those are fetched whole below
    own = list(person.club_memberships.all())
    usual = _usual_in_club(own, votes)
    found = {vote.pk: other for vote in votes if (other := _other(mine[vote.pk], usual.get(vote.pk)))}
    shown = Vote.objects.for_list().in_bulk(list(found)[:SHOWN])
    return Dissent(
        newest=tuple(row(shown[pk], mine=mine[pk], usual=found[pk]) for pk in list(found)[:SHOWN]),
        total=len(found),
        compared=sum(club_on(own, vote.day) is not None for vote in votes),
    )


def _other(choice: str, usual: str | None) -> str:
    return usual if usual and differs(choice, usual) else ""


def _usual_in_club(own: Sequence[ClubMembership], votes: Sequence[Vote]) -> dict[int, str | None]:
    """Give the usual choice of the club in which the person stood when each vote was held."""
    days = {vote.pk: vote.day for vote in votes}
    club_of = {vote: club_on(own, day) for vote, day in days.items()}
    clubs = {club for club in club_of.values() if club}
    if not clubs:
        return {}
    rows = Ballot.objects.filter(vote__in=votes, person__club_memberships__club__in=clubs).values_list(
        "vote",
        "person",
        "choice",
        "person__club_memberships__club",
        "person__club_memberships__since",
        "person__club_memberships__until",
    )
    choices: dict[int, dict[int | None, str]] = defaultdict(dict)
    for vote, who, choice, club, since, until in rows.order_by():
        if club == club_of[vote] and within(days[vote], since, until):
            choices[vote][who] = choice
    return {vote: usual_choice(found.values()) for vote, found in choices.items()}


def club_on(memberships: Iterable[ClubMembership], day: date | None) -> int | None:
    """Give the key of the club of a day; unknown ends of a membership are the term's."""
    for each in memberships:
        term = each.club.term
        if within(day, term.starts, term.ends) and within(day, each.since, each.until):
            return each.club_id
    return None


def within(day: date | None, since: date | None, until: date | None) -> bool:
    return day is not None and (since is None or since <= day) and (until is None or day <= until)
