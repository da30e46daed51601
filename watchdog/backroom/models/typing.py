"""
What is being typed, kept until it is saved; and which forms were saved already.

Both belong to one person and to nobody else: no page of the admin lists them, and no permission opens them. They are no
record of anything: what stands here was never checked, and nothing reads it but the form it was typed in.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from watchdog.backroom.posted import restoring

TYPING_DAYS = 30
"""Days after the last key for which a draft is kept; long enough for a holiday."""

SENT_DAYS = 7
"""Days for which a form that was saved is remembered, so that it does not make a second record."""


class TypingQuerySet(models.QuerySet["Typing"]):
    def of(self, user: Any) -> Self:
        """Keep the drafts of one person, the newest first."""
        return self.filter(user=user.pk).order_by("-updated_at", "-pk")

    def forgotten(self) -> Self:
        """Keep the drafts that nobody has touched for so long that they are removed."""
        return self.filter(updated_at__lt=now() - timedelta(days=TYPING_DAYS))


class Typing(models.Model):
    """
    What one person has typed into one opening of a form and has not saved yet.

    A form that is open in two tabs is two openings, each with its own values, so neither overwrites the other; of one
    page the newest two are kept. A form that was restored goes on as the opening that it was restored from.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    form = models.UUIDField(help_text="The opening of the form: a number that the page was given when it was drawn.")
    page = models.TextField(help_text="Path and query of the form.")
    title = models.TextField(blank=True, help_text="The page's title, for the list of drafts.")
    data = models.JSONField(help_text="Lists of values by field name; no password, no token, no file.")
    version = models.CharField(
        max_length=40, blank=True, help_text="When the record had last been changed before the form was opened."
    )
    updated_at = models.DateTimeField(auto_now=True)

    objects = TypingQuerySet.as_manager()

    class Meta:
        verbose_name = _("draft of a form")
        verbose_name_plural = _("drafts of forms")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["user", "form"], name="typing_once_per_opening")]
        indexes = [models.Index(fields=["updated_at"], name="typing_updated_at")]

    def __str__(self) -> str:
        return self.title or self.page

    def get_absolute_url(self) -> str:
        return reverse("admin:typing", args=[self.pk])

    @property
    def restore_url(self) -> str:
        """The form's address, with the wish to have it filled with this."""
        return restoring(self.page, self.pk)

    @property
    def values(self) -> MultiValueDict[str, str]:
        """What was typed, as Django hands over a form that was sent."""
        return MultiValueDict(self.data)

    @property
    def told(self) -> Iterable[tuple[str, str]]:
        """What was typed, for people to read: names of fields with their values, without what is empty."""
        return ((name, ", ".join(values)) for name, values in self.data.items() if any(values))


class SentQuerySet(models.QuerySet["Sent"]):
    def forgotten(self) -> Self:
        """Keep the savings that are so old that no tab can hold their form any more."""
        return self.filter(sent_at__lt=now() - timedelta(days=SENT_DAYS))


class Sent(models.Model):
    """An opening of a form that was saved: the same form a second time makes no second record."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    form = models.UUIDField(help_text="The opening of the form, as in a draft.")
    digest = models.CharField(max_length=64, help_text="SHA-256 of what was saved.")
    name = models.TextField(blank=True, help_text="What was saved, as the log of the back room names it.")
    url = models.TextField(blank=True, help_text="Where it stands in the back room.")
    sent_at = models.DateTimeField(auto_now_add=True)

    objects = SentQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved form")
        verbose_name_plural = _("saved forms")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["user", "form"], name="sent_once_per_opening")]
        indexes = [models.Index(fields=["sent_at"], name="sent_sent_at")]

    def __str__(self) -> str:
        return self.name or self.url
