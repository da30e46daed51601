"""
What a person follows, what was mailed about it, and how each mail ended.

A mail is claimed before it is sent: ``Notice`` is committed as ``sending`` with its records (``Told``) first, and as
``sent`` when the server took it. One that a killed worker left behind is in doubt and waits for a person: it is never
sent again by itself. ``Alert.told_until`` moves with a mail that was accepted, or that may have been.
"""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from newsletter.models.subscribers import State, Subscriber, new_key


class Rate(models.TextChoices):
    """How often a person wants to hear."""

    AT_ONCE = "now", _("at once")
    DAILY = "day", _("once a day")
    WEEKLY = "week", _("once a week")


class AlertQuerySet(models.QuerySet["Alert"]):
    def alive(self) -> Self:
        """Keep what is followed by people who confirmed, both the address and this wish."""
        return self.filter(subscriber__state=State.CONFIRMED, confirmed_at__isnull=False, ended_at__isnull=True)


class Alert(models.Model):
    """A list with its filter, or a search, that a person follows by e-mail."""

    subscriber = models.ForeignKey(
        Subscriber, on_delete=models.CASCADE, related_name="alerts", verbose_name=_("subscriber")
    )
    kind = models.CharField(
        _("followed kind"),
        max_length=60,
        help_text=_("A kind of record, or “search” for a search in the whole portal."),
    )
    query = models.CharField(_("filter"), max_length=2000, blank=True, help_text=_("As in the list's address."))
    title = models.CharField(_("in words"), max_length=300)
    rate = models.CharField(_("how often"), max_length=5, choices=Rate, default=Rate.DAILY)
    key = models.CharField(_("key of the links"), max_length=32, unique=True, default=new_key, editable=False)
    created_at = models.DateTimeField(_("asked for"), default=timezone.now, editable=False)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True, editable=False)
    told_until = models.DateTimeField(
        _("told until"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("Of what the portal has learned up to this moment, the owner was told, or there was nothing."),
    )
    told_from = models.DateTimeField(
        _("told from"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("What the portal learned up to this moment is never looked at again."),
    )
    broken = models.TextField(_("why it cannot be followed"), blank=True, editable=False)
    broken_told_at = models.DateTimeField(_("owner was told of that"), null=True, blank=True, editable=False)
    over_told_at = models.DateTimeField(
        _("owner was told of its end"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("That what is followed is over, as when a councillor's mandate has ended; told once."),
    )
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True, editable=False)

    objects: ClassVar[AlertQuerySet] = AlertQuerySet.as_manager()  # type: ignore[assignment]  # django-stubs

    class Meta:
        ordering = ["created_at", "pk"]
        verbose_name = _("alert")
        verbose_name_plural = _("alerts")
        indexes = [models.Index(fields=["rate", "kind"], condition=Q(ended_at__isnull=True), name="alert_of_rate")]
        constraints = [
            models.UniqueConstraint(
                fields=["subscriber", "kind", "query"], condition=Q(ended_at__isnull=True), name="alert_once_per_list"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True) | Q(told_until__isnull=False, told_from__isnull=False),
                name="alert_begins_when_confirmed",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Notice(models.Model):
    """One mail of alerts to one person."""

    class State(models.TextChoices):
        """How far it got."""

        SENDING = "sending", _("being sent")
        SENT = "sent", _("accepted by the mail server")
        FAILED = "failed", _("not sent, will be tried again")
        REFUSED = "refused", _("refused for good")
        DOUBT = "doubt", _("in doubt: nobody knows whether the server took it")
        LOST = "lost", _("not sent; its news go with the next mail")

    subscriber = models.ForeignKey(
        Subscriber, on_delete=models.CASCADE, related_name="notices", verbose_name=_("subscriber")
    )
    state = models.CharField(pgettext_lazy("mail", "state"), max_length=8, choices=State, default=State.SENDING)
    message_id = models.CharField(_("number of the mail"), max_length=200, unique=True)
    tries = models.PositiveSmallIntegerField(_("tries"), default=1)
    claimed_at = models.DateTimeField(_("began"), default=timezone.now)
    ended_at = models.DateTimeField(pgettext_lazy("mail", "ended"), null=True, blank=True)
    answer = models.TextField(_("answer of the mail server"), blank=True)
    until = models.JSONField(
        pgettext_lazy("mail", "told until"),
        default=dict,
        help_text=_("By alert: up to which moment it tells, and where the alert stood before."),
    )

    class Meta:
        ordering = ["-claimed_at", "-pk"]
        verbose_name = _("mail of alerts")
        verbose_name_plural = _("mails of alerts")
        indexes = [models.Index(fields=["claimed_at"], condition=~Q(state="sent"), name="notice_unfinished")]
        constraints = [
            models.UniqueConstraint(
                fields=["subscriber"], condition=Q(state__in=["sending", "failed"]), name="notice_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(state="sending") | Q(ended_at__isnull=False), name="notice_ends_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.claimed_at:%Y-%m-%d %H:%M} {self.state}"


class Told(models.Model):
    """A mail told of a record by an alert; when the record is corrected, its reader hears of that too."""

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="told", verbose_name=_("mail of alerts"))
    alert = models.ForeignKey(Alert, on_delete=models.CASCADE, related_name="told", verbose_name=_("alert"))
    kind = models.CharField(_("kind of record"), max_length=60)
    object_id = models.PositiveBigIntegerField(_("number of the record"))
    key = models.CharField(_("key of the record"), max_length=300)
    correction = models.BooleanField(_("as a correction"), default=False)
    version = models.PositiveBigIntegerField(
        _("version"), default=0, help_text=_("The newest change of the record that the mail knew of.")
    )

    class Meta:
        ordering = ["pk"]
        verbose_name = _("record told of")
        verbose_name_plural = _("records told of")
        indexes = [models.Index(fields=["kind", "object_id"], name="told_of_record")]
        constraints = [
            models.UniqueConstraint(
                fields=["notice", "alert", "kind", "object_id", "correction"], name="told_once_in_a_mail"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
