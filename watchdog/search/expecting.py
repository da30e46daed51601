"""
What is expected before anything is read: how many entries there are, and how many would hold what is asked.

The planner's own statistics of words tell; they cost no reading, and choose between the plans of ``finding``.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django.db import connection, models
from django.db.models import Max, Min

from watchdog.core.kept import kept
from watchdog.core.order import known
from watchdog.search.models import Entry

SEEN = 2_000
"""Entries up to which they are counted instead: to count so many costs little."""
_MATCHING = "SELECT FROM search_entry WHERE vector @@ to_tsquery('portal', %s)"


def everything() -> float:
    """Return how many entries there are, as the planner knows; never less than one."""
    return kept(("entries of search",), _everything)


def _everything() -> float:
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE oid = 'search_entry'::regclass")
        return max(float(cursor.fetchone()[0]), 1.0)


def years() -> Sequence[int]:
    """Return the years from the first of which there is an entry to the last, the newest first."""
    return kept(("years of search",), _years)


def _years() -> Sequence[int]:
    dated = Entry.objects.annotate(_year=known("year", models.PositiveSmallIntegerField)).filter(_year__gt=0)
    found = dated.aggregate(first=Min("_year"), last=Max("_year"))  # the ends of an index
    return range(found["last"], found["first"] - 1, -1) if found["first"] else ()


def expected(tsquery: str) -> float:
    """Return how many entries hold what is asked in PostgreSQL's language; of many, as the planner expects."""
    entries = estimated(tsquery)
    if entries > SEEN:
        return entries
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM ({_MATCHING}) AS hit", [tsquery])
        return float(cursor.fetchone()[0])


def estimated(tsquery: str) -> float:
    """Return how many entries the planner expects to hold what is asked; no entry is read."""
    return expected_rows(_MATCHING, [tsquery])


def expected_rows(sql: str, params: list[Any]) -> float:
    """Return how many rows the planner expects a question to give, by its statistics of words; none is read."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}", params)
        [plan] = listed(cursor.fetchone()[0])
    return float(plan["Plan"]["Plan Rows"])


def listed(value: Any) -> list[Any]:
    """Return what PostgreSQL gives as JSON, which the driver leaves as text."""
    return list(json.loads(value) if isinstance(value, str) else value or [])
