"""A person among the others: part taken session by session, and with whom the person voted alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse

from council.models import Person
from council.stats import Agreement, Part, agreement_with, parts_of
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


def years_of(person: Person) -> list[Year]:
    """Lay out the sessions of which roll calls name the person, year by year, in two queries."""
    grouped = groupby(parts_of(person), key=lambda part: part.session.day and part.session.day.year)
    return [Year(year, tuple(map(_day, parts))) for year, parts in grouped]


def _day(part: Part) -> Day:
    day = part.session.day
    label = f"{day:%d.%m}" if day else part.session.roman
    return Day(label, part.cast, part.asked, part.session.get_absolute_url())


def company_of(person: Person) -> Company:
    """Name those who voted most and least like the person, nobody twice, in two queries."""
    found = agreement_with(person)
    half = min(SHOWN, len(found) // 2)
    return Company(_colleagues(found[:half]), _colleagues(found[len(found) - half :][::-1]))


def _colleagues(found: Sequence[Agreement]) -> tuple[Colleague, ...]:
    base = reverse("council:person-list")  # one look into the address book for all
    return tuple(
        Colleague(each.name, f"{base}{each.slug}/", percent(each.same, each.both), each.both) for each in found
    )
