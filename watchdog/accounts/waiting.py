"""
What waits for a person: each room says what it has, and everybody sees what they may do.

A room registers when its app is ready, as its kinds of records do; this room asks none of them by name.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.utils.functional import Promise


def undated(_user: User) -> datetime | None:
    """Stand for what has no age."""
    return None


@dataclass(frozen=True)
class Waiting:
    """One kind of work that waits, under the words of the page."""

    title: str | Promise
    count: Callable[[User], int]
    """How many wait for this person."""
    url: Callable[[], str]
    """Where it is done; asked when a page is drawn, because addresses are not there when rooms register."""
    permission: str | Callable[[User], bool]
    """Who may do it: a permission's name, or a question where one name does not tell."""
    age: Callable[[User], datetime | None] = undated
    """Since when the oldest of them waits."""

    def is_for(self, user: User) -> bool:
        """Tell whether this person may do it."""
        return user.has_perm(self.permission) if isinstance(self.permission, str) else self.permission(user)


@dataclass(frozen=True)
class Row:
    """What waits, counted for one person."""

    title: str | Promise
    number: int
    url: str
    since: datetime | None


_REGISTERED: dict[str, Waiting] = {}


def register(key: str, waiting: Waiting) -> None:
    """Add a kind of work under a key of its own („council.differences”)."""
    if key in _REGISTERED:
        raise ValueError(f"two kinds of work are called {key}")
    _REGISTERED[key] = waiting


def rows_for(user: User) -> list[Row]:
    """Give what this person may do, in the order in which rooms registered; also what nothing of waits now."""
    return [_row(each, user) for each in _REGISTERED.values() if each.is_for(user)]


def _row(waiting: Waiting, user: User) -> Row:
    number = waiting.count(user)
    return Row(waiting.title, number, waiting.url(), waiting.age(user) if number else None)
