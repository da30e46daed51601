"""The door of this room for Celery."""

from __future__ import annotations

import logging

from celery import shared_task
from kombu.exceptions import OperationalError

from watchdog.opendata.dumps.writing import withdraw_everything, write_everything

logger = logging.getLogger(__name__)

LONGEST = 2 * 3600
"""Seconds after which it is ended; a million contracts take some minutes."""

WAIT = 60
"""Seconds to wait for somebody who is at it: what was masked since he began would wait for the night otherwise."""


@shared_task(time_limit=LONGEST)
def write_open_data() -> int:
    """Write the files of everything."""
    return write_everything(WAIT)


def withdraw_open_data() -> None:
    """Take the files of everything away at once, and have the worker write them anew."""
    if not withdraw_everything():
        return  # nothing to write anew, or whoever withdrew it before has asked for that
    try:
        write_open_data.delay()
    except OperationalError:
        logger.exception("the files of everything are withdrawn and will be written at night: no worker can be told")
