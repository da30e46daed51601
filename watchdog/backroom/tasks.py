"""Doors of the back room for Celery."""

from __future__ import annotations

from celery import shared_task

from watchdog.backroom.models import Sent, Typing


@shared_task
def forget_typing() -> None:
    """Remove drafts that nobody came back to, and the memory of forms that no tab can hold any more."""
    Typing.objects.forgotten().delete()
    Sent.objects.forgotten().delete()
