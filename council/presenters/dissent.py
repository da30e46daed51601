"""One person's votes as rows, each with the club's usual choice where the person made another one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from django.db.models import Exists, OuterRef
from django.utils.translation import ngettext

from council.models import Ballot, Person, Remark, Vote
from council.presenters.rows import Row, row
from council.stats import Roll, differs


def vote_rows(person: Person, keys: Collection[int], rolls: Iterable[Roll]) -> dict[int, Row]:
    """Give votes as rows with the person's choice, by primary key, in two queries; clubs are those of the day."""
    votes = Vote.objects.for_list().in_bulk(list(keys))
    remarks = Remark.objects.filter(vote=OuterRef("vote"), person=person)
    ballots = Ballot.objects.filter(vote__in=votes, person=person).annotate(remarked=Exists(remarks)).order_by()
    said = {vote: (choice, remarked) for vote, choice, remarked in ballots.values_list("vote", "choice", "remarked")}
    mine = {vote: choice for vote, (choice, _remarked) in said.items()}
    usual = {key: choice for roll in rolls for key, choice in roll.usual_for(person.pk, mine).items()}
    return {
        key: row(votes[key], mine=mine[key], usual=_other(mine[key], usual.get(key)), remarked=said[key][1])
        for key in keys
    }


def _other(choice: str, usual: str | None) -> str:
    return usual if usual and differs(choice, usual) else ""


SHOWN = 10


@dataclass(frozen=True)
class Dissent:
    """The divided votes in which a person chose otherwise than the club."""

    newest: tuple[int, ...]
    """As many of them, by primary key, as stand on the page by themselves; the others are marked in the list of all."""
    total: int
    compared: int
    """In how many divided votes the person voted and the club had a usual choice."""

    @property
    def n(self) -> str:
        return ngettext("%(n)s divided vote", "%(n)s divided votes", self.compared) % {"n": self.compared}


def dissent_of(person: Person, rolls: Sequence[Roll]) -> Dissent:
    """Find the divided votes in which a person left the club; the rolls stand with the newest first."""
    compared = [roll.compared(person.pk) & roll.contested for roll in rolls]
    found = [votes & ~roll.with_club(person.pk) for roll, votes in zip(rolls, compared, strict=True)]
    newest = (key for roll, votes in zip(rolls, found, strict=True) for key in roll.keys_of(votes))
    return Dissent(
        newest=tuple(islice(newest, SHOWN)),
        total=sum(votes.bit_count() for votes in found),
        compared=sum(votes.bit_count() for votes in compared),
    )
