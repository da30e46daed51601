"""One reader a source at a time, kept by PostgreSQL: a killed process loses its lock together with its connection."""

from __future__ import annotations

import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

ROOM = 0x0D_0A_20_14
"""Our own range among the database's advisory locks."""


class Busy(Exception):
    """Another process is reading this source."""


def key_of(source: str) -> int:
    """Return a source's place in our range: a signed 32-bit number, as ``pg_advisory_lock(int4, int4)`` takes it."""
    return zlib.crc32(source.encode()) - 2**31


@contextmanager
def only_reader_of(source: str, wait: float = 0) -> Iterator[None]:
    """
    Be the only one who reads a source; raise ``Busy`` when another process still does after ``wait`` seconds.

    The lock belongs to the database session, not to a transaction: it holds over many documents.
    """
    key = key_of(source)
    ends = time.monotonic() + wait
    while not _ask("pg_try_advisory_lock", key):
        if time.monotonic() >= ends:
            raise Busy(source)
        _sleep(0.2)
    try:
        yield
    finally:
        _ask("pg_advisory_unlock", key)


def _ask(function: str, key: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s, %s)", [ROOM, key])
        return bool(cursor.fetchone()[0])


def _sleep(seconds: float) -> None:
    time.sleep(seconds)
