"""``seed``: the city's own facts, through the real corridor and a real worker, in the order in which they build up."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from watchdog.ingest import pipeline, runs, tasks
from watchdog.ingest.models import Run
from watchdog.ingest.registry import sources_of
from watchdog.ingest.source import Source
from watchdog.pages.defaults import ensure_defaults
from watchdog.search.learning import learn_what_is_asked

LONGEST_WAIT = 120.0
"""Seconds without any progress after which the worker is taken for absent."""

POLL = 0.1


class Command(BaseCommand):
    help = "Load the city's seed through the corridor; what is already there is not read again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--now", action="store_true", help="read in this process, without a worker")

    def handle(self, *, now: bool, **options: Any) -> None:
        """Read what is new or changed in the seed; exit code 1 when a document failed or no worker answered."""
        ensure_defaults()
        due = [source for source in sources_of(settings.CITY) if source.seed and not _is_in_place(source)]
        failed = []
        for position, source in enumerate(due, start=1):
            self.stderr.write(f"[{position}/{len(due)}] {source.title}…")
            run = _read_now(source) if now else self._read_by_worker(source)
            failures = list(run.failures.values_list("text", flat=True))
            for text in [*failures, *filter(None, [run.error])]:
                self.stderr.write(f"  {text}")
            if failures or run.state != Run.State.DONE:
                failed.append(source.slug)
        learn_what_is_asked()
        if failed:
            raise CommandError(_("The seed is not complete: %s") % ", ".join(failed))

    def _read_by_worker(self, source: Source) -> Run:
        run = tasks.queue(source.slug)
        seen, ends = None, time.monotonic() + LONGEST_WAIT
        while run.state in (Run.State.QUEUED, Run.State.RUNNING):
            time.sleep(POLL)
            run = _latest(run)
            if (run.pk, run.state, run.counts) != seen:
                seen, ends = (run.pk, run.state, run.counts), time.monotonic() + LONGEST_WAIT
            if time.monotonic() > ends:
                raise CommandError(_("No worker answers; is it running?"))
        return run


def _latest(run: Run) -> Run:
    """Return the run as it stands, or the one that replaced it after its worker was killed."""
    run.refresh_from_db()
    if run.state != Run.State.INTERRUPTED:
        return run
    return Run.objects.filter(source=run.source, pk__gt=run.pk).order_by("pk").first() or run


def _is_in_place(source: Source) -> bool:
    return all(pipeline.is_taken_in(source, address) for address in source.discover(runs.BEGINNING))


def _read_now(source: Source) -> Run:
    run = Run.objects.create(source=source.slug)
    return runs.perform(run.pk)
