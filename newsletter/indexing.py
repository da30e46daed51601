"""Search hears of an article as soon as the public does, and when it is withdrawn."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from newsletter.models import Article
from watchdog.pages.publishing import public_changed
from watchdog.search.tasks import index_record


def listen() -> None:
    """Have every change of what the public sees of an article told to search; called once, when the app is ready."""
    public_changed.connect(_index, sender=Article, dispatch_uid="newsletter.index")


def _index(text: Article, **kwargs: Any) -> None:
    """Index once it is stored; a queue that is out of reach spoils nothing that was decided."""
    label, pk = text._meta.label, text.pk
    transaction.on_commit(lambda: index_record.delay(label, pk), robust=True)
