"""The door of this room for Celery."""

from __future__ import annotations

from celery import shared_task

from watchdog.errata import deciding


@shared_task
def forget_senders() -> int:
    """Forget who sent what was answered long enough ago."""
    return deciding.forget_senders()
