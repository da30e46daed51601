"""Who is asked to join the back room. The people themselves are Django's users."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


def good_for() -> timedelta:
    """Tell how long a link that was sent by mail may be used."""
    return timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> Self:
        """Keep those that were neither accepted nor withdrawn, whatever their age."""
        return self.filter(accepted_at=None, withdrawn_at=None)

    def expired(self) -> Self:
        """Keep the open ones whose link is dead or has never been sent: each waits for somebody's decision."""
        return self.open().filter(Q(sent_at=None) | Q(sent_at__lte=timezone.now() - good_for()))


class Invitation(models.Model):
    """Somebody was asked by mail to join; the link is good once and for three days."""

    class State(models.TextChoices):
        UNSENT = "unsent", _("not sent")
        SENT = "sent", _("sent")
        ACCEPTED = "accepted", _("accepted")
        EXPIRED = "expired", _("expired")
        WITHDRAWN = "withdrawn", _("withdrawn")

    first_name = models.CharField(_("first name"), max_length=150)
    last_name = models.CharField(_("last name"), max_length=150)
    email = models.EmailField(_("e-mail address"))
    groups = models.ManyToManyField(Group, verbose_name=_("groups"), related_name="+")
    invited_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("invited by"))
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    person = models.OneToOneField(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="invitation", verbose_name=_("person")
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [
            models.CheckConstraint(
                name="invitation_accepted_by_a_person",
                condition=Q(accepted_at=None, person=None) | Q(accepted_at__isnull=False, person__isnull=False),
            ),
            models.CheckConstraint(
                name="invitation_not_accepted_and_withdrawn",
                condition=Q(accepted_at=None) | Q(withdrawn_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name} <{self.email}>"

    @property
    def good_until(self) -> datetime | None:
        """The moment at which the link that was sent last dies."""
        return self.sent_at + good_for() if self.sent_at else None

    @property
    def state(self) -> State:
        """What has become of it."""
        if self.accepted_at:
            return self.State.ACCEPTED
        if self.withdrawn_at:
            return self.State.WITHDRAWN
        if not self.good_until:
            return self.State.UNSENT
        return self.State.SENT if timezone.now() < self.good_until else self.State.EXPIRED
