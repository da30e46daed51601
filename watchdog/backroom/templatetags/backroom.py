"""What the first page of the back room asks of whoever has come."""

from __future__ import annotations

from django import template
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

from watchdog.backroom.differences import may_decide

register = template.Library()


@register.filter
def decides(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Tell whether the list of what waits for a decision is there for this user."""
    return may_decide(user)
