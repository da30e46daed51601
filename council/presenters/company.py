"""A person among the others: part taken session by session, and with whom the person voted alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse

from council.models import Meeting, Person
from council.stats import Roll, Share, added, agreement
from watchdog.core.typography import percent

SHOWN = 5


@dataclass(frozen=True)
class Day:
    """One session in the shape that ``components/calendar.html`` takes."""

    label: str
    taken: int
    asked: int
    url: str


@dataclass(frozen=True)
class Year:
    year: int | None
    """``None`` for sessions whose day is not known."""
    days: tuple[Day, ...]


@dataclass(frozen=True)
class Colleague:
    name: str
    url: str
    share: str
    both: int
    """In how many divided votes both voted."""


@dataclass(frozen=True)
class Company:
    """Whom a person voted with most and least often; both empty where too few votes are known."""

    closest: tuple[Colleague, ...]
    farthest: tuple[Colleague, ...]


def years_of(person: Person, rolls: Sequence[Roll]) -> list[Year]:
    """Lay out the sessions of which roll calls name the person, year by year, in one query."""
    counted = {
        session: ((roll.cast(person.pk) & votes).bit_count(), asked)
        for roll in rolls
        for session, votes in roll.sessions.items()
        if (asked := (roll.asked(person.pk) & votes).bit_count())
    }
    sessions = Meeting.objects.select_related("term", "body").filter(pk__in=counted).order_by("day", "number")
    grouped = groupby(sessions, key=lambda session: session.day and session.day.year)
    return [Year(year, tuple(_day(each, *counted[each.pk]) for each in held)) for year, held in grouped]


def _day(session: Meeting, taken: int, asked: int) -> Day:
    label = f"{session.day:%d.%m}" if session.day else session.roman
    return Day(label, taken, asked, session.get_absolute_url())


def company_of(person: Person, rolls: Sequence[Roll]) -> Company:
    """Name those who voted most and least like the person, nobody twice, in one query."""
    shares = agreement_with(person, rolls)
    known = Person.objects.filter(pk__in=shares).only("pk", "slug", "given_name", "family_name")
    found = sorted(known, key=lambda other: -shares[other.pk].part / shares[other.pk].whole)
    half = min(SHOWN, len(found) // 2)
    closest, farthest = found[:half], found[len(found) - half :][::-1]
    return Company(_colleagues(closest, shares), _colleagues(farthest, shares))


def agreement_with(person: Person, rolls: Sequence[Roll]) -> dict[int, Share]:
    """
    Compare a person with every other one over the divided votes of all terms that they share, where there are enough.

    Votes in which nobody was against or abstained are left out: they make everybody alike.
    """
    found: dict[int, list[Share]] = defaultdict(list)
    for roll in rolls:
        for other in roll.choices:
            if other != person.pk:
                found[other].append(agreement(roll, person.pk, other, roll.contested))
    shares = {other: added(each) for other, each in found.items()}
    return {other: share for other, share in shares.items() if share.enough}


def _colleagues(people: Sequence[Person], shares: dict[int, Share]) -> tuple[Colleague, ...]:
    base = reverse("council:person-list")  # one look into the address book for all
    return tuple(
        Colleague(each.name, f"{base}{each.slug}/", percent(share.part, share.whole), share.whole)
        for each in people
        for share in [shares[each.pk]]
    )
