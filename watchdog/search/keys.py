"""The records of one kind that hold what is asked, by their keys: what a list with other filters is narrowed to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection, models
from django.db.models import Func, QuerySet, Value

from watchdog.core.statements import is_one_of
from watchdog.search.matching import Search, walk
from watchdog.search.question import Question

MOST_KEYS = 10_000
"""Keys of records that a list is narrowed to; of more it is asked together with the other filters."""
LISTED = 60
"""Hits among the newest entries with which a list by age meets its page without walking far."""


@dataclass(frozen=True)
class Keys:
    """The keys of the records that hold what is asked; none of very many."""

    keys: str = "{}"
    """As PostgreSQL writes a list: ten thousand numbers would cost more to hand over than to find."""
    are_all: bool = False
    are_spread: bool = False
    """Whether enough of very many are among the newest, so that a list by age soon meets a page of them."""


def keys_of_records(question: Question, kind: str) -> Keys:
    """Find the records of a kind that hold what is asked."""
    search = Search(question, (kind,))
    sql, params = search.first(MOST_KEYS, "object_id")
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {sql} SELECT count(*), array_agg(object_id)::text FROM hit", params)
        number, keys = cursor.fetchone()
    if number <= MOST_KEYS:
        return Keys(keys or "{}", are_all=True)
    return Keys(are_spread=_are_met_soon(search))


def one_of(keys: str | QuerySet[Any]) -> Func:
    """Return the condition „has one of these keys”, for which the planner always reads the keys and nothing else."""
    # A list in the statement would tell how many they are; for many it would rather walk through all rows by age.
    if isinstance(keys, QuerySet):
        given: Any = ArraySubquery(keys)
    else:
        written = Value(keys, output_field=models.TextField())
        given = Func(written, function="unnest", template="ARRAY(SELECT %(function)s((%(expressions)s)::bigint[]))")
    return is_one_of(given)


def _are_met_soon(search: Search) -> bool:
    """Tell whether a page of hits stands among the newest entries; the walk ends as soon as it does."""
    sql, params = walk(search, "kind", "year", "organ", "vector", *search.texts)
    narrowed, values = search.condition()
    hit = f"SELECT FROM ({sql}) AS entry WHERE vector @@ to_tsquery('portal', %s) AND {narrowed} LIMIT {LISTED}"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM ({hit}) AS hit", [*params, search.question.tsquery(), *values])
        return bool(cursor.fetchone()[0] == LISTED)
