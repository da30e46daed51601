"""Which pages have a picture, and where it is."""

from __future__ import annotations

from typing import Any

from watchdog.core.addresses import in_edition
from watchdog.reports.offered import is_reported
from watchdog.reports.sharing.introducing import maker_of

WIDTH, HEIGHT = 1200, 630
"""Pixels of every picture: what those who show pages ask for."""

START = "/start"
"""The start page's picture is ``/start.png``: a bare slash has no name of its own."""

PLAIN = frozenset(
    {
        *("home", "methods", "page", "open-data", "missing", "sources", "archive:snapshot"),
        *("newsletter:article", "newsletter:article-list", "newsletter:issue", "newsletter:issue-list"),
    }
)
"""Pages of no record whose title says something; others (forms, errors) bear the start page's picture."""


def is_pictured(match: Any) -> bool:
    """Tell whether a page has a picture with its own title at least."""
    return match is not None and (match.view_name in PLAIN or maker_of(match) is not None or is_reported(match))


def picture_path(path: str, match: Any, language: str | None) -> str:
    """Give the path of the picture that a page's head names: its own, else the start page's of its edition."""
    if not is_pictured(match) or match.view_name == "home" or not path.endswith("/"):
        return f"{in_edition(START, language)}.png"
    return f"{path[:-1]}.png"


def page_path(picture: str) -> str:
    """Give the path of the page that a picture's path belongs to."""
    path = f"{picture.removesuffix('.png')}/"
    return path.removesuffix(f"{START[1:]}/") if path in (f"{START}/", f"/en{START}/") else path
