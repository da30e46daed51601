"""The clocks of the law on a resolution, and the order of events of which some have no day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from council.lifecycle import (
    ClockState,
    Event,
    Life,
    Supervision,
    Supervisor,
    entering_into_force,
    handing_over,
    in_order,
    last_day,
    residents_draft,
    ruling,
    supervision,
)
from watchdog.cities import ClockProfile, profile

CITY = profile("gliwice")
ADOPTED = date(2023, 7, 13)
LONG_AFTER = date(2026, 11, 26)


def life(**known: Any) -> Life:
    return Life(**{"title": "w sprawie Statutu", "adopted_on": ADOPTED, **known})


def state(clock: Any) -> str:
    return str(clock.state)


# Handing over


def test_a_resolution_goes_to_supervision_within_seven_days() -> None:
    clock = handing_over(life(), CITY, LONG_AFTER)

    assert clock is not None
    assert clock.last_day == date(2023, 7, 20)


def test_an_act_of_public_order_goes_within_two() -> None:
    clock = handing_over(life(title="w sprawie przepisów porządkowych na kąpielisku"), CITY, LONG_AFTER)

    assert clock is not None
    assert clock.last_day == date(2023, 7, 15)


@pytest.mark.parametrize(
    ("delivered", "today", "said"),
    [
        (date(2023, 7, 20), LONG_AFTER, ClockState.KEPT),
        (date(2023, 7, 21), LONG_AFTER, ClockState.OVERDUE),
        (None, date(2023, 7, 20), ClockState.RUNNING),
        (None, date(2023, 7, 21), ClockState.UNKNOWN),
    ],
)
def test_overdue_is_proved_by_days_and_unknown_is_where_one_is_missing(
    delivered: date | None, today: date, said: ClockState
) -> None:
    assert state(handing_over(life(delivered_on=delivered), CITY, today)) == said


def test_nothing_is_counted_from_a_day_that_is_not_known() -> None:
    clock = handing_over(life(adopted_on=None), CITY, LONG_AFTER)

    assert clock is not None
    assert (clock.state, clock.last_day) == (ClockState.NOT_COUNTED, None)


def test_a_clock_is_not_applied_to_days_before_its_setting_begins() -> None:
    assert handing_over(life(adopted_on=date(2010, 1, 1)), CITY, LONG_AFTER) is None


# A ruling


def test_without_the_day_of_delivery_the_last_day_is_the_earliest_possible_one() -> None:
    clock = ruling(life(), CITY, LONG_AFTER)

    assert clock is not None
    assert (clock.last_day, clock.earliest, clock.state) == (date(2023, 8, 12), True, ClockState.UNKNOWN)


@pytest.mark.parametrize(
    ("known", "said"),
    [
        ({"ruled_on": date(2023, 8, 12)}, ClockState.KEPT),
        ({"ruled_on": date(2023, 8, 13)}, ClockState.UNKNOWN),
        ({"delivered_on": date(2023, 7, 20), "ruled_on": date(2023, 8, 19)}, ClockState.KEPT),
        ({"delivered_on": date(2023, 7, 20), "ruled_on": date(2023, 8, 20)}, ClockState.OVERDUE),
        ({"delivered_on": date(2023, 7, 20)}, ClockState.OVER),
    ],
)
def test_a_ruling_is_late_only_where_the_day_of_delivery_proves_it(known: dict[str, date], said: ClockState) -> None:
    assert state(ruling(life(**known), CITY, LONG_AFTER)) == said


# Entering into force


def test_local_law_is_in_force_when_fourteen_days_from_its_publication_have_run_out() -> None:
    clock = entering_into_force(life(published_on=date(2023, 7, 24)), CITY, LONG_AFTER)

    assert clock is not None
    assert (clock.last_day, clock.effect_day) == (date(2023, 8, 7), date(2023, 8, 8))


def test_a_stated_day_of_force_needs_no_clock() -> None:
    assert entering_into_force(life(in_force_on=date(2023, 8, 1)), CITY, LONG_AFTER) is None


def test_without_publication_no_day_of_force_is_counted() -> None:
    assert state(entering_into_force(life(), CITY, LONG_AFTER)) == ClockState.NOT_COUNTED


# Residents' drafts


@pytest.mark.parametrize(
    ("session", "said"),
    [
        (date(2024, 4, 30), ClockState.KEPT),
        (date(2024, 5, 1), ClockState.OVERDUE),
        (None, ClockState.UNKNOWN),
    ],
)
def test_a_residents_draft_waits_three_months_at_most(session: date | None, said: ClockState) -> None:
    assert state(residents_draft(date(2024, 1, 31), session, CITY, LONG_AFTER)) == said


def test_a_month_without_that_day_ends_on_its_last() -> None:
    months = ClockProfile(kind="residents_draft", months=1, since=date(2018, 1, 1), basis="x", verified=False)  # type: ignore[arg-type]  # pydantic reads the word

    assert last_day(date(2024, 1, 31), months) == date(2024, 2, 29)
    assert last_day(date(2024, 12, 31), months) == date(2025, 1, 31)


# Supervision


@pytest.mark.parametrize(
    ("title", "authorities", "said"),
    [
        ("w sprawie budżetu miasta na 2016 rok", (), Supervision(Supervisor.AUDIT, certain=False)),
        ("w sprawie zwolnień w podatku od nieruchomości", (), Supervision(Supervisor.AUDIT, certain=False)),
        ("w sprawie nieudzielenia absolutorium", (), Supervision(Supervisor.AUDIT, certain=False)),
        ("w sprawie budżetu obywatelskiego", (), Supervision(Supervisor.VOIVODE, certain=False)),
        ("w sprawie statutu", (), Supervision(Supervisor.VOIVODE, certain=False)),
        ("w sprawie statutu", ("Kolegium RIO w Katowicach",), Supervision(Supervisor.AUDIT, certain=True)),
        ("w sprawie budżetu", ("WSA w Gliwicach", "Wojewoda Śląski"), Supervision(Supervisor.VOIVODE, certain=True)),
    ],
)
def test_who_supervises_is_told_by_words_unless_an_authority_has_acted(
    title: str, authorities: tuple[str, ...], said: Supervision
) -> None:
    assert supervision(title, authorities) == said


# Order


def test_an_event_without_a_day_stands_where_it_usually_does() -> None:
    events = [
        (Event(None, 12), "published"),
        (Event(date(2023, 7, 13), 10), "adopted"),
        (Event(None, 0), "tabled"),
        (Event(date(2023, 7, 6), 5), "on the agenda"),
        (Event(date(2024, 1, 31), 13), "ruled"),
    ]

    assert in_order(events) == ["tabled", "on the agenda", "adopted", "published", "ruled"]
