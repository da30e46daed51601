"""The door of this room for Celery."""

from __future__ import annotations

from celery import shared_task

from watchdog.reports import orders, working

LONGEST = 20 * 60
"""Seconds after which it is ended; the process that sets the document has a limit of its own."""


@shared_task(time_limit=LONGEST)
def make_report() -> None:
    """Make the oldest large document that waits; the next one comes after whatever else has been waiting for us."""
    if working.work():
        make_report.delay()


@shared_task
def tidy_reports() -> int:
    """Forget old files, and see to orders whose worker was killed."""
    forgotten = orders.forget_old()
    if orders.waiting():
        make_report.delay()
    return forgotten
