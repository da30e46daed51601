"""Asking a worker to compute signals anew, once what was typed or decided is stored."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from spending.tasks import recompute_signals, recompute_signals_of


def recompute_on_commit(contracts: Collection[int] | None = None) -> None:
    """Have the units of these rows computed, everything with ``None``; a queue out of reach spoils nothing typed."""

    def enqueue() -> None:
        if contracts is None:
            recompute_signals.delay(timezone.now().isoformat())
        else:
            recompute_signals_of.delay(list(contracts))

    transaction.on_commit(enqueue, robust=True)
