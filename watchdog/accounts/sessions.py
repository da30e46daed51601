"""Sessions of the back room: who is logged in, and the end of it. Visitors have none, so there are few."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import Group, User
from django.contrib.sessions.models import Session
from django.utils import timezone


def sessions_of(user: User) -> list[Session]:
    """Give a person's sessions that have not run out; each is opened to see whose it is."""
    alive = Session.objects.filter(expire_date__gt=timezone.now())
    return [session for session in alive if session.get_decoded().get(SESSION_KEY) == str(user.pk)]


def end_sessions(user: User, *, except_key: str | None = None) -> int:
    """Log a person out everywhere, or everywhere else; tell how many sessions ended."""
    keys = [session.session_key for session in sessions_of(user) if session.session_key != except_key]
    Session.objects.filter(session_key__in=keys).delete()
    return len(keys)


def end_when_groups_change(
    instance: User | Group, action: str, reverse: bool, pk_set: set[int] | None, **_signal: Any
) -> None:
    """Receive ``m2m_changed`` of people's groups: whose rights change logs in anew, whoever changed them and how."""
    if action not in ("post_add", "post_remove", "post_clear"):
        return
    people = User.objects.filter(pk__in=pk_set or ()) if reverse else [instance]
    for person in people:
        if isinstance(person, User) and (pk_set or action == "post_clear"):
            end_sessions(person)
