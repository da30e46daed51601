"""Asking somebody to join, by mail, and what becomes of it."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from watchdog.accounts.mails import send
from watchdog.accounts.models import Invitation
from watchdog.accounts.tokens import is_token_of, token_for


def deliver(invitation: Invitation, link_of: Callable[[str], str]) -> None:
    """
    Send an invitation, for the first time or again; a link that was sent before is dead from now on.

    ``link_of`` makes the whole address of a token. What the mail server refuses is raised, and nothing is noted.
    """
    invitation.sent_at = timezone.now()
    token = token_for(invitation)
    context = {
        "invitation": invitation,
        "inviter": invitation.invited_by.get_full_name() or invitation.invited_by.get_username(),
        "link": link_of(token),
    }
    send("invitation", invitation.email, context)
    invitation.save(update_fields=["sent_at"])


def is_good(invitation: Invitation, token: str) -> bool:
    """Tell whether a link may be used: in time, once, and while whoever invited may still invite."""
    alive = invitation.state is Invitation.State.SENT and is_token_of(invitation, token)
    inviter = invitation.invited_by
    return alive and inviter.is_active and inviter.has_perm("accounts.add_invitation")


@transaction.atomic
def accept(invitation: Invitation, *, username: str, password: str) -> User:
    """Make the person that was invited, with the groups that were meant."""
    user = User.objects.create_user(
        username,
        invitation.email,
        password,
        first_name=invitation.first_name,
        last_name=invitation.last_name,
        is_staff=True,
    )
    user.groups.set(invitation.groups.all())
    invitation.accepted_at, invitation.person = timezone.now(), user
    invitation.save(update_fields=["accepted_at", "person"])
    LogEntry.objects.log_actions(user.pk, [user], ADDITION, _("Accepted the invitation."), single_object=True)
    return user


def withdraw(invitation: Invitation, by: User) -> None:
    """Let an open invitation's link die."""
    invitation.withdrawn_at = timezone.now()
    invitation.save(update_fields=["withdrawn_at"])
    LogEntry.objects.log_actions(by.pk, [invitation], CHANGE, _("Withdrew the invitation."), single_object=True)
