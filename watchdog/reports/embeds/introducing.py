"""Which pages have a drawing that others may show on pages of their own; the apps introduce them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias


@dataclass(frozen=True)
class Embedded:
    """What one embed shows: a title, a sentence, and a template that draws it with its table in ``details``."""

    title: str
    template: str
    """Extends ``reports/embed.html``."""
    context: Mapping[str, Any]
    """What the template takes; the same for everybody."""
    kicker: str = ""
    answer: str = ""


Maker: TypeAlias = Callable[..., Embedded]
"""Takes what the page's address names; raises ``Http404`` where the page does not exist."""

_makers: dict[str, Maker] = {}


def introduce(view_name: str, make: Maker) -> None:
    """Give the pages with this URL name an embed; called once, when the app is ready."""
    if view_name in _makers:
        raise ValueError(f"{view_name} has an embed already")
    _makers[view_name] = make


def maker_of(match: Any) -> Maker | None:
    """Return who makes the embed of a page; ``None`` where it has none."""
    return _makers.get(getattr(match, "view_name", ""))
