"""
Which data a page is made of, in one short text (ADR 23).

Two answers with the same version, address and language are the same answer. The version is what PostgreSQL says of the
transactions that are visible: it is another one as soon as anybody can see a write, whoever wrote and in whatever
way, and never the same again. Read before a page is drawn, it can only be older than the page, never newer.
"""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.db import connection

from watchdog.core.dates import today


def data_version() -> str:
    """Return the version of this moment: 24 figures and letters; a query of 0.1 ms."""
    with connection.cursor() as cursor:
        # A server that starts anew may have been put back to an older state, in which numbers are given again.
        cursor.execute("SELECT pg_current_snapshot()::text, pg_postmaster_start_time()::text")
        seen = cursor.fetchone()
    # Pages say „dziś” and „od 14 dni”, and templates change with the program.
    return hashlib.sha256(repr((settings.PROGRAM, today(), seen)).encode()).hexdigest()[:24]
