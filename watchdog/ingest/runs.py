"""
The life of a run: queued, running, done; and what becomes of one whose process was killed.

The row is the truth, the message to a worker only wakes it: a lost message, a killed worker or a second message for the
same row change nothing.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from watchdog.ingest import gone, pipeline
from watchdog.ingest.documents import Report, counts_as_json
from watchdog.ingest.locks import Busy, only_reader_of
from watchdog.ingest.models import Failure, Run
from watchdog.ingest.registry import every_source

logger = logging.getLogger(__name__)

BEGINNING = date(1990, 5, 27)
"""The first elections to municipal councils: the first run of a source reads everything."""

LOOK_BACK = timedelta(days=60)
"""Offices correct what they published; two months of overlap catch most of it."""

MAX_INTERRUPTIONS = 3
"""A run cut off so often kills its worker itself (a document too big for the machine); it is not tried again."""

MAX_FINDINGS = 200


def since_last_time(source: str) -> date:
    """Return the day from which a source is due to be read again."""
    last = Run.objects.filter(source=source, state=Run.State.DONE, reparse=False).order_by("-started_at").first()
    return last.started_at.date() - LOOK_BACK if last and last.started_at else BEGINNING


def perform(pk: int) -> Run:
    """Carry out a queued run, unless it is taken; raise ``Busy`` when its source is being read, and leave it queued."""
    run = Run.objects.get(pk=pk)
    with only_reader_of(run.source):
        run.refresh_from_db()
        if run.state != Run.State.QUEUED:
            return run
        source = every_source().get(run.source)
        if source is None:
            _close(run, Run.State.FAILED, "Portal nie ma już takiego źródła.")
            return run
        walk = pipeline.read_again(source) if run.reparse else pipeline.run(source, _since(run))
        for _report in recorded(run, walk):
            pass
    return run


def _since(run: Run) -> date:
    return run.since or since_last_time(run.source)


def recorded(run: Run, walk: Iterable[Report]) -> Iterator[Report]:
    """Pass a walk's reports on, and keep in the run what became of each document and how the walk ended."""
    run.state, run.started_at = Run.State.RUNNING, timezone.now()
    run.save()
    counts: Counter[str] = Counter()
    with _ending(run):
        for report in walk:
            counts.update(report.counts)
            _note(run, report, counts)
            yield report


def _note(run: Run, report: Report, counts: Counter[str]) -> None:
    run.documents += 1
    run.counts = counts_as_json(counts)
    run.findings = [*run.findings, *(finding.model_dump() for finding in report.findings)][:MAX_FINDINGS]
    run.save(update_fields=["documents", "counts", "findings"])
    if report.failed:
        Failure.objects.create(
            run=run,
            snapshot_id=report.snapshot,
            address=report.address or report.path,
            code=report.failure.code,
            text=report.failure.text,
        )


@contextmanager
def _ending(run: Run) -> Iterator[None]:
    """Close the run as done or failed; what nobody foresaw is logged and raised on, after the run says so."""
    try:
        yield
        _withdraw_gone(run)
    except pipeline.Stopped as end:
        _close(run, Run.State.FAILED, str(end))
    except (GeneratorExit, KeyboardInterrupt):
        _close(run, Run.State.INTERRUPTED, "Przebieg zatrzymano ręcznie.")
        raise
    except Exception:
        logger.exception("run %s of %s broke off", run.pk, run.source)
        _close(run, Run.State.FAILED, "Przebieg przerwał błąd programu; szczegóły są w dzienniku.")
        raise
    else:
        _close(run, Run.State.DONE, "")


def _withdraw_gone(run: Run) -> None:
    """Withdraw what this run was told is gone, and say so; a run that ended early concludes nothing."""
    found = gone.withdraw_gone(run)
    if found:
        run.findings = [*run.findings, *(finding.model_dump() for finding in found)][:MAX_FINDINGS]
        run.save(update_fields=["findings"])


def _close(run: Run, state: Run.State, error: str) -> None:
    run.state, run.error, run.ended_at = state, error, timezone.now()
    run.save(update_fields=["state", "error", "ended_at"])


def recover(wake: Callable[[int], object]) -> list[int]:
    """
    Find runs whose process is gone, queue them anew and wake every queued run; return the keys of the woken ones.

    A run is alive exactly while its source's lock is held.
    """
    for run in Run.objects.filter(state=Run.State.RUNNING):
        try:
            with only_reader_of(run.source):
                _replace(run)
        except Busy:
            continue
    queued = list(Run.objects.filter(state=Run.State.QUEUED).order_by("queued_at", "pk").values_list("pk", flat=True))
    for pk in queued:
        wake(pk)
    return queued


@transaction.atomic
def _replace(run: Run) -> None:
    run.refresh_from_db()
    if run.state != Run.State.RUNNING:
        return
    latest = Run.objects.filter(source=run.source).exclude(pk=run.pk).order_by("-queued_at", "-pk")
    before = list(latest.values_list("state", flat=True)[: MAX_INTERRUPTIONS - 1])
    if before == [Run.State.INTERRUPTED] * (MAX_INTERRUPTIONS - 1):
        _close(run, Run.State.FAILED, f"Przebieg przerwano {MAX_INTERRUPTIONS} razy z rzędu; nie ponawiamy go sami.")
        return
    _close(run, Run.State.INTERRUPTED, "Proces, który czytał, został zatrzymany; przebieg powtórzono.")
    Run.objects.create(source=run.source, since=run.since, reparse=run.reparse)
