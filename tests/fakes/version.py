"""The data version inside one transaction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from unittest.mock import patch

from watchdog.core import version

_blocks = count()

# A test happens in one transaction, whose writes nobody sees, the real version neither, and the other workers' writes
# into the same server move the real one at any moment. This one moves with the test's own writes and with nothing else.
_WRITTEN = "SELECT now()::text, sum(n_tup_ins + n_tup_upd + n_tup_del)::text FROM pg_stat_xact_user_tables"


@contextmanager
def own_version() -> Iterator[None]:
    """Let pages go by the writes of the test's own transaction; the real one is for ``core/test_version.py``."""
    with patch.object(version, "_SEEN", _WRITTEN):
        yield


@contextmanager
def still_version() -> Iterator[None]:
    """
    Hold the version still, a new one in each block, so that a page asks the same number of questions each time.

    It is asked for all the same, since its query is one of a page's.
    """
    present, name = version.present_version, f"block-{next(_blocks)}"

    def held() -> str:
        present()
        return name

    with patch.object(version, "present_version", held):
        yield
