"""
The way of a resolution from its tabling to its force, and the clocks that the law sets on it.

Pure functions over known days: nothing here asks the database, and nothing is computed from a day that we inferred (the
caller leaves it out). Days are calendar days. A last day on a Saturday or a holiday stays where it is: none of the
provisions behind these clocks, as far as we have read them, moves it. Free of Django.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple, TypeVar

from watchdog.cities import CityProfile, ClockKind, ClockProfile
from watchdog.core.text import fold

FINANCIAL = ("budzet", "absolutorium", "podat", "prognozy finansow", "pozycz", "kredyt", "obligacj", "poreczeni")
"""Words of a title, folded, by which a resolution probably goes to the regional chamber of audit (RIO)."""
NOT_FINANCIAL = ("budzetu obywatelskiego", "budzecie obywatelskim", "budzet obywatelski")
"""Words that hold one of those and mean something else."""
ORDER = ("przepisow porzadkowych", "przepisy porzadkowe", "uchwala porzadkowa")


class ClockState(StrEnum):
    """How a clock stands. *Overdue* is what days prove; *unknown* is where a day is missing."""

    KEPT = "kept"
    """What was awaited came by the last day."""
    OVERDUE = "overdue"
    """It came after the last day."""
    RUNNING = "running"
    """The last day has not passed."""
    OVER = "over"
    """The last day has passed, and nothing had to come by it."""
    UNKNOWN = "unknown"
    """It ended, or may have; whether it was kept cannot be told from the days that we know."""
    NOT_COUNTED = "not_counted"
    """The day from which it runs is not known, so there is no last day."""


class Supervisor(StrEnum):
    VOIVODE = "voivode"
    AUDIT = "audit"
    """Regionalna Izba Obrachunkowa."""


@dataclass(frozen=True)
class Clock:
    """One statutory clock: its setting, the day from which it runs, its last day, and how it stands."""

    setting: ClockProfile
    state: ClockState
    starts: date | None = None
    last_day: date | None = None
    earliest: bool = False
    """Whether ``last_day`` is the earliest possible one: counted from the adoption, as the delivery is not known."""

    @property
    def kind(self) -> ClockKind:
        return self.setting.kind

    @property
    def effect_day(self) -> date | None:
        """The day after the last one: an act enters into force when its days have run out."""
        return self.last_day + timedelta(days=1) if self.last_day else None


@dataclass(frozen=True)
class Life:
    """What is known of a resolution: days that a document states, ``None`` for each that none does."""

    title: str
    adopted_on: date | None = None
    delivered_on: date | None = None
    ruled_on: date | None = None
    """The first ruling of the supervising authority (not of a court)."""
    published_on: date | None = None
    in_force_on: date | None = None


class Supervision(NamedTuple):
    """Whose supervision a resolution is under, and whether more than words of its title says so."""

    supervisor: Supervisor
    certain: bool


def supervision(title: str, authorities: Iterable[str] = ()) -> Supervision:
    """Tell who supervises: by the authority that has dealt with the act, else by words of its title („zapewne”)."""
    for name in authorities:
        folded = fold(name)
        if "wojewoda" in folded:
            return Supervision(Supervisor.VOIVODE, certain=True)
        if "rio" in folded.split() or "izba obrachunkow" in folded or "izby obrachunkow" in folded:
            return Supervision(Supervisor.AUDIT, certain=True)
    words = fold(title)
    for phrase in NOT_FINANCIAL:
        words = words.replace(phrase, "")
    financial = any(word in words for word in FINANCIAL)
    return Supervision(Supervisor.AUDIT if financial else Supervisor.VOIVODE, certain=False)


def handing_over(life: Life, city: CityProfile, today: date) -> Clock | None:
    """Give the clock for handing a resolution over to its supervisor; acts of public order have one of their own."""
    kind = ClockKind.ORDER_TO_SUPERVISOR if _is_order(life.title) else ClockKind.TO_SUPERVISOR
    return _awaited(kind, life.adopted_on, life.delivered_on, city, today)


def ruling(life: Life, city: CityProfile, today: date) -> Clock | None:
    """
    Give the clock for a ruling that a resolution is invalid.

    It runs from the delivery. Where that day is not known, the adoption is the earliest it can have been, so the last
    day is the earliest possible one: a ruling by that day is in time, and of a later one nothing can be told.
    """
    starts, guessed = life.delivered_on or life.adopted_on, life.delivered_on is None
    setting = _setting(ClockKind.RULING, starts, city)
    if setting is None:
        return None
    if starts is None:
        return Clock(setting, ClockState.NOT_COUNTED)
    last = last_day(starts, setting)
    if life.ruled_on:
        late = ClockState.UNKNOWN if guessed else ClockState.OVERDUE
        state = ClockState.KEPT if life.ruled_on <= last else late
    elif today <= last:
        state = ClockState.RUNNING
    else:
        state = ClockState.UNKNOWN if guessed else ClockState.OVER
    return Clock(setting, state, starts, last, earliest=guessed)


def entering_into_force(life: Life, city: CityProfile, today: date) -> Clock | None:
    """Give the clock from the publication of an act of local law to its force; none where the act's day is stated."""
    if life.in_force_on:
        return None
    setting = _setting(ClockKind.IN_FORCE, life.published_on or life.adopted_on, city)
    if setting is None:
        return None
    if life.published_on is None:
        return Clock(setting, ClockState.NOT_COUNTED)
    last = last_day(life.published_on, setting)
    state = ClockState.RUNNING if today <= last else ClockState.OVER
    return Clock(setting, state, life.published_on, last)


def residents_draft(tabled: date | None, on_session: date | None, city: CityProfile, today: date) -> Clock | None:
    """Give the clock from the filing of a residents' draft to the session that takes it up."""
    return _awaited(ClockKind.RESIDENTS_DRAFT, tabled, on_session, city, today)


def last_day(starts: date, setting: ClockProfile) -> date:
    """Count the last day; the first day itself does not count, and a month ends on its like-numbered or last day."""
    if setting.months is None:
        return starts + timedelta(days=setting.days or 0)
    months = starts.month - 1 + setting.months
    year, month = starts.year + months // 12, months % 12 + 1
    return date(year, month, min(starts.day, calendar.monthrange(year, month)[1]))


def _awaited(kind: ClockKind, starts: date | None, came: date | None, city: CityProfile, today: date) -> Clock | None:
    setting = _setting(kind, starts, city)
    if setting is None:
        return None
    if starts is None:
        return Clock(setting, ClockState.NOT_COUNTED)
    last = last_day(starts, setting)
    if came:
        state = ClockState.KEPT if came <= last else ClockState.OVERDUE
    else:
        state = ClockState.RUNNING if today <= last else ClockState.UNKNOWN
    return Clock(setting, state, starts, last)


def _setting(kind: ClockKind, day: date | None, city: CityProfile) -> ClockProfile | None:
    """Give the clock's setting on a day; of an unknown day the newest, whose length is not used."""
    return city.clock(kind, day) if day else city.newest_clock(kind)


def _is_order(title: str) -> bool:
    return any(words in fold(title) for words in ORDER)


# The order of events


class Event(NamedTuple):
    """One event of a way: its day where it is known, and its usual place among the others."""

    day: date | None
    rank: int


Happened = TypeVar("Happened")


def in_order(events: Iterable[tuple[Event, Happened]]) -> list[Happened]:
    """
    Put events in the order of their days; one without a day stands where it usually does, before the first later kind.

    Days are never invented for it: only its place in the row is ours.
    """
    listed = list(events)
    placed = sorted((each for each in listed if each[0].day), key=lambda each: (each[0].day, each[0].rank))
    for each in sorted((each for each in listed if not each[0].day), key=lambda each: each[0].rank):
        later = (place for place, other in enumerate(placed) if other[0].rank > each[0].rank)
        placed.insert(next(later, len(placed)), each)
    return [what for _event, what in placed]
