"""The map of areas: areas as the amounts, nothing over anything, shapes near a square, words that can be read."""

from __future__ import annotations

import random
import re
from decimal import Decimal
from itertools import combinations

import pytest

from watchdog.core.charts.treemap import NARROW, WIDE, Area, Tile, squarified, treemap

AMOUNTS = [sorted((random.Random(seed).paretovariate(1.1) for _ in range(14)), reverse=True) for seed in range(25)]
EVEN = [[1.0] * count for count in (1, 2, 3, 7, 14)]


def ratio(area: Area) -> float:
    return max(area.width / area.height, area.height / area.width)


def overlap(one: Area, other: Area) -> float:
    across = min(one.x + one.width, other.x + other.width) - max(one.x, other.x)
    down = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)
    return across * down if across > 1e-6 and down > 1e-6 else 0


@pytest.mark.parametrize("size", [WIDE, NARROW])
@pytest.mark.parametrize("amounts", AMOUNTS + EVEN)
def test_areas_are_as_the_amounts_lie_inside_and_do_not_overlap(amounts: list[float], size: tuple[int, int]) -> None:
    width, height = size

    areas = squarified(amounts, width, height)

    for amount, area in zip(amounts, areas, strict=True):
        assert area.width * area.height / (width * height) == pytest.approx(amount / sum(amounts), rel=0.001)
        assert -1e-6 <= area.x <= area.x + area.width <= width + 1e-6
        assert -1e-6 <= area.y <= area.y + area.height <= height + 1e-6
    assert not [pair for pair in combinations(areas, 2) if overlap(*pair)]


@pytest.mark.parametrize("amounts", AMOUNTS)
def test_shapes_are_nearer_to_a_square_than_slices_are(amounts: list[float]) -> None:
    width, height = WIDE
    slices = [Area(0, 0, width * amount / sum(amounts), height) for amount in amounts]

    areas = squarified(amounts, width, height)

    mean = sum(map(ratio, areas)) / len(areas)
    assert mean < sum(map(ratio, slices)) / len(slices) / 2
    assert mean < 3


@pytest.mark.parametrize("amounts", [[3.0, 0.0], [2.0, -1.0], [1.0, 2.0]])
def test_what_has_no_area_or_no_order_is_refused(amounts: list[float]) -> None:
    with pytest.raises(ValueError, match="amount"):
        squarified(amounts, 100, 100)


def test_the_drawing_is_named_linked_and_escaped() -> None:
    tiles = [
        Tile(1, "Oświata i wychowanie", Decimal(361), "361 mln zł · 90,3 %", "/wydatki/budzet/2020/801/"),
        Tile(2, "<b>Drogi</b>", Decimal(30), "30 mln zł"),
        Tile(3, "Kultura", Decimal("0.5"), "0,5 mln zł"),
    ]

    svg = treemap(tiles, label="Wydatki 2020", description="Pole odpowiada kwocie.")

    assert svg.count('role="group"') == 2
    assert len(set(re.findall(r'id="([^"]+)"', svg))) == 4
    assert (
        svg.count('<a href="/wydatki/budzet/2020/801/"><title>Oświata i wychowanie: 361 mln zł · 90,3 %</title>') == 2
    )
    assert "<b>" not in svg
    assert "<title>Kultura: 0,5 mln zł</title>" in svg
    assert ">Kultura</text>" not in svg
    assert "style" not in svg
    assert not re.search(r'(?:x|y|width|height)="\d+,', svg)


def test_nothing_has_no_drawing() -> None:
    assert treemap([], label="", description="") == ""
