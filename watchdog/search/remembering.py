"""
What search has found, kept as long as nothing was written to the database.

Kept under the version of the data (``watchdog.core.version``) that was read before.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import TypeVar

from django.conf import settings
from django.core.cache import cache

from watchdog.core.valkey import away
from watchdog.core.version import data_version

T = TypeVar("T")


def remembered(what: str, make: Callable[[], T]) -> T:
    """
    Return what ``make`` made for the same words in the same state of the database, or make it.

    Nothing is kept where pages are not (``PAGES_REMEMBERED``), and nothing is found while Valkey does not answer.
    """
    if not settings.PAGES_REMEMBERED:
        return make()
    key = _key(what)
    try:
        kept: T | None = cache.get(key)
        if kept is None:
            kept = make()
            cache.set(key, kept, settings.PAGES_REMEMBERED)
    except away():
        return make()
    return kept


def _key(what: str) -> str:
    name = hashlib.sha256(f"{data_version()} {what}".encode()).hexdigest()
    return f"search:{name}"
