"""
The names that documents and volunteers gave and that nobody of the term bears, one entry a name and a term.

Here they are only read: each with the records in which it stands and the people it may mean. What a person says of them
goes through ``council.importers.ties``.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import F, Prefetch

from council.bearers import BEARERS, Bearer
from council.importers.ties import Waiting, named_beside, namesakes
from council.models import NameTie, Person, PersonName, Term
from council.naming import Known, Match, candidates
from watchdog.core.text import name_key


@dataclass(frozen=True)
class Candidate:
    """A person whom a name may mean, how like the name is, and in how many of the same papers the person is named."""

    person: Person
    match: Match
    beside: int

    @property
    def possible(self) -> bool:
        """Whether no paper names the person beside this name; one that does speaks of two people."""
        return self.beside == 0


@dataclass(frozen=True)
class UnknownName:
    """A name that is nobody's in a term, with the rows that wait under it."""

    term: Term
    key: str
    rows: tuple[Waiting, ...]

    @cached_property
    def names(self) -> list[str]:
        """Every way in which it is written, the most frequent first."""
        return [name for name, _n in Counter(bearer.name_of(row) for bearer, row in self.rows).most_common()]

    @property
    def name(self) -> str:
        return self.names[0]

    @property
    def total(self) -> int:
        return len(self.rows)

    @cached_property
    def days(self) -> list[date]:
        """The first and the last known day, or nothing."""
        known = sorted({day for bearer, row in self.rows if (day := day_of(bearer, row))})
        return [known[0], known[-1]] if known else []

    @property
    def kinds(self) -> list[tuple[Any, int]]:
        """In what it stands, and how often."""
        counted = Counter(bearer.plural for bearer, _row in self.rows)
        return list(counted.items())

    @property
    def bodies(self) -> list[str]:
        """The bodies in whose papers it stands."""
        met = (bearer.meeting_of(row) for bearer, row in self.rows)
        return sorted({meeting.body.name for meeting in met if meeting})

    @cached_property
    def namesakes(self) -> list[Person]:
        """The people of the term who share the name, where there are several."""
        return namesakes(self.term, self.key)


def day_of(bearer: Bearer, row: Any) -> date | None:
    """Give the day of the paper in which a row stands."""
    found = row
    for step in bearer.day.split("__"):
        found = found and getattr(found, step)
    return found if isinstance(found, date) else None


def unknown_names() -> list[UnknownName]:
    """Give every name that waits, those of the newest term first and then the most frequent."""
    said = NameTie.objects.in_force().of_everything().filter(person=None)
    dismissed = set(said.values_list("term", "key"))
    groups: dict[tuple[int, str], list[Waiting]] = defaultdict(list)
    for bearer in BEARERS:
        for row, term in ((row, row.waiting_term) for row in _with_terms(bearer)):
            groups[term, name_key(bearer.name_of(row))].append((bearer, row))
    terms = Term.objects.in_bulk({term for term, _key in groups})
    found = [
        UnknownName(terms[term], key, tuple(rows))
        for (term, key), rows in groups.items()
        if (term, key) not in dismissed
    ]
    return sorted(found, key=lambda each: (-each.term.starts.toordinal(), -each.total, each.key))


def _with_terms(bearer: Bearer) -> Iterable[Any]:
    """Give the waiting rows whose term is known; a vote that belongs to no meeting has no roster to be asked."""
    of_terms: Iterable[Any] = (
        bearer.waiting().filter(**{f"{bearer.term}__isnull": False}).annotate(waiting_term=F(bearer.term))
    )
    return of_terms


def how_many() -> int:
    """Count the names that wait, for the page of what waits for a person."""
    return len(unknown_names())


def unknown_name(term: Term, key: str) -> UnknownName | None:
    """Give one name that waits in a term, or nothing where nobody waits under it."""
    return next((each for each in unknown_names() if each.term == term and each.key == key), None)


class People:
    """The people of a term, as likeness is asked of them; asked once for any number of names."""

    def __init__(self, term: Term) -> None:
        names = Prefetch("names", PersonName.objects.order_by("pk"))
        self.people = {each.pk: each for each in Person.objects.in_term(term).prefetch_related(names)}
        self.known = [
            Known(each.pk, each.given_name, each.family_name, tuple(name.name for name in each.names.all()))
            for each in self.people.values()
        ]

    def candidates(self, unknown: UnknownName) -> list[Candidate]:
        """Give whom a name may mean, the likeliest first; then those whom a paper names beside it."""
        beside = named_beside(list(unknown.rows))
        best: dict[int, Match] = {}
        for name in unknown.names:
            for match in candidates(name, self.known):
                best[match.key] = max(match, best.get(match.key, match), key=lambda each: each.score)
        found = [Candidate(self.people[pk], match, len(beside.get(pk, []))) for pk, match in best.items()]
        return sorted(found, key=lambda each: (not each.possible, -each.match.score, each.person.sort_key))
