"""Doors of the newsletter for Celery: ids in, nothing out; the ``Delivery`` rows hold what happened."""

from __future__ import annotations

from contextlib import suppress

from celery import shared_task

from newsletter.letters import sending
from newsletter.packs import keeping_up, making
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


@shared_task
def make_pack(pk: int) -> None:
    """Make the pack of a session; where another process does, this one leaves."""
    with suppress(Busy):
        making.perform(pk)


@shared_task
def keep_up_packs() -> int:
    """Find what a killed worker left, and the packs whose figures have changed: at its start, and by the clock."""
    return len({*keeping_up.keep_up(lambda _pk: None), *making.recover(wake=make_pack.delay)})
