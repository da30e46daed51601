"""Indexing by the worker: call with ``delay_on_commit``, so that it reads what was stored."""

from __future__ import annotations

from dataclasses import asdict

from celery import shared_task
from django.apps import apps
from django.db import OperationalError

from watchdog.records import record_type
from watchdog.search import indexing, learning


@shared_task(autoretry_for=(OperationalError,), retry_backoff=5, max_retries=5, acks_late=True)
def index_snapshot(pk: int) -> dict[str, int]:
    """Index every record that a document tells of."""
    return asdict(indexing.index_snapshot(pk))


@shared_task(autoretry_for=(OperationalError,), retry_backoff=5, max_retries=5, acks_late=True)
def index_records(kind: str, pks: list[int]) -> dict[str, int]:
    """Index these records of a kind."""
    return asdict(indexing.index_records(record_type(kind), pks))


@shared_task(autoretry_for=(OperationalError,), retry_backoff=5, max_retries=5, acks_late=True)
def index_record(model: str, pk: int) -> dict[str, int]:
    """Index one record of a model (``council.Vote``), and those whose text is made of it."""
    return asdict(indexing.index(apps.get_model(model)._default_manager.get(pk=pk)))


@shared_task(autoretry_for=(OperationalError,), retry_backoff=5, max_retries=5, acks_late=True)
def learn_forms() -> bool:
    """Learn the forms of the words of entries that were written in long runs, and of what may be asked."""
    indexing.mend()
    learning.learn_what_is_asked()
    return learning.learn_every_form()
