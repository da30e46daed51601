"""Small arithmetic of measurements: medians, percentiles, spreads, and figures as people read them."""

from __future__ import annotations

import statistics
from collections.abc import Sequence

NOT_MEASURED = "not measured"


def median(values: Sequence[float]) -> float:
    return statistics.median(values)


def percentile(values: Sequence[float], share: int) -> float:
    """Return the value that ``share`` percent of them do not exceed (nearest rank); raise ``ValueError`` for none."""
    if not values:
        raise ValueError("no values")
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * share // 100) - 1)]


def spread(values: Sequence[float]) -> float:
    """Return how far the values lie apart, as a share of their median: 0.2 where the largest is 20 % over the least."""
    middle = median(values)
    return (max(values) - min(values)) / middle if middle else 0.0


def slope(points: Sequence[tuple[float, float]]) -> float:
    """Return by how much y grows with each x, by least squares; 0 for fewer than two points."""
    if len({x for x, _ in points}) < 2:
        return 0.0
    return statistics.linear_regression(*zip(*points, strict=True)).slope


def shown(value: float) -> str:
    """Write a figure with three digits that count: 0.0123, 4.56, 12 300."""
    if value == 0:
        return "0"
    if abs(value) >= 100:
        return f"{value:,.0f}".replace(",", " ")
    return f"{value:.3g}"
