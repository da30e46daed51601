"""Who is at work on a bundle just now, so that two people do not type the same thing."""

from __future__ import annotations

from datetime import timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from watchdog.backroom.models.submissions import Bundle

LATELY = timedelta(minutes=3)
"""How long somebody counts as being there after the last sign; an open page gives one every half a minute."""


class PresenceQuerySet(models.QuerySet["Presence"]):
    def lately(self) -> Self:
        """Keep those seen a moment ago, the last one first."""
        return self.filter(seen_at__gte=timezone.now() - LATELY).select_related("user").order_by("-seen_at")


class Presence(models.Model):
    """One person at one bundle of work: which part of it was open, and when that was last seen."""

    bundle = models.ForeignKey(
        Bundle, on_delete=models.CASCADE, related_name="presences", verbose_name=_("bundle of work")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("user")
    )
    part = models.CharField(_("open part"), max_length=200, blank=True)
    seen_at = models.DateTimeField(_("last seen"))

    objects = PresenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("presence at work")
        verbose_name_plural = _("presences at work")
        constraints = [models.UniqueConstraint(fields=["bundle", "user"], name="presence_once_a_bundle")]

    def __str__(self) -> str:
        return f"{self.user}: {self.part}"
