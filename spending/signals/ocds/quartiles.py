"""
Quantiles and fences, of one kind everywhere.

Cardinal takes them from the library statrs, which estimates the quantile without bias of the median (type 8 of Hyndman
and Fan): at place ``(n + 1/3) · p + 1/3`` of the sorted numbers, between two of them in proportion.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

REACH = 1.5
"""How many interquartile ranges a fence stands beyond its quartile."""


class Quartiles(NamedTuple):
    q1: float
    q3: float

    @property
    def lower_fence(self) -> float:
        return self.q1 - REACH * (self.q3 - self.q1)

    @property
    def upper_fence(self) -> float:
        return self.q3 + REACH * (self.q3 - self.q1)


def quartiles(numbers: Collection[float]) -> Quartiles:
    """Give the first and the third quartile of at least one number."""
    ordered = sorted(numbers)
    return Quartiles(quantile(ordered, 0.25), quantile(ordered, 0.75))


def quantile(ordered: list[float], share: float) -> float:
    """Give the quantile of sorted numbers, at least one; ``share`` from 0 to 1."""
    place = (len(ordered) + 1 / 3) * share + 1 / 3
    below = int(place)
    if below <= 0 or share == 0:
        return ordered[0]
    if below >= len(ordered) or share == 1:
        return ordered[-1]
    return ordered[below - 1] + (place - below) * (ordered[below] - ordered[below - 1])
