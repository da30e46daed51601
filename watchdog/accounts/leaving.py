"""
The end of somebody's work: rights end, authorship stays.

A person's row is kept for ever, because every record that was typed and every change that was made names its author
(``entered_by``, ``Change.user``, the log). What let the person in is gone: groups, password, devices, sessions, links.
"""

from __future__ import annotations

from typing import Any

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import ProtectedError, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from watchdog.accounts.models import Invitation
from watchdog.accounts.roles import ADMINISTRATOR
from watchdog.accounts.second_factor import remove_devices
from watchdog.accounts.sessions import end_sessions


def is_last_administrator(user: User) -> bool:
    """Tell whether nobody could look after the people of the back room if this person left."""
    able = User.objects.filter(Q(is_superuser=True) | Q(groups__name=ADMINISTRATOR), is_active=True)
    return able.filter(pk=user.pk).exists() and not able.exclude(pk=user.pk).exists()


@transaction.atomic
def leave(user: User, by: User) -> None:
    """End somebody's work, with everything that would let the person in again."""
    user.is_active = user.is_staff = user.is_superuser = False
    user.set_unusable_password()  # links to choose a new one are signed with the old
    user.save()
    user.groups.clear()
    user.user_permissions.clear()
    remove_devices(user)
    end_sessions(user)
    Invitation.objects.open().filter(invited_by=user).update(withdrawn_at=timezone.now())
    LogEntry.objects.log_actions(by.pk, [user], CHANGE, _("Ended the person’s work."), single_object=True)


def refuse_deletion(instance: User, **_signal: Any) -> None:
    """Receive ``pre_delete``: nobody is deleted, not even by hand, because records name their authors."""
    raise ProtectedError(_("People are never deleted: end their work instead."), {instance})
