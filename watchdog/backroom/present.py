"""Telling people at one bundle of each other."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.utils import timezone

from watchdog.backroom.models import Bundle, Presence


def noted(bundle: Bundle, user: User, part: str) -> list[Presence]:
    """Note that somebody has a part of a bundle open, and give the others who are there."""
    Presence.objects.update_or_create(
        bundle=bundle, user=user, defaults={"part": part[:200], "seen_at": timezone.now()}
    )
    return others(bundle, user)


def others(bundle: Bundle, user: User) -> list[Presence]:
    """Give who else has been seen at a bundle a moment ago."""
    return list(Presence.objects.lately().filter(bundle=bundle).exclude(user=user))
