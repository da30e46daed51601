"""Doors of the room for Celery."""

from __future__ import annotations

from celery import shared_task

from watchdog.accounts.models import Act


@shared_task
def forget_old_acts() -> None:
    """Remove the acts that are older than they are kept."""
    Act.objects.expired().delete()
