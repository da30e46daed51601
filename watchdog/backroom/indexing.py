"""What the back room hands to search: what a volunteer has entered is found as soon as the worker has taken it in."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Model

from watchdog.search.tasks import index_record


def index_on_commit(records: Iterable[Model | None]) -> None:
    """Have these records indexed once they are stored; a queue that is out of reach spoils nothing that was typed."""
    keys = [(record._meta.label, record.pk) for record in records if record is not None]

    def enqueue() -> None:
        for label, pk in keys:
            index_record.delay(label, pk)

    transaction.on_commit(enqueue, robust=True)
