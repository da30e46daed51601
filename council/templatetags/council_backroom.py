"""What the first page of the back room asks of whoever has come."""

from __future__ import annotations

from django import template
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

from council.admin.merging import may_merge
from council.admin.names import may_tie
from council.admin.waiting import may_decide

register = template.Library()


@register.filter
def decides(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Tell whether the list of what waits for a decision is there for this user."""
    return may_decide(user)


@register.filter
def ties_names(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Tell whether the queue of unknown names is there for this user."""
    return may_tie(user)


@register.filter
def merges_people(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Tell whether the page of duplicate people is there for this user."""
    return may_merge(user)
