"""What of this room waits for an administrator: invitations that died, people who lack a second factor."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_otp.plugins.otp_totp.models import TOTPDevice

from watchdog.accounts.models import Invitation
from watchdog.accounts.roles import strict_groups
from watchdog.accounts.waiting import Waiting, register


def without_second_factor() -> QuerySet[User]:
    """Keep the active people who need a second factor and have set up none."""
    device = TOTPDevice.objects.filter(user=OuterRef("pk"), confirmed=True)
    strict = Q(is_superuser=True) | Q(groups__name__in=strict_groups())
    return User.objects.filter(strict, ~Exists(device), is_active=True).distinct()


def _oldest_invitation(_user: User) -> datetime | None:
    oldest = Invitation.objects.expired().order_by("created_at").first()
    return oldest.created_at if oldest else None


def _oldest_member(_user: User) -> datetime | None:
    oldest = without_second_factor().order_by("date_joined").first()
    return oldest.date_joined if oldest else None


register(
    "accounts.invitations",
    Waiting(
        _("Invitations that nobody accepted in time"),
        lambda _user: Invitation.objects.expired().count(),
        lambda: reverse("admin:accounts_invitation_changelist", query={"stan": "expired"}),
        "accounts.change_invitation",
        _oldest_invitation,
    ),
)
register(
    "accounts.second_factor",
    Waiting(
        _("People who need a second factor and have none"),
        lambda _user: without_second_factor().count(),
        lambda: reverse("admin:auth_user_changelist", query={"skladnik": "brak"}),
        "auth.change_user",
        _oldest_member,
    ),
)
