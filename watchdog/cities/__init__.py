"""
City profiles: what differs from city to city, as data.

One deployment is one city; its profile is ``watchdog/cities/<city>.toml``. Free of Django, so sources may ask it.
"""

from __future__ import annotations

import tomllib
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator

HERE = Path(__file__).parent


HttpUrlText = Annotated[str, Field(pattern=r"^https?://[^\s#?]+$")]


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


class ClockKind(StrEnum):
    """What a statutory clock waits for."""

    TO_SUPERVISOR = "to_supervisor"
    ORDER_TO_SUPERVISOR = "order_to_supervisor"
    """The same for an act of public order (przepisy porządkowe)."""
    RULING = "ruling"
    IN_FORCE = "in_force"
    RESIDENTS_DRAFT = "residents_draft"


class ClockProfile(Part):
    """A clock that law sets, as a dated setting: rules change, and some of ours we have not read in the act itself."""

    kind: ClockKind
    days: int | None = Field(default=None, gt=0)
    months: int | None = Field(default=None, gt=0)
    since: date
    """From which day on the portal applies it; not always the day from which the rule is in force."""
    until: date | None = None
    basis: str
    """„art. 90 ust. 1 ustawy o samorządzie gminnym”, as far as we know it."""
    source: str = ""
    """Where we read it; empty where it is general knowledge."""
    verified: bool
    """Whether we have seen the provision's number in a document; where not, pages say so."""

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> ClockProfile:
        if (self.days is None) == (self.months is None):
            raise ValueError("a clock runs for days or for months")
        if self.until and self.until < self.since:
            raise ValueError("a clock ends before it begins")
        if self.verified and not self.source:
            raise ValueError("what is verified has a source")
        return self


class JournalProfile(Part):
    """The journal of the voivodeship, as its server names it: where acts of local law are published."""

    publisher: str
    """The journal's code in the European Legislation Identifier: „POL_WOJ_SL”."""
    eli: str
    """The address under which the journal's server answers questions."""


class PopulationProfile(Part):
    """How many people lived in the city at the end of a year; amounts of that year are divided by it, of no other."""

    year: int
    people: int = Field(gt=0)
    source: str
    """Where we read it."""
    verified: bool
    """Whether we have seen the number in the statistical office's own document; where not, pages say so."""


class StatisticsProfile(Part):
    """By which numbers the Local Data Bank of Statistics Poland knows this city and its totals; we guess none."""

    unit: Annotated[str, Field(pattern=r"^\d{12}$")]
    """The bank's identifier of the unit."""
    revenue: Annotated[str, Field(pattern=r"^\d{0,9}$")] = ""
    """The variable „dochody ogółem” of communes or cities with county rights."""
    expenditure: Annotated[str, Field(pattern=r"^\d{0,9}$")] = ""


class AbbreviationProfile(Part):
    """What the city's own offices shorten: „ZDM” for „zarząd dróg miejskich”."""

    short: Annotated[str, Field(pattern=r"^[^\W\d_]{2,12}$")]
    long: Annotated[str, Field(pattern=r"^[^\W\d_]+( [^\W\d_]+)+$")]


class UnitProfile(Part):
    """A unit of the city whose contracts and notices the state's registers are asked for, by its numbers."""

    name: str
    regon: Annotated[str, Field(pattern=r"^(\d{9}(\d{5})?)?$")] = ""
    nip: Annotated[str, Field(pattern=r"^(\d{10})?$")] = ""
    source: str = ""
    """Where we read the numbers; empty where they are general knowledge."""
    verified: bool
    """Whether we have seen the numbers in a document."""

    @model_validator(mode="after")
    def _is_known_by_a_number(self) -> UnitProfile:
        if not (self.regon or self.nip):
            raise ValueError(f"{self.name} has no number to ask for")
        if self.verified and not self.source:
            raise ValueError("what is verified has a source")
        return self


class CityProfile(Part):
    slug: str
    name: Name
    teryt: str
    hosts: tuple[str, ...] = ()
    """Hosts of the city's own sites, by which a document without the council's name is recognised."""
    sources: dict[str, HttpUrlText] = {}
    """Where systems that serve many cities serve this one: the source's slug and the address its walk starts from."""
    council: CouncilProfile
    clocks: tuple[ClockProfile, ...] = ()
    journal: JournalProfile | None = None
    """``None`` where we do not know under which code the journal publishes."""
    abbreviations: tuple[AbbreviationProfile, ...] = ()
    """Beside those of every city (``watchdog.search.abbreviations``)."""
    population: tuple[PopulationProfile, ...] = ()
    statistics: StatisticsProfile | None = None
    """``None`` where nobody looked the numbers up; then the bank is not asked."""
    units: tuple[UnitProfile, ...] = ()
    """The white list of units in the state's registers of contracts and of procurement; companies are none."""

    @property
    def portal(self) -> str:
        """What the portal of this city calls itself, and is named by whoever uses its data: „Gliwice OdNowa”."""
        return f"{self.name.nominative} OdNowa"

    def population_of(self, year: int) -> PopulationProfile | None:
        """Give the number of people of a year; none where we do not know it, and no other year stands for it."""
        return next((each for each in self.population if each.year == year), None)

    def term_on(self, day: date) -> TermProfile | None:
        """Give the term a day belongs to, if the profile knows it."""
        return next((term for term in self.council.terms if term.starts <= day <= term.ends), None)

    def clock(self, kind: ClockKind, day: date) -> ClockProfile | None:
        """Give the setting of a clock that begins on a day; none where the portal does not apply it then."""
        ours = (clock for clock in self.clocks if clock.kind is kind and clock.since <= day)
        return next((clock for clock in ours if clock.until is None or day <= clock.until), None)

    def newest_clock(self, kind: ClockKind) -> ClockProfile | None:
        """Give the newest setting of a clock."""
        return max((clock for clock in self.clocks if clock.kind is kind), key=lambda clock: clock.since, default=None)


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
