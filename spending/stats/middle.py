"""The median of amounts, to the grosz."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db.models import Aggregate


class Middle(Aggregate):
    """
    The lower of the two middle values, or with ``upper`` the upper one; the same value where there is one middle.

    ``percentile_cont`` counts in floating point; these are values that stand in the rows.
    """

    function = "percentile_disc"
    name = "Middle"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s %(direction)s)"

    def __init__(self, expression: str, *, upper: bool = False, **extra: Any) -> None:
        super().__init__(expression, direction="DESC" if upper else "ASC", **extra)


def half_way(lower: Decimal | None, upper: Decimal | None) -> Decimal | None:
    """Give the median between the two middle values."""
    return None if lower is None or upper is None else (lower + upper) / 2
