"""
City profiles: what differs from city to city, as data.

One deployment is one city; its profile is ``watchdog/cities/<city>.toml``. Free of Django, so sources may ask it.
"""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

HERE = Path(__file__).parent


class UnknownCity(LookupError):
    """There is no profile of that name."""


class Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Name(Part):
    """The city's name in the cases that sentences need."""

    nominative: str
    genitive: str
    locative: str


class TermProfile(Part):
    """A council's term. ``elected`` and ``first_session`` are separate, because sources date a term by either."""

    slug: str
    name: str
    """„IX kadencja”."""
    starts: date
    ends: date
    elected: date | None = None
    first_session: date | None = None
    seats: int | None = Field(default=None, gt=0)
    """Statutory size of the council (art. 17 of the act on municipal self-government); vacancies do not lower it.
    ``None`` where we have no source for it: then no majority is computed."""


class CouncilProfile(Part):
    name: str
    """„Rada Miasta Gliwice”."""
    names: tuple[str, ...]
    """Every form under which documents name this council, whatever the case or the year."""
    homepage: str
    supervisor: str
    journal: str
    terms: tuple[TermProfile, ...]


class JournalProfile(Part):
    """The journal of the voivodeship, as its server names it: where acts of local law are published."""

    publisher: str
    """The journal's code in the European Legislation Identifier: „POL_WOJ_SL”."""
    eli: str
    """The address under which the journal's server answers questions."""


class CityProfile(Part):
    slug: str
    name: Name
    teryt: str
    hosts: tuple[str, ...] = ()
    """Hosts of the city's own sites, by which a document without the council's name is recognised."""
    council: CouncilProfile
    journal: JournalProfile | None = None
    """``None`` where we do not know under which code the journal publishes."""

    def term_on(self, day: date) -> TermProfile | None:
        """Give the term a day belongs to, if the profile knows it."""
        return next((term for term in self.council.terms if term.starts <= day <= term.ends), None)


@cache
def profile(slug: str) -> CityProfile:
    """Load a city's profile; raise ``UnknownCity`` where there is none, ``pydantic.ValidationError`` for a bad one."""
    path = HERE / f"{slug}.toml"
    if not slug.isidentifier() or not path.is_file():
        known = ", ".join(all_cities())
        raise UnknownCity(f"no city profile {slug!r}; known: {known}")
    return CityProfile.model_validate({"slug": slug, **tomllib.loads(path.read_text(encoding="utf-8"))})


def all_cities() -> list[str]:
    return sorted(path.stem for path in HERE.glob("*.toml"))
