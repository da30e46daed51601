"""
``keep_pages``: watch over the pages that a proxy serves from files, so that none outlives what it shows.

The web server and the worker move the link when they write; this sees what others write, within a tenth of a second: a
command, a database client, midnight.
"""

from __future__ import annotations

import signal
import threading
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection

from watchdog.core import shelf

PAUSE = 0.1
"""Seconds between two looks at the data version."""


class Command(BaseCommand):
    help = "Keep the pages that a proxy serves from files as new as the database; runs until it is stopped"

    def handle(self, *args: Any, **options: Any) -> None:
        if not shelf.is_open():
            raise CommandError("PAGES_DIR names no directory: pages are not kept as files", returncode=2)
        stopped = threading.Event()

        def stop(_number: int, _frame: FrameType | None) -> None:
            stopped.set()

        for each in (signal.SIGTERM, signal.SIGINT):
            signal.signal(each, stop)
        shelf.close()
        try:
            while not stopped.wait(PAUSE):
                watch()
        finally:
            shelf.close()


def watch() -> None:
    """Look once; while the database does not answer, nothing is served from files."""
    try:
        shelf.turn()
    except OperationalError:
        shelf.close()
        connection.close()
