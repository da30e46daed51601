"""
Figures made of votes: pure functions and querysets, each with the smallest sample under which it stays silent.

Only what documents state is counted: inferred records and ballots outside a mandate never enter a figure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, F, Max, Min, Q

from council.models import Ballot, Body, Meeting, Person, Vote
from council.models.votes import Choice

MINIMUM = 20
"""A share of fewer votes than this is not shown: the numbers are given, the percentage is not."""

CAST = frozenset({Choice.FOR.value, Choice.AGAINST.value, Choice.ABSTAIN.value})
"""Choices by which somebody took part in a vote; absence, silence and exclusion are not."""


@dataclass(frozen=True)
class Figures:
    """How often a person chose what in the sessions of one term, over the period in which their votes are known."""

    term: str
    first: date
    last: date
    counts: Mapping[str, int] = field(default_factory=dict)

    @property
    def asked(self) -> int:
        """In how many votes the person is named."""
        return sum(self.counts.values())

    @property
    def cast(self) -> int:
        """In how many of them the person voted for, against or abstained."""
        return sum(count for choice, count in self.counts.items() if choice in CAST)

    def enough(self, minimum: int = MINIMUM) -> bool:
        """Tell whether the sample bears a percentage."""
        return self.asked >= minimum


def figures_of(person: Person) -> list[Figures]:
    """Count a person's choices by term, the newest first, in one query; terms without a known vote are left out."""
    rows = (
        Ballot.objects.counted()
        .filter(person=person, vote__meeting__body__kind=Body.Kind.COUNCIL)
        .values_list("vote__meeting__term__slug", "choice")
        .annotate(n=Count("pk"), first=Min("vote__day"), last=Max("vote__day"))
        .order_by()
    )
    terms: dict[str, list[tuple[str, int, date, date]]] = {}
    for term, choice, count, first, last in rows:
        terms.setdefault(term, []).append((choice, count, first, last))
    return [
        Figures(
            term,
            min(first for _choice, _count, first, _last in found),
            max(last for _choice, _count, _first, last in found),
            {choice: count for choice, count, _first, _last in found},
        )
        for term, found in sorted(terms.items(), reverse=True)
    ]


@dataclass(frozen=True)
class Part:
    """In how many votes by name of one session a person is named, and in how many of them the person took part."""

    session: Meeting
    asked: int
    cast: int


def parts_of(person: Person) -> list[Part]:
    """Count a person's votes session by session, the oldest first, in two queries."""
    rows = (
        Ballot.objects.counted()
        .filter(person=person, vote__meeting__body__kind=Body.Kind.COUNCIL)
        .values_list("vote__meeting")
        .annotate(asked=Count("pk"), cast=Count("pk", filter=Q(choice__in=CAST)))
        .order_by()
    )
    counted = {session: (asked, cast) for session, asked, cast in rows}
    sessions = Meeting.objects.select_related("term", "body").filter(pk__in=counted)
    return [Part(session, *counted[session.pk]) for session in sessions.order_by("day", "number")]


@dataclass(frozen=True)
class Agreement:
    """In how many of the divided votes in which two people both voted they chose the same."""

    slug: str
    name: str
    same: int
    both: int


AGREEMENT_MINIMUM = 100
"""An agreement over fewer divided votes than this is not shown."""


def agreement_with(person: Person, minimum: int = AGREEMENT_MINIMUM) -> list[Agreement]:
    """
    Compare a person with every other one over the divided votes of sessions, the most alike first, in two queries.

    Votes in which nobody was against or abstained are left out: they make everybody alike.
    """
    cast = Ballot.objects.counted().filter(choice__in=CAST)
    divided = Vote.objects.contested().filter(meeting__body__kind=Body.Kind.COUNCIL)
    mine = list(cast.filter(person=person, vote__in=divided).order_by().values_list("vote", flat=True))
    rows = (
        cast.filter(vote__in=mine, vote__ballots__person=person)
        .exclude(person=None)
        .exclude(person=person)
        .values_list("person__slug", "person__given_name", "person__family_name")
        .annotate(both=Count("pk"), same=Count("pk", filter=Q(choice=F("vote__ballots__choice"))))
        .filter(both__gte=minimum)
        .order_by("person__sort_key", "person__given_name")
    )
    found = [Agreement(slug, f"{given} {family}", same, both) for slug, given, family, both, same in rows]
    return sorted(found, key=lambda each: -each.same / each.both)


def usual_choice(choices: Iterable[str], minimum: int = 2) -> str | None:
    """
    Give the choice that most of a club's voting members made; absent and silent members do not count.

    ``None`` where fewer than ``minimum`` voted or where two choices are equally frequent: then nobody differs.
    """
    counted = Counter(choice for choice in choices if choice in CAST)
    if counted.total() < minimum:
        return None
    (first, most), *others = counted.most_common(2)
    return None if others and others[0][1] == most else first


def differs(choice: str, usual: str | None) -> bool:
    """Tell whether a cast vote is another one than the club's usual choice; an absence never differs."""
    return usual is not None and choice in CAST and choice != usual
