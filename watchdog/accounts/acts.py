"""The way into the log of the back room: one call, from whichever room something was done in."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Model
from simple_history.models import HistoricalRecords

from watchdog.accounts.models import Act
from watchdog.accounts.models.acts import Code

LONGEST_NAME = 200


def record_act(
    user: AbstractBaseUser | AnonymousUser | None, code: Code, obj: Model | None = None, words: str = ""
) -> Act:
    """
    Write down that ``user`` did something; ``None`` is the portal itself.

    ``obj`` is what it was done to, ``words`` what a reader of the log must know, in Polish, without anybody's password,
    link or code. It belongs to the transaction of the act itself: what is rolled back was not done.
    """
    person = user if isinstance(user, User) else None
    return Act.objects.create(
        user=person,
        username=person.get_username() if person else "",
        code=code,
        kind=obj._meta.label_lower if obj is not None else "",
        object_id=str(obj.pk) if obj is not None else "",
        object_name=str(obj)[:LONGEST_NAME] if obj is not None else "",
        words=words,
    )


def acting_user() -> User | None:
    """Return the person whose request this process is answering; nobody in a command, a worker, or before a log-in."""
    request: Any = getattr(HistoricalRecords.context, "request", None)
    user = getattr(request, "user", None)
    return user if isinstance(user, User) else None
