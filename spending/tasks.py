"""What the worker does for the city's money."""

from __future__ import annotations

from datetime import datetime

from celery import shared_task

from spending.rollups import fold
from spending.signals.recomputing import recompute
from spending.signals.touching import computed_since, keep_up, units_of

LONGEST = 3600
"""Seconds after which a computation is ended; a million contracts take a minute or two."""


@shared_task(acks_late=True)
def fold_sums() -> bool:
    """Make one row of the many that writers appended to the sums of contracts; nothing is written where none did."""
    return fold()


@shared_task(time_limit=LONGEST)
def recompute_signals(asked: str = "") -> None:
    """Compute the signals of everything, unless that was done after ``asked`` (ISO): one computation serves many."""
    if not (asked and computed_since(datetime.fromisoformat(asked))):
        recompute()


@shared_task(time_limit=LONGEST)
def recompute_signals_of(contracts: list[int]) -> None:
    """Compute the signals of the units of these rows."""
    recompute(units_of(contracts))


@shared_task(time_limit=LONGEST)
def keep_up_signals() -> None:
    """Compute the signals that changed rows have touched since the last computation."""
    keep_up()
