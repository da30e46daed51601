"""What is forgotten at night: old log-ins, pauses that are over, sessions that ran out."""

from __future__ import annotations

from datetime import timedelta

import pytest
from axes.models import AccessAttempt, AccessLog
from django.contrib.sessions.models import Session
from django.utils import timezone

from watchdog.accounts.tasks import tidy

pytestmark = pytest.mark.django_db


def test_log_ins_are_kept_for_a_month_and_attempts_for_their_pause():
    for days in (29, 31):
        AccessLog.objects.create(username=f"{days} dni")
        AccessLog.objects.filter(username=f"{days} dni").update(attempt_time=timezone.now() - timedelta(days=days))
    for minutes in (14, 16):
        AccessAttempt.objects.create(username=f"{minutes} minut", failures_since_start=5)
        past = timezone.now() - timedelta(minutes=minutes)
        AccessAttempt.objects.filter(username=f"{minutes} minut").update(attempt_time=past)
    Session.objects.create(session_key="stara", session_data="", expire_date=timezone.now() - timedelta(days=1))

    tidy()

    assert [log.username for log in AccessLog.objects.all()] == ["29 dni"]
    assert [attempt.username for attempt in AccessAttempt.objects.all()] == ["14 minut"]
    assert not Session.objects.exists()
