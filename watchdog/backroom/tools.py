"""
Buttons above a record's form that another room brings: each room introduces its own from its ``admin`` module.

A button sends a form to its address, so that looking at a page never does anything.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, PermissionsMixin
from django.db.models import Model
from django.utils.functional import Promise


@dataclass(frozen=True)
class Tool:
    """What the button says, where it leads for a record, and the permission that it asks for."""

    label: str | Promise
    address: Callable[[Any], str]
    permission: str


@dataclass(frozen=True)
class Button:
    """A tool at one record, for somebody who may use it."""

    label: str | Promise
    url: str


_tools: dict[type[Model], list[Tool]] = defaultdict(list)


def add_tool(model: type[Model], tool: Tool) -> None:
    """Put a button above the form of every record that the back room edits as this model."""
    _tools[model].append(tool)


def tools_for(record: Model | None, user: AbstractBaseUser | AnonymousUser) -> list[Button]:
    """Give the buttons of a record for somebody; none where there is no record yet."""
    if record is None or not isinstance(user, PermissionsMixin):
        return []
    offered = [tool for tool in _tools.get(type(record), []) if user.has_perm(tool.permission)]
    return [Button(tool.label, tool.address(record)) for tool in offered]
