"""A real Celery worker, killed without warning in the middle of a run: the next one finishes the job, and once only."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from council.models import Meeting
from tests.fakes.office import Office, Page, open_office
from tests.fakes.slow_office.sources.slow import DOCUMENTS, SlowSessions
from tests.fakes.sources import numbered
from tests.waiting import until
from watchdog.archive.models import Reading, Sighting
from watchdog.ingest.models import Run

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

LONGEST = 90.0
CUT_AT = 3
"""The document during which the first worker is killed."""


@pytest.fixture
def slow_office() -> Iterator[tuple[Office, threading.Event]]:
    """An office that sends the start of one document and keeps the rest until the event is set."""
    go_on = threading.Event()

    def hesitant() -> Iterator[bytes]:
        body = numbered(CUT_AT)
        yield body[:5]
        go_on.wait(LONGEST)
        yield body[5:]

    with open_office() as office:
        for number in range(1, DOCUMENTS + 1):
            office.pages[f"/{number}"] = Page(numbered(number))
        office.pages[f"/{CUT_AT}"] = Page(steps=hesitant)
        yield office, go_on
        go_on.set()


@pytest.fixture
def start_worker(
    slow_office: tuple[Office, threading.Event], own_archive: Path, tmp_path: Path
) -> Iterator[Callable[[], subprocess.Popen[bytes]]]:
    """Return a function that starts a worker in a process group of its own; what still runs at the end is killed."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.fakes.worker_settings",
        "SLOW_OFFICE": slow_office[0].url,
        "WORKER_DB": str(connection.settings_dict["NAME"]),
        "WORKER_ARCHIVE": str(own_archive),
        "WORKER_QUEUE": f"test-{connection.settings_dict['NAME']}-{os.getpid()}",
        "PYTHONWARNINGS": "ignore",
    }
    command = [sys.executable, "-m", "celery", "-A", "watchdog.celery", "worker", "--concurrency=1", "--loglevel=INFO"]
    started: list[subprocess.Popen[bytes]] = []
    log = (tmp_path / "worker.log").open("wb")

    def start() -> subprocess.Popen[bytes]:
        worker = subprocess.Popen(
            command, cwd=settings.BASE_DIR, env=environment, stdout=log, stderr=log, start_new_session=True
        )
        started.append(worker)
        return worker

    yield start
    for worker in started:
        kill(worker)
    log.close()


def kill(worker: subprocess.Popen[bytes]) -> None:
    """End a worker and its children at once, as the kernel does when memory runs out."""
    if worker.poll() is None:
        os.killpg(worker.pid, signal.SIGKILL)
        worker.wait()


def test_a_killed_worker_loses_and_doubles_nothing(
    slow_office: tuple[Office, threading.Event], start_worker: Callable[[], subprocess.Popen[bytes]]
) -> None:
    office, go_on = slow_office
    run = Run.objects.create(source=SlowSessions.slug)
    first = start_worker()  # finds the queued run by itself, as after a lost message
    until(lambda: f"/{CUT_AT}" in office.paths, LONGEST)

    kill(first)
    go_on.set()
    start_worker()
    until(lambda: Run.objects.filter(state=Run.State.DONE).exists(), LONGEST)

    run.refresh_from_db()
    assert run.state == Run.State.INTERRUPTED
    assert list(Run.objects.exclude(pk=run.pk).values_list("state", flat=True)) == [Run.State.DONE]
    assert sorted(Meeting.objects.values_list("number", flat=True)) == list(range(1, DOCUMENTS + 1))
    assert Reading.objects.count() == DOCUMENTS
    assert Sighting.objects.filter(taken_in_at__isnull=False).count() == Sighting.objects.count() == DOCUMENTS
