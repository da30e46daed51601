"""The data version inside one transaction."""

from __future__ import annotations

import pytest
from django.db import connection

from watchdog.core import remembered, shelf


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
