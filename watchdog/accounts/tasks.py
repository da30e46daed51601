"""Doors of this room for Celery."""

from __future__ import annotations

from axes.handlers.proxy import AxesProxyHandler
from axes.models import AccessAttempt
from celery import shared_task
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from watchdog.accounts.models import Act
from watchdog.accounts.resetting import send_link

DAYS_KEPT = 30
"""How long it is remembered who logged in from where; long enough to look into what happened last month."""


@shared_task
def send_reset_link(address: str, site: str) -> None:
    """Send a link to choose a new password to whoever has this address, if anybody has."""
    send_link(address, site)


@shared_task
def tidy() -> None:
    """Forget sessions that ran out, attempts whose pause is over, and log-ins older than a month."""
    call_command("clearsessions")
    AxesProxyHandler.reset_logs(age_days=DAYS_KEPT)
    AccessAttempt.objects.filter(attempt_time__lt=timezone.now() - settings.AXES_COOLOFF_TIME).delete()


@shared_task
def forget_old_acts() -> None:
    """Remove the acts that are older than they are kept."""
    Act.objects.expired().delete()
