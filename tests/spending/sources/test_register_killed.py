"""A real process, killed without warning while it takes a register in: before or after, never between; then resumed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings as now_set
from django.db import connection, transaction
from pytest_django import Settings

from spending.models import Contract
from tests.factories.spending import ContractFactory
from watchdog.archive.models import Change, Sighting
from watchdog.ingest.documents import Report
from watchdog.ingest.files import take_in_files
from watchdog.ingest.storing import BATCH
from watchdog.search.indexing import LOCK
from watchdog.search.models import Entry

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

LONGEST = 120.0
ROWS = 2 * BATCH + 200
HEAD = (
    "Id;Data zawarcia;Kontrahent;Przedmiot umowy;Wartość brutto;Jednostka;Rodzaj umowy;Numer umowy;Termin od;Dni;"
    "Wartość (tekst źródłowy);Źródło;Aneks"
)


@pytest.fixture
def register(tmp_path: Path, settings: Settings) -> Path:
    """Give a register of so many rows that it is stored in three batches."""
    settings.CITY = "poznan"
    path = tmp_path / "rejestr.csv"
    rows = [f"{n};2016-05-04;Wiatrak Sp. z o.o.;remont {n};1,{n % 100:02};;;U.{n};;;;bip;" for n in range(ROWS)]
    path.write_text("\n".join([HEAD, *rows]) + "\n", encoding="utf-8")
    return path


@contextmanager
def taking_in(path: Path, archive: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Take a file in by the command that a person types, in a process group of its own."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.fakes.worker_settings",
        "CITY": "poznan",
        "WORKER_DB": str(connection.settings_dict["NAME"]),
        "WORKER_ARCHIVE": str(archive),
        "WORKER_QUEUE": "none",
        "PYTHONWARNINGS": "ignore",
    }
    command = [sys.executable, "manage.py", "ingest", "--file", str(path)]
    reader = subprocess.Popen(command, cwd=now_set.BASE_DIR, env=environment, start_new_session=True)
    try:
        yield reader
    finally:
        if reader.poll() is None:
            os.killpg(reader.pid, signal.SIGKILL)
            reader.wait()


def wait_until(true: Callable[[], bool], reader: subprocess.Popen[bytes]) -> None:
    ends = time.monotonic() + LONGEST
    while not true():
        assert reader.poll() is None, "the reader ended by itself"
        assert time.monotonic() < ends, "nothing happened"
        time.sleep(0.1)  # another process works meanwhile; there is nothing else to wait on


def somebody_waits_for_us() -> bool:
    """Tell whether another connection waits for what this one holds."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))")
        return cursor.fetchone() is not None


def resumed(path: Path) -> Report:
    ((_position, report),) = take_in_files([path])
    return report


def is_whole() -> bool:
    """Tell whether every row is a contract once, is found, and the document counts as taken in."""
    keys = set(Contract.objects.values_list("key", flat=True))
    found = Entry.objects.filter(kind="spending.contract").count()
    return keys == {str(n) for n in range(ROWS)} and found == ROWS and not Sighting.objects.filter(taken_in_at=None)


def test_one_killed_while_storing_leaves_nothing_and_the_next_takes_in_everything(
    register: Path, own_archive: Path
) -> None:
    with taking_in(register, own_archive) as reader, transaction.atomic():
        ContractFactory.create(register="poznan_bip", key=str(ROWS - 1))  # its third batch must wait for this one
        wait_until(somebody_waits_for_us, reader)
        os.killpg(reader.pid, signal.SIGKILL)
        reader.wait()
        transaction.set_rollback(True)

    assert not Contract.objects.exists()
    assert resumed(register).counts == {"stored": ROWS}
    assert is_whole()


def test_one_killed_while_indexing_has_stored_everything_and_the_next_only_indexes(
    register: Path, own_archive: Path
) -> None:
    with taking_in(register, own_archive) as reader, transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", LOCK)
        wait_until(somebody_waits_for_us, reader)
        os.killpg(reader.pid, signal.SIGKILL)
        reader.wait()

    assert Contract.objects.count() == ROWS
    assert not Entry.objects.exists()
    assert Sighting.objects.get().taken_in_at is None
    assert resumed(register).counts == {"unchanged": ROWS}
    assert is_whole()
    assert not Change.objects.exists()
