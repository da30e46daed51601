"""What the first page of the back room asks of whoever has come."""

from __future__ import annotations

from django import template
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, User

from watchdog.accounts.waiting import Row, rows_for

register = template.Library()


@register.simple_tag
def work_for(user: AbstractBaseUser | AnonymousUser) -> list[Row]:
    """``{% work_for user as rows %}``: what waits for this person, each kind counted."""
    return rows_for(user) if isinstance(user, User) else []
