"""
When the rows of a first load stand in their table: the moment at which the database begins to make its indexes.

Seen from outside, from a connection of its own, so that what is measured runs as it always does until then.
"""

from __future__ import annotations

import subprocess
import sys
import time

from tests.benchmarks.stand import Stand, connected
from watchdog.embedded.state import PROJECT

EVERY = 0.05
MAKING = (
    "SELECT 1 FROM pg_stat_progress_create_index p JOIN pg_class c ON c.oid = p.relid"
    " WHERE p.datname = current_database() AND c.relname = %s"
)


def seconds_until_rows_stand(stand: Stand, url: str, table: str, *arguments: str) -> float:
    """Run one of Django's commands until the rows stand, or to its end where no index is made; then it is ended."""
    started = time.perf_counter()
    command = [sys.executable, str(PROJECT / "manage.py"), *arguments]
    with (
        subprocess.Popen(command, env=stand.environ(url), cwd=PROJECT, stdout=subprocess.DEVNULL) as process,
        connected(url) as connection,
    ):
        try:
            while process.poll() is None and not connection.execute(MAKING, [table]).fetchone():
                time.sleep(EVERY)
            return time.perf_counter() - started
        finally:
            process.kill()
