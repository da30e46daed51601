"""Search hears of an article or an issue as soon as the public does, and when it is withdrawn."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from newsletter.models import Article, Issue
from watchdog.pages.publishing import public_changed
from watchdog.search.tasks import index_record


def listen() -> None:
    """Have every change of what the public sees of these texts told to search; called once, when the app is ready."""
    for kind in (Article, Issue):
        public_changed.connect(_index, sender=kind, dispatch_uid=f"newsletter.index.{kind._meta.model_name}")


def _index(text: Article | Issue, **kwargs: Any) -> None:
    """Index once it is stored; a queue that is out of reach spoils nothing that was decided."""
    label, pk = text._meta.label, text.pk
    transaction.on_commit(lambda: index_record.delay(label, pk), robust=True)
