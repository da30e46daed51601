"""
Which state of the data the database is in: one short text that changes with every write, by whomever and however.

It is made of the place in the database's journal (ADR 12), of who was writing at that moment, because a write stands in
the journal a little before others see it, and of the asking transaction's own number once it has written itself.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar

from django.db import connection
from django.http import HttpRequest
from django.http.response import HttpResponseBase

_VERSION = """
SELECT concat_ws(' ', pg_current_wal_insert_lsn(), pg_current_snapshot(), pg_current_xact_id_if_assigned())
"""
_told: ContextVar[list[str] | None] = ContextVar("told", default=None)
"""The version that this request has asked for; ``None`` outside of requests, which ask each time."""


def data_version() -> str:
    """Name the present state of the data; one query, within a request that only reads one for all who ask."""
    told = _told.get()
    if told is None:
        return _ask()
    if not told:
        told.append(_ask())
    return told[0]


class OneVersion:
    """Middleware: a request that only reads is answered from the state that its first question found."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        token = _told.set([])
        try:
            return self.get_response(request)
        finally:
            _told.reset(token)


def _ask() -> str:
    with connection.cursor() as cursor:
        cursor.execute(_VERSION)
        [version] = cursor.fetchone()
    return str(version)
