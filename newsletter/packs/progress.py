"""
How far the making of a pack has come, and whether somebody has cancelled it.

It is told past the database: whoever makes a pack looks at one moment of the data, in which nothing can be written and
no later word is seen. Where Valkey does not answer, the page says only that the pack is being made.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from django.core.cache import cache

from watchdog.core.valkey import away

HOLDS = 3600
"""Seconds for which it is remembered; a making takes a minute."""


@dataclass(frozen=True)
class Progress:
    """So many pieces of all are done, and this one is being made."""

    done: int
    all: int
    title: str


def tell(pack: int, done: int, total: int, title: str) -> None:
    """Say which piece is being made."""
    with suppress(away()):
        cache.set(f"pack-progress:{pack}", (done, total, title), HOLDS)


def told(pack: int) -> Progress | None:
    """Return how far a making has come, where that is known."""
    try:
        found = cache.get(f"pack-progress:{pack}")
    except away():
        return None
    return Progress(*found) if found else None


def stop(pack: int) -> None:
    """Let who makes it leave before the next piece."""
    with suppress(away()):
        cache.set(f"pack-stopped:{pack}", True, HOLDS)


def is_stopped(pack: int) -> bool:
    try:
        return bool(cache.get(f"pack-stopped:{pack}"))
    except away():
        return False


def forget(pack: int) -> None:
    """Begin with nothing said."""
    with suppress(away()):
        cache.delete_many([f"pack-progress:{pack}", f"pack-stopped:{pack}"])
