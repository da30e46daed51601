"""Figures of exactly one selection of payments; amounts that may not be added stand apart, as those of contracts do."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Max, Min, Sum

from spending.stats.contracts import Which


@dataclass(frozen=True)
class Paid:
    """Payments whose amounts may be added, with the smallest and the largest of them."""

    which: Which
    n: int
    total: Decimal
    smallest: Decimal
    largest: Decimal


def payment_figures(payments: Any) -> tuple[Paid, ...]:
    """Add up a selection of ``Payment.objects``, in one query, without what the office has removed or we inferred."""
    sums = (
        payments.standing()
        .order_by()
        .values("currency", "tax")
        .annotate(n=Count("pk"), total=Sum("amount"), smallest=Min("amount"), largest=Max("amount"))
    )
    found = [
        Paid((row["currency"], row["tax"]), row["n"], row["total"], row["smallest"], row["largest"]) for row in sums
    ]
    return tuple(sorted(found, key=lambda paid: (-paid.n, paid.which)))
