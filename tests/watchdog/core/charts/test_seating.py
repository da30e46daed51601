"""Seats of a drawn chamber: everybody has one, nobody sits on another, borders cross no seat."""

from __future__ import annotations

import re
from itertools import combinations
from math import dist

import pytest

from watchdog.core.charts.seating import WIDTH, borders, plan

SIZES = [1, 2, 7, 8, 14, 15, 21, 25, 28, 31, 45, 60, 100]


@pytest.mark.parametrize("people", SIZES)
def test_everybody_has_a_seat_inside_the_drawing(people: int) -> None:
    seats = plan(people)

    assert len(seats.places) == people
    assert all(seats.size / 2 <= place.x <= WIDTH - seats.size / 2 and place.y > 0 for place in seats.places)


@pytest.mark.parametrize("people", SIZES)
def test_no_two_seats_overlap(people: int) -> None:
    seats = plan(people)

    nearest = min((dist((a.x, a.y), (b.x, b.y)) for a, b in combinations(seats.places, 2)), default=WIDTH)

    assert nearest >= seats.size


def test_seats_run_from_left_to_right() -> None:
    angles = [place.angle for place in plan(25).places]

    assert angles == sorted(angles, reverse=True)


def test_a_council_of_25_sits_in_three_rows() -> None:
    assert len(plan(25).radii) == 3


def test_a_chamber_without_people_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one person"):
        plan(0)


@pytest.mark.parametrize("groups", [(11, 8, 6), (13, 12), (1, 23, 1), (24, 1), (5, 5, 5, 5, 5)])
def test_borders_pass_between_seats(groups: tuple[int, ...]) -> None:
    seats = plan(25)

    lines = borders(seats, groups)

    corners = [(float(x), float(y)) for line in lines for x, y in re.findall(r"[ML]([\d.]+) ([\d.]+)", line)]
    assert len(lines) == len(groups) - 1
    assert all(dist(corner, (place.x, place.y)) >= seats.size / 2 for corner in corners for place in seats.places)


def test_one_group_needs_no_border() -> None:
    assert borders(plan(25), [25]) == []
