"""How often every two councillors chose the same: a map of cells, and the same numbers as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse

from council.models import Club, Person
from council.periods import Period
from council.presenters.figures import named_votes
from council.stats import Roll, Share, agreements

STEPS = (50, 70, 85, 95)
"""Percentages at which a darker class begins; the first class lies below them all."""


@dataclass(frozen=True)
class Pair:
    """One cell: 1 to 5 from the lightest to the darkest, 0 where there are too few votes, -1 beside oneself."""

    step: int
    text: str = ""
    note: str = ""


@dataclass(frozen=True)
class Line:
    """One person's row; ``number`` heads the person's column."""

    number: int
    name: str
    url: str
    club: str
    cells: tuple[Pair, ...]


@dataclass(frozen=True)
class Matrix:
    """Everybody beside everybody, ordered by club (the largest first), then by name."""

    lines: tuple[Line, ...]
    blocks: tuple[tuple[str, int], ...]
    """Each club with the number of its people, in the order of the lines."""
    n: str
    few: int
    """How many pairs have too few votes in common."""

    @property
    def drawn(self) -> bool:
        """Whether any two people have enough votes in common: a map of none is an empty square."""
        return any(pair.step > 0 for line in self.lines for pair in line.cells)

    @property
    def steps(self) -> list[list[int]]:
        """Give what the drawing takes: the class of every cell, row by row."""
        return [[pair.step for pair in line.cells] for line in self.lines]


def matrix(found: Period) -> Matrix:
    """Compare everybody who voted, in two queries beside those of the period."""
    among = found.among if found.all_votes else found.contested
    clubs = _clubs(found.roll)
    voted = [person for person in found.roll.choices if found.roll.cast(person) & among]
    people = Person.objects.filter(pk__in=voted).only("pk", "slug", "given_name", "family_name", "sort_key")
    sizes = {club: sum(clubs.get(person, "") == club for person in voted) for club in {*clubs.values(), ""}}

    def place(person: Person) -> tuple[bool, int, str]:
        club = clubs.get(person.pk, "")
        return not club, -sizes[club], club

    ordered = sorted(people, key=place)  # inside a club the query's own order, that of surnames
    shares = agreements(found.roll, [person.pk for person in ordered], among)
    base = reverse("council:person-list")  # one look into the address book for a whole council
    lines = tuple(
        Line(number, person.name, f"{base}{person.slug}/", clubs.get(person.pk, ""), _cells(person, ordered, shares))
        for number, person in enumerate(ordered, start=1)
    )
    return Matrix(
        lines=lines,
        blocks=tuple((club, len(list(group))) for club, group in groupby(lines, key=lambda line: line.club)),
        n=named_votes(among.bit_count()),
        few=sum(not share.enough for share in shares.values()) // 2,
    )


def _clubs(roll: Roll) -> dict[int, str]:
    """Name the club in which each person stood last."""
    last: dict[int, tuple[int, int]] = {}
    for club, members in roll.clubs.items():
        for person, stood in members.items():
            last[person] = max(last.get(person, (0, 0)), (stood.bit_length(), club))
    labels = {club.pk: club.label for club in Club.objects.filter(pk__in=roll.clubs)}
    return {person: labels[club] for person, (when, club) in last.items() if when}


def _cells(person: Person, ordered: Sequence[Person], shares: Mapping[tuple[int, int], Share]) -> tuple[Pair, ...]:
    return tuple(Pair(-1) if other.pk == person.pk else _pair(shares[person.pk, other.pk]) for other in ordered)


def _pair(share: Share) -> Pair:
    note = f"{share.part}/{share.whole}"
    if not share.enough:
        return Pair(0, "", note)
    rounded = (200 * share.part + share.whole) // (2 * share.whole)
    return Pair(1 + sum(100 * share.part >= step * share.whole for step in STEPS), str(rounded), note)
