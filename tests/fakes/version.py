"""The data version inside one transaction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from unittest.mock import patch

import pytest
from django.db import connection

from watchdog.core import remembered, shelf, version

_blocks = count()


def own_version() -> str:
    """
    Return the place in the server's journal.

    A test happens in one transaction, whose writes nobody sees, the real version neither; this place moves with each.
    That the real one moves with what others can see, ``tests/watchdog/core/test_version.py`` shows.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT md5(pg_current_wal_insert_lsn()::text)")
        return str(cursor.fetchone()[0])


def use_own_version(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let pages go by the writes of the test's own transaction."""
    monkeypatch.setattr(remembered, "data_version", own_version)
    monkeypatch.setattr(shelf, "present_version", own_version)


@contextmanager
def still_version() -> Iterator[None]:
    """
    Hold the version still, a new one in each block, so that a page asks the same number of questions each time.

    The server's journal and other databases of the same server move the real one in the middle of a test. It is asked
    for all the same, since its query is one of a page's.
    """
    present, name = version.present_version, f"block {next(_blocks)}"

    def held() -> str:
        present()
        return name

    with patch.object(version, "present_version", held):
        yield
