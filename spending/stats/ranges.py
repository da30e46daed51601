"""
The narrow ranges in which values are counted, so that a median is found without reading every contract.

A range is named by its end nearest to zero, as ``spending_low`` of migration 0008 computes it: of a value that begins
with 1 two hundredths of its power of ten are a range, with 2 to 4 five, with 5 to 9 ten; below 1 a tenth. Names are in
the order of values.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db.models import DecimalField, Q, QuerySet

from watchdog.core.order import known

SMALLEST = Decimal("0.1")


def width(low: Decimal) -> Decimal:
    """Return how wide the range of this name is."""
    whole = str(int(abs(low)))
    if whole == "0":
        return SMALLEST
    power = Decimal(10) ** (len(whole) - 1)
    return power * {"1": 2, "2": 5, "3": 5, "4": 5}.get(whole[0], 10) / 100


def between(contracts: QuerySet[Any], lowest: Decimal, highest: Decimal) -> QuerySet[Any]:
    """Keep the contracts with a value of these ranges or between them, asked for as the index of values is ordered."""
    found: QuerySet[Any] = contracts.alias(_value=known("value", DecimalField))
    return found.filter(_from(lowest), _until(highest))


def _from(low: Decimal) -> Q:
    return Q(_value__gte=low) if low > 0 else Q(_value__gt=low - width(low))


def _until(low: Decimal) -> Q:
    return Q(_value__lte=low) if low < 0 else Q(_value__lt=low + width(low))
