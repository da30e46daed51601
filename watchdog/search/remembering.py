"""
What search has found, kept as long as nothing was written to the database.

Kept under the state that was read before: the place in the journal (ADR 12) and the transactions that were visible.
Any write moves the one, and a commit that the journal holds but readers do not see yet the other.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import TypeVar

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from redis.exceptions import RedisError

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
    except RedisError:
        return make()
    return kept


def _key(what: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_wal_insert_lsn()::text || ' ' || pg_current_snapshot()::text")
        [state] = cursor.fetchone()
    name = hashlib.sha256(f"{state} {what}".encode()).hexdigest()
    return f"search:{settings.PROGRAM}:{name}"
