"""What a term allows, by the city's profile: days within it, people up to its seats."""

from __future__ import annotations

from datetime import date

from django.conf import settings

from watchdog.cities import TermProfile, profile


def term_of(slug: str, day: date | None = None) -> TermProfile | None:
    """Give the term that a row names, else that of its day; ``None`` where the profile knows neither."""
    city = profile(settings.CITY)
    named = next((term for term in city.council.terms if term.slug == slug), None)
    return named or (city.term_on(day) if day and not slug else None)


def refuse_outside(slug: str, *days: date | None) -> None:
    """Raise ``ValueError`` for a day outside the named term; it may begin with the election."""
    term = term_of(slug)
    for day in filter(None, days):
        if term and not min(term.starts, term.elected or term.starts) <= day <= term.ends:
            raise ValueError(f"dzień {day:%d.%m.%Y} nie należy do kadencji {slug}")
