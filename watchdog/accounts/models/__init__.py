"""The people of the back room: who is asked to join, and the log of what they did. The people are Django's users."""

from watchdog.accounts.models.acts import Act
from watchdog.accounts.models.invitations import Invitation, InvitationQuerySet, good_for

__all__ = ["Act", "Invitation", "InvitationQuerySet", "good_for"]
