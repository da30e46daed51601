"""The signed word in the address that an invitation carries: good for one invitation, once, for three days."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.tokens import PasswordResetTokenGenerator

from watchdog.accounts.models import Invitation


class InvitationTokens(PasswordResetTokenGenerator):
    """Django's own generator, over what changes when an invitation is sent again, accepted or withdrawn."""

    key_salt = "watchdog.accounts.tokens.InvitationTokens"

    def _make_hash_value(self, user: Any, timestamp: int) -> str:
        invitation: Invitation = user
        stands = (invitation.sent_at, invitation.accepted_at, invitation.withdrawn_at)
        return f"{invitation.pk}{invitation.email}{stands}{timestamp}"


_GENERATOR: Any = InvitationTokens()  # its types speak of users; what is signed is what the hash above is made of


def token_for(invitation: Invitation) -> str:
    """Sign an invitation as it stands now."""
    return str(_GENERATOR.make_token(invitation))


def is_token_of(invitation: Invitation, token: str) -> bool:
    """Tell whether a word was signed for this invitation as it stands, and is not too old."""
    return bool(_GENERATOR.check_token(invitation, token))
