"""
What a share picture says, and which pages have one of their own.

The apps introduce their kinds of pages here; a page that nobody introduced has a plain picture, its title on our mark.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from django.utils.safestring import SafeString


@dataclass(frozen=True)
class Said:
    """One labelled figure of a picture; ``note`` is what it is a part of, or to when it counts."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True)
class Shared:
    """What one picture says: no more than its page, and in the page's words. Texts are plain, never markup."""

    title: str
    kicker: str = ""
    """Kind and context, above the title."""
    answer: str = ""
    """The one marked phrase."""
    deck: str = ""
    """A sentence after it."""
    said: tuple[Said, ...] = ()
    totals: Mapping[str, int | None] = field(default_factory=dict)
    """A vote's tally, drawn as signs with words and numbers."""
    drawing: SafeString = field(default_factory=SafeString)
    """An SVG of ``watchdog.core`` that stands beside the words."""
    bar: SafeString = field(default_factory=SafeString)
    """One that stands below them, as wide as the picture."""


Maker: TypeAlias = Callable[..., Shared]
"""Takes what the page's address names; raises ``Http404`` where the page does not exist."""

_makers: dict[str, Maker] = {}


def introduce(view_name: str, make: Maker) -> None:
    """Give the pages with this URL name a picture of their own; called once, when the app is ready."""
    if view_name in _makers:
        raise ValueError(f"{view_name} has a picture already")
    _makers[view_name] = make


def maker_of(match: Any) -> Maker | None:
    """Return who makes the picture of a page; ``None`` where it is a plain one."""
    return _makers.get(getattr(match, "view_name", ""))
