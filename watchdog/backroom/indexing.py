"""What the back room hands to search: what a volunteer has entered is found as soon as the worker has taken it in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.db import transaction
from django.db.models import Model

from watchdog.archive.models import Sourced
from watchdog.backroom.links import model_edited
from watchdog.search.tasks import index_record


def index_on_commit(records: Iterable[Model | None]) -> None:
    """Have these records indexed once they are stored; a queue that is out of reach spoils nothing that was typed."""
    keys = [(record._meta.label, record.pk) for record in records if record is not None]

    def enqueue() -> None:
        for label, pk in keys:
            index_record.delay(label, pk)

    transaction.on_commit(enqueue, robust=True)


def index_published(record: Sourced) -> None:
    """Have a newly published record indexed, with those that come about or change with it."""
    page: Any = admin.site._registry.get(model_edited(record))
    index_on_commit([record, *(page.entailed(record) if hasattr(page, "entailed") else [])])
