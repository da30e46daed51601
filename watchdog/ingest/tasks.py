"""Doors of the corridor for Celery: ids in, nothing out; the ``Run`` row holds what happened."""

from __future__ import annotations

from contextlib import suppress
from functools import partial

from celery import shared_task
from django.conf import settings
from django.db import transaction

from watchdog.ingest import runs
from watchdog.ingest.locks import Busy
from watchdog.ingest.models import Run
from watchdog.ingest.registry import publishes_on_the_web, sources_of

LONGEST = 3 * 3600
"""Seconds after which a worker's process that still reads one source is ended; ``recover_runs`` finds its row."""


@shared_task(time_limit=LONGEST)
def run_source(pk: int) -> None:
    """Carry out a queued run; a busy source is left to ``wake_next`` of the run that holds it."""
    with suppress(Busy):
        wake_next(runs.perform(pk).source)


@shared_task
def run_all_sources() -> None:
    """Queue a run of every source of this city that publishes on the web and waits in no queue yet."""
    waiting = set(Run.objects.filter(state=Run.State.QUEUED).values_list("source", flat=True))
    for source in sources_of(settings.CITY):
        if publishes_on_the_web(source) and source.slug not in waiting:
            queue(source.slug)


@shared_task
def recover_runs() -> None:
    """Finish what a killed worker left: at the worker's start, and every few minutes."""
    runs.recover(wake=run_source.delay)


def queue(source: str, *, reparse: bool = False) -> Run:
    """Write a run down and wake a worker for it once the row is there."""
    run = Run.objects.create(source=source, reparse=reparse)
    transaction.on_commit(partial(run_source.delay, run.pk))
    return run


def wake_next(source: str) -> None:
    """Wake the oldest run that waited while this source was read."""
    waiting = Run.objects.filter(source=source, state=Run.State.QUEUED).order_by("queued_at", "pk").first()
    if waiting:
        run_source.delay(waiting.pk)
