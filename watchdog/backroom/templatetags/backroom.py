"""What the first page of the back room asks of whoever has come."""

from __future__ import annotations

from django import template
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, PermissionsMixin

from watchdog.backroom.differences import may_decide
from watchdog.backroom.importing.kinds import all_kinds

register = template.Library()


@register.filter
def decides(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Tell whether the list of what waits for a decision is there for this user."""
    return may_decide(user)


@register.filter
def imports(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Tell whether a user may import tables of any kind."""
    return isinstance(user, PermissionsMixin) and any(user.has_perm(kind.permission) for kind in all_kinds())
