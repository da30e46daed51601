"""Who gets our mails: an address, what its owner agreed to, and the addresses that must not be written to."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from newsletter.addresses import fingerprint, shown

UNCONFIRMED_KEPT = timedelta(days=7)
"""How long an address waits for its owner's word; then it is deleted."""


def new_key() -> str:
    """Make what signed links say instead of a name; a new key makes every link that was sent before worthless."""
    return secrets.token_urlsafe(16)


class State(models.TextChoices):
    """What we may do with an address."""

    PENDING = "pending", _("not confirmed yet")
    CONFIRMED = "confirmed", _("confirmed")
    ERASED = "erased", _("erased")


class SubscriberQuerySet(models.QuerySet["Subscriber"]):
    def confirmed(self) -> Self:
        """Keep the people whose address is theirs by their own word, and who may be written to."""
        return self.filter(state=State.CONFIRMED)

    def for_letters(self) -> Self:
        """Keep those of them who asked for the newsletter; following a list alone is no wish for it."""
        return self.confirmed().filter(wants_letters=True)

    def expired(self) -> Self:
        """Keep the addresses that nobody confirmed in time."""
        return self.filter(state=State.PENDING, created_at__lt=timezone.now() - UNCONFIRMED_KEPT)


class Subscriber(models.Model):
    """An address with its owner's wishes; there is no account, the mails carry signed links."""

    State: ClassVar[type[State]] = State

    email = models.CharField(
        _("e-mail address"), max_length=254, blank=True, help_text=_("As it is kept; empty once it is erased.")
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PENDING)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE)
    wants_letters = models.BooleanField(_("gets the newsletter"), default=False)
    key = models.CharField(_("key of the links"), max_length=32, unique=True, default=new_key, editable=False)
    created_at = models.DateTimeField(_("given"), default=timezone.now, editable=False)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True, editable=False)

    objects: ClassVar[SubscriberQuerySet] = SubscriberQuerySet.as_manager()  # type: ignore[assignment]  # django-stubs

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("subscriber")
        verbose_name_plural = _("subscribers")
        constraints = [
            models.UniqueConstraint(fields=["email"], condition=~Q(email=""), name="subscriber_address_once"),
            models.CheckConstraint(
                condition=Q(state=State.ERASED, email="") | (~Q(state=State.ERASED) & ~Q(email="")),
                name="subscriber_has_an_address_until_erased",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.CONFIRMED) | Q(confirmed_at__isnull=False),
                name="subscriber_confirmed_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return shown(self.email) if self.email else str(self.get_state_display())


class Consent(models.Model):
    """One line of the log of what a person was asked, said and took back; written once."""

    class Kind(models.TextChoices):
        """What happened."""

        ASKED = "asked", _("gave the address")
        CONFIRMED = "confirmed", _("confirmed by the button")
        WITHDRAWN = "withdrawn", _("signed off")
        ERASED = "erased", _("had everything erased")

    subscriber = models.ForeignKey(
        Subscriber, on_delete=models.CASCADE, related_name="consents", verbose_name=_("subscriber")
    )
    kind = models.CharField(pgettext_lazy("consent", "what happened"), max_length=10, choices=Kind)
    text_version = models.CharField(_("version of the terms"), max_length=20)
    about = models.CharField(
        _("of what"), max_length=300, blank=True, help_text=_("The newsletter, or what is followed.")
    )
    at = models.DateTimeField(_("when"), default=timezone.now, editable=False)

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("consent")
        verbose_name_plural = _("consents")

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.kind}"


class SuppressionManager(models.Manager["Suppression"]):
    def holds(self, email: str) -> bool:
        """Tell whether nothing may be sent to a normalized address."""
        return self.filter(address_hash=fingerprint(email)).exists()

    def add(self, email: str, kind: Suppression.Kind) -> Suppression:
        """Let nothing more be sent to a normalized address; the first reason stays."""
        made, _new = self.get_or_create(address_hash=fingerprint(email), defaults={"kind": kind})
        return made


class Suppression(models.Model):
    """An address that nothing is sent to, known by its keyed hash alone."""

    class Kind(models.TextChoices):
        """Why."""

        BOUNCED = "bounced", _("there is no such mailbox")
        REFUSED = "refused", _("the mailbox refuses our mails")
        COMPLAINED = "complained", _("marked as unwanted mail")
        BLOCKED = "blocked", _("the owner asked never to be written to")

    address_hash = models.CharField(_("hash of the address"), max_length=64, unique=True)
    kind = models.CharField(_("class"), max_length=12, choices=Kind)
    at = models.DateTimeField(_("when"), default=timezone.now, editable=False)

    objects = SuppressionManager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("address that is not written to")
        verbose_name_plural = _("addresses that are not written to")
        constraints = [
            models.CheckConstraint(
                condition=Q(address_hash__regex=r"^[0-9a-f]{64}$"), name="suppression_keeps_a_hash_alone"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.address_hash[:12]} {self.kind}"
