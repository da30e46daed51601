"""
When the rows of a first load stand in their table: the moment at which the database begins to make its indexes.

Seen from outside, from a connection of its own, so that what is measured runs as it always does.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

from tests.benchmarks.stand import connected

EVERY = 0.1
MAKING = (
    "SELECT 1 FROM pg_stat_progress_create_index p JOIN pg_class c ON c.oid = p.relid"
    " WHERE p.datname = current_database() AND c.relname = %s"
)


class Watch:
    """Seconds from its beginning until the rows stood; ``None`` where no index was made after them."""

    def __init__(self, url: str, table: str) -> None:
        self.seconds: float | None = None
        self._url, self._table = url, table
        self._began = time.perf_counter()
        self._over = Event()
        self._thread = Thread(target=self._look, daemon=True)
        self._thread.start()

    def end(self) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        with connected(self._url) as connection:
            while self.seconds is None and not self._over.wait(EVERY):
                if connection.execute(MAKING, [self._table]).fetchone():
                    self.seconds = time.perf_counter() - self._began


@contextmanager
def watched(url: str, table: str) -> Iterator[Watch]:
    """Watch a table while it is filled."""
    watch = Watch(url, table)
    try:
        yield watch
    finally:
        watch.end()
