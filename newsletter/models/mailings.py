"""The sending of an issue: one mailing, and one delivery for each subscriber, which is the truth about that mail."""

from __future__ import annotations

import uuid
from collections import Counter
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from newsletter.models.issues import Issue
from newsletter.models.subscribers import Subscriber


class Mailing(models.Model):
    """An issue on its way: who started it, how far it may go, and the letter as it goes out."""

    class State(models.TextChoices):
        RUNNING = "running", pgettext_lazy("mailing", "under way")
        PAUSED = "paused", pgettext_lazy("mailing", "paused")
        CANCELLED = "cancelled", pgettext_lazy("mailing", "cancelled")
        DONE = "done", pgettext_lazy("mailing", "finished")

    issue = models.OneToOneField(Issue, verbose_name=_("issue"), on_delete=models.PROTECT, related_name="mailing")
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.RUNNING)
    letter = models.BinaryField(_("letter as it was sent"), editable=False)
    """The whole mail with marks where readers' own values stand (``letters/building.py``)."""
    note = models.CharField(_("why it stands"), max_length=300, blank=True)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("started by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    started_at = models.DateTimeField(_("started"), default=timezone.now)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    class Meta:
        ordering = ["-started_at"]
        verbose_name = pgettext_lazy("newsletter", "mailing")
        verbose_name_plural = pgettext_lazy("newsletter", "mailings")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["running", "paused"], ended_at__isnull=True)
                | Q(state__in=["cancelled", "done"], ended_at__isnull=False),
                name="newsletter_mailing_ended_has_a_moment",
            )
        ]

    def __str__(self) -> str:
        return f"{self.issue} ({self.get_state_display()})"

    @property
    def deliveries(self) -> DeliveryQuerySet:
        return Delivery.objects.filter(issue_id=self.issue_id)


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def waiting(self) -> Self:
        return self.filter(state=Delivery.State.WAITING)

    def due(self) -> Self:
        """Keep what may be sent now."""
        return self.waiting().filter(due_at__lte=timezone.now())

    def in_doubt(self) -> Self:
        """Keep those of which nobody knows whether the mail left; a person decides."""
        return self.filter(state=Delivery.State.DOUBT)

    def counted(self) -> Counter[str]:
        """Count them by state, in one query."""
        found = self.order_by().values_list("state").annotate(n=models.Count("pk"))
        return Counter(dict(found))


class Delivery(models.Model):
    """
    One mail of an issue to one subscriber.

    ``sending`` is committed before the server is spoken to and ``sent`` after it has taken the mail. A row left in
    ``sending`` by a killed process is in doubt: it is never sent again by itself.
    """

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("delivery", "waiting")
        SENDING = "sending", pgettext_lazy("delivery", "being sent")
        SENT = "sent", pgettext_lazy("delivery", "sent")
        DOUBT = "doubt", pgettext_lazy("delivery", "in doubt")
        REFUSED = "refused", pgettext_lazy("delivery", "refused")
        SKIPPED = "skipped", pgettext_lazy("delivery", "not wanted any more")
        CANCELLED = "cancelled", pgettext_lazy("delivery", "cancelled")

    class Bounce(models.TextChoices):
        """What came back; the words of ``letters/bounces.py``."""

        HARD = "hard", pgettext_lazy("bounce", "the address takes no mail")
        SOFT = "soft", pgettext_lazy("bounce", "could not be delivered for now")
        BLOCKED = "blocked", pgettext_lazy("bounce", "refused by a rule of the server")
        COMPLAINT = "complaint", pgettext_lazy("bounce", "reported as unwanted")

    issue = models.ForeignKey(Issue, verbose_name=_("issue"), on_delete=models.PROTECT, related_name="deliveries")
    subscriber = models.ForeignKey(
        Subscriber,
        verbose_name=_("subscriber"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="deliveries",
        help_text=_("Empty once the address was erased."),
    )
    key = models.UUIDField(_("key"), default=uuid.uuid4, unique=True, editable=False)
    """Stands in the mail's Message-ID; what comes back is known by it."""
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    due_at = models.DateTimeField(_("not before"), default=timezone.now)
    claimed_at = models.DateTimeField(_("last attempt"), null=True, blank=True)
    done_at = models.DateTimeField(_("ended"), null=True, blank=True)
    answer = models.CharField(_("answer of the server"), max_length=300, blank=True)
    bounce = models.CharField(_("what came back"), max_length=10, choices=Bounce.choices, blank=True)
    bounced_at = models.DateTimeField(_("came back"), null=True, blank=True)

    objects: ClassVar[Any] = DeliveryQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = pgettext_lazy("newsletter", "delivery")
        verbose_name_plural = pgettext_lazy("newsletter", "deliveries")
        constraints = [
            models.UniqueConstraint(fields=["issue", "subscriber"], name="newsletter_delivery_once"),
            models.CheckConstraint(
                condition=~Q(state__in=["sent", "doubt", "refused"]) | Q(claimed_at__isnull=False),
                name="newsletter_delivery_was_claimed",
            ),
            models.CheckConstraint(
                condition=Q(bounce="", bounced_at__isnull=True) | (~Q(bounce="") & Q(bounced_at__isnull=False)),
                name="newsletter_delivery_bounce_has_a_moment",
            ),
        ]
        indexes = [
            models.Index(
                F("issue"), F("due_at"), F("id"), name="newsletter_delivery_next", condition=Q(state="waiting")
            ),
            models.Index(F("issue"), F("state"), name="newsletter_delivery_states"),
        ]

    def __str__(self) -> str:
        return f"{self.issue_id}/{self.pk}: {self.get_state_display()}"
