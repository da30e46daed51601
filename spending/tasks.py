"""What the worker does for the city's money."""

from __future__ import annotations

from celery import shared_task

from spending.rollups import fold


@shared_task(acks_late=True)
def fold_sums() -> bool:
    """Make one row of the many that writers appended to the sums of contracts; nothing is written where none did."""
    return fold()
