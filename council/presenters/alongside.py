"""Up to four councillors beside each other: the same figures, over the same votes, and where they chose otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, islice

from django.utils.translation import gettext as _

from council.models import Person, Vote
from council.periods import Period
from council.presenters.figures import Measure, cell, measures_of, named_votes
from council.presenters.rows import title_of
from council.stats import agreement, figures_of
from council.stats.rolls import union
from watchdog.core.typography import short_date

MOST = 4
SHOWN = 20


@dataclass(frozen=True)
class Apart:
    """A divided vote in which two of the people compared voted and chose otherwise."""

    title: str
    url: str
    day: str
    choices: tuple[str, ...]
    """In the order of the people; empty where the roll call does not name one of them."""


@dataclass(frozen=True)
class AlongsidePage:
    people: tuple[Person, ...]
    names: tuple[str, ...]
    all_votes: tuple[Measure, ...]
    divided: tuple[Measure, ...]
    pairs: tuple[Measure, ...]
    """Every two of the people, over all votes and over the divided ones."""
    apart: tuple[Apart, ...]
    total: int
    """In how many divided votes they chose otherwise; the newest are shown."""
    n: str


def alongside(people: Sequence[Person], found: Period) -> AlongsidePage:
    """Compare people over one period, in one query beside those of the period."""
    keys = [person.pk for person in people]
    roll = found.roll
    differing = found.contested & union(
        roll.cast(one) & roll.cast(other) & ~roll.alike(one, other) for one, other in combinations(keys, 2)
    )
    return AlongsidePage(
        people=tuple(people),
        names=tuple(person.name for person in people),
        all_votes=measures_of(*(figures_of(roll, key, found.among) for key in keys)),
        divided=measures_of(*(figures_of(roll, key, found.contested) for key in keys)),
        pairs=tuple(_pair(one, other, found) for one, other in combinations(people, 2)),
        apart=_apart(keys, found, list(islice(roll.keys_of(differing), SHOWN))),
        total=differing.bit_count(),
        n=named_votes(found.among.bit_count()),
    )


def _pair(one: Person, other: Person, found: Period) -> Measure:
    label = _("%(one)s and %(other)s") % {"one": one.name, "other": other.name}
    votes = (found.among, found.contested)
    return Measure(label, tuple(cell(agreement(found.roll, one.pk, other.pk, among)) for among in votes))


def _apart(people: Sequence[int], found: Period, keys: Sequence[int]) -> tuple[Apart, ...]:
    votes = Vote.objects.only("slug", "subject", "item", "day").in_bulk(list(keys))
    chosen = [found.roll.choices_in(person, keys) for person in people]
    return tuple(
        Apart(
            title=title_of(votes[key]),
            url=votes[key].get_absolute_url(),
            day=short_date(day) if (day := votes[key].day) else "",
            choices=tuple(each.get(key, "") for each in chosen),
        )
        for key in keys
    )
