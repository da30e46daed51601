"""
Where people sit in a drawn chamber: a half circle of seats for any number of people.

Pure geometry in the units of the drawing; what a seat looks like is the business of ``charts``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import asin, cos, pi, sin

WIDTH = 460
CENTRE_X, CENTRE_Y = 230.0, 214.0
OUTER = 190.0
"""Radius of the last row."""
LIFT = 28.0
"""How far above the centre every row begins and ends, so that the rows share a base line."""
LARGEST_SEAT = 39.0


@dataclass(frozen=True, slots=True)
class Place:
    """The middle of one seat, its row (0 is the inner one) and its angle (0 is the far right, pi the far left)."""

    x: float
    y: float
    row: int
    angle: float


@dataclass(frozen=True, slots=True)
class Plan:
    """The seats from left to right, the side of a seat, and the radius of each row from the inner to the outer one."""

    places: tuple[Place, ...]
    size: float
    radii: tuple[float, ...]


@lru_cache(maxsize=64)
def plan(people: int) -> Plan:
    """Seat so many people (at least one) in as many rows as give them the largest seats; councils get three."""
    if people < 1:
        raise ValueError("a chamber needs at least one person")
    rows = [1] if people < 8 else [2] if people < 15 else [3, 4, 5, 6]
    return max((_plan(people, count) for count in rows), key=lambda each: each.size)


def borders(seats: Plan, groups: Sequence[int]) -> list[str]:
    """Return the line between each two neighbouring groups of seats, as the data of an SVG path.

    ``groups`` are sizes, left to right. In each row the line passes between the two seats that it parts, and from row
    to row it runs along the aisle, so it crosses no seat.
    """
    lines, seated = [], 0
    for size in groups[:-1]:
        seated += size
        left, right = seats.places[:seated], seats.places[seated:]
        angles = [_gap(left, right, row, radius) for row, radius in enumerate(seats.radii)]
        lines.append(_stairs(seats, angles))
    return lines


def beyond(angle: float, distance: float) -> tuple[float, float]:
    """Return the point so far outside the last row, for a label."""
    return _point(OUTER + distance, angle)


def _plan(people: int, rows: int) -> Plan:
    spacing = 44.0 if rows <= 3 else (OUTER - 74) / (rows - 1)
    radii = tuple(OUTER - spacing * (rows - 1 - row) for row in range(rows))
    spans = [radius * (pi - 2 * asin(LIFT / radius)) for radius in radii]
    counts = _share(people, spans)
    pitch = min(span / max(count - 1, 1) for span, count in zip(spans, counts, strict=True))
    places = [place for row in range(rows) for place in _row(row, radii[row], counts[row])]
    places.sort(key=lambda place: (-place.angle, place.row))
    return Plan(tuple(places), min(LARGEST_SEAT, spacing * 0.88, pitch * 0.9), radii)


def _share(people: int, spans: Sequence[float]) -> list[int]:
    """Divide people among the rows in proportion to their length, the largest remainders first."""
    exact = [people * span / sum(spans) for span in spans]
    counts = [int(each) for each in exact]
    neediest = sorted(range(len(spans)), key=lambda row: counts[row] - exact[row])
    for row in neediest[: people - sum(counts)]:
        counts[row] += 1
    return counts


def _row(row: int, radius: float, count: int) -> list[Place]:
    if count == 1:
        return [Place(*_point(radius, pi / 2), row, pi / 2)]
    edge = asin(LIFT / radius)
    angles = [pi - edge - (pi - 2 * edge) * seat / (count - 1) for seat in range(count)]
    return [Place(*_point(radius, angle), row, angle) for angle in angles]


def _gap(left: Sequence[Place], right: Sequence[Place], row: int, radius: float) -> float:
    """Return the angle half way between the last seat on the left and the first on the right of one row."""
    edge = asin(LIFT / radius) - 0.9 * LARGEST_SEAT / 2 / radius
    before = min((place.angle for place in left if place.row == row), default=pi - edge)
    after = max((place.angle for place in right if place.row == row), default=edge)
    return (before + after) / 2


def _stairs(seats: Plan, angles: Sequence[float]) -> str:
    """Climb from the inner row outwards: through a row at its angle, then along the aisle to the angle of the next."""
    step = (seats.radii[1] - seats.radii[0]) / 2 if len(seats.radii) > 1 else seats.size * 0.6
    path, turned = "", None
    for radius, angle in zip(seats.radii, angles, strict=True):
        inner, outer = _point(radius - step, angle), _point(radius + step, angle)
        if turned is None:
            path = f"M{inner[0]:.1f} {inner[1]:.1f}"
        else:
            aisle, sweep = radius - step, int(angle < turned)
            path += f"A{aisle:.1f} {aisle:.1f} 0 0 {sweep} {inner[0]:.1f} {inner[1]:.1f}"
        path += f"L{outer[0]:.1f} {outer[1]:.1f}"
        turned = angle
    return path


def _point(radius: float, angle: float) -> tuple[float, float]:
    return CENTRE_X + radius * cos(angle), CENTRE_Y - radius * sin(angle)
