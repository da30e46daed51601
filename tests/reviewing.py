"""A second person for tests: publishes whatever the first one has typed."""

from __future__ import annotations

from django.contrib.auth.models import Permission, User

from watchdog.backroom import submitting
from watchdog.backroom.models import State, Submission


def publish_all() -> None:
    """Let somebody else publish, with an explanation, whatever waits for review."""
    reviewer, _created = User.objects.get_or_create(username="recenzentka", is_staff=True)
    reviewer.user_permissions.set(Permission.objects.filter(codename="publish_submission"))
    waiting = list(Submission.objects.filter(state=State.REVIEW))
    explained = {submission.pk: "Sprawdzono z protokołem." for submission in waiting}
    submitting.publish(waiting, User.objects.get(pk=reviewer.pk), explained)
