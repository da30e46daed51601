"""Doors of the newsletter for Celery: ids in, nothing out; the ``Delivery`` rows hold what happened."""

from __future__ import annotations

from contextlib import suppress

from celery import shared_task

from newsletter.letters import sending
from watchdog.ingest.locks import Busy


@shared_task
def send_issue(pk: int) -> None:
    """Send what is due of an issue for a minute; where another process does, this one leaves."""
    with suppress(Busy):
        sending.carry_on(pk, wake=send_issue.delay)


@shared_task
def recover_mailings() -> None:
    """Find what a killed worker left, and wake what is due: at the worker's start, and every minute."""
    sending.recover(wake=send_issue.delay)
