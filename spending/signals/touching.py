"""
What must be computed anew after a change: the units whose contracts it touched.

Every rule of ours looks at the contracts of one unit, so a change of a row moves no signal of another. Rows say
themselves when they last changed; who is who (merging, parting, hiding) is not written in rows, so such a decision asks
for a computation of everything.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from spending.models import Contract, Signal, SignalComputation
from spending.signals.base import Units
from spending.signals.recomputing import Counts, recompute

OVERLAP = timedelta(minutes=15)
"""A row is seen when its transaction ends, which may be so long after it was written; the nightly computation of
everything sees to what took longer."""


def units_of(contracts: Collection[int]) -> Units:
    """Give the units of these rows: their own, those of the contracts they belong to, and those of their signals."""
    own = Contract.objects.filter(pk__in=contracts)
    units = set(own.values_list("buyer", flat=True)) | set(
        own.exclude(parent=None).values_list("parent__buyer", flat=True)
    )
    # A row that changed its unit leaves signals behind at the former one.
    return sorted(units | _signalled(contracts), key=lambda unit: unit or 0)


def changed_units(since: datetime) -> Units:
    """Give the units of the rows that changed after a moment."""
    changed = Contract.objects.filter(updated_at__gte=since).order_by()
    units = set(changed.values_list("buyer", flat=True).distinct())
    units |= set(changed.exclude(parent=None).values_list("parent__buyer", flat=True).distinct())
    return sorted(units | _signalled(set(changed.values_list("pk", flat=True))), key=lambda unit: unit or 0)


def _signalled(contracts: Collection[int]) -> set[int | None]:
    return set(Signal.objects.filter(contracts__overlap=list(contracts)).values_list("buyer", flat=True))


def keep_up() -> Counts | None:
    """Compute what rows changed since the last computation have touched; ``None`` where nothing has changed."""
    last = SignalComputation.objects.order_by("-started_at").values_list("started_at", flat=True).first()
    if last is None:
        return recompute()
    units = changed_units(last - OVERLAP)
    return recompute(units) if units else None


def computed_since(moment: datetime) -> bool:
    """Tell whether everything was computed after a moment."""
    return SignalComputation.objects.filter(whole=True, started_at__gte=moment).exists()
