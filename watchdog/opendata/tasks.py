"""The door of this room for Celery."""

from __future__ import annotations

from celery import shared_task

from watchdog.opendata.dumps.writing import write_everything

LONGEST = 2 * 3600
"""Seconds after which it is ended; a million contracts take some minutes."""


@shared_task(time_limit=LONGEST)
def write_open_data() -> int:
    """Write the files of everything."""
    return write_everything()
