"""
Finding entries in bounded work, whatever is asked.

One statement counts the hits and ranks them. It reads at most ``MOST_COUNTED`` hits and one; only where that was all of
them are they ranked. Of a question with more hits the newest are ranked that stand among the ``WALKED`` newest entries;
where too few of them do („2007”), the hits that were read, so that no walk goes through everything there is.

Two plans are safe. The index of words (GIN) reads the postings of the rarest word. A walk through the table until
``MOST_COUNTED`` hits are met is quicker where at least every fourth entry is one. The planner's own statistics of words
choose; what it must not do is walk because a few rows are wanted: two frequent words that never meet would have it walk
through everything. A ``MATERIALIZED`` expression is planned as if all its rows were wanted and read only as far as
they are.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, models
from django.db.models import QuerySet

from watchdog.core.order import Order, known
from watchdog.search.filters import search_query
from watchdog.search.models import Entry
from watchdog.search.question import Question

MOST_COUNTED = 10_000
WALKED = 5_000
"""Newest entries among which the hits of a question are looked for that more than ``MOST_COUNTED`` answer."""
NEWEST_RANKED = 1_000
"""Candidates for the best of them."""
KEPT = 200
"""Best hits that are told; the pages of an answer hold no more."""
NEWEST = ("-year", "-day")
WALK_FROM = 0.25
"""Part of all entries: of two words with so many hits by their numbers some do meet."""

_WEIGHTS = "{0.1, 0.2, 0.4, 1.0}"
"""Of body, nothing, keywords and title (D, C, B, A), as ``ts_rank`` takes them."""
# One decimal tells a title from keywords and keywords from a body; among equals the newer comes first.
_BEST = f"""
    ARRAY(SELECT id FROM {{rows}} WHERE {{condition}}
    ORDER BY ts_rank('{_WEIGHTS}', vector, to_tsquery('portal', %s))::numeric(6, 1) DESC,
             COALESCE(year, 0) DESC, COALESCE(day, '0001-01-01') DESC, id DESC
    LIMIT {KEPT})
"""
_COUNTS = """
    (SELECT json_agg(json_build_array(kind, year, hits))
     FROM (SELECT kind, year, count(*) AS hits FROM hit GROUP BY kind, year) AS counted)
"""


@dataclass(frozen=True)
class Narrowing:
    """Kinds and years that an answer is narrowed to; all of them where none is named."""

    kinds: tuple[str, ...] = ()
    years: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.kinds or self.years)

    def sql(self) -> tuple[str, list[Any]]:
        """Return the condition on rows that have ``kind`` and ``year``."""
        chosen = (("kind", self.kinds), ("year", self.years))
        parts = [(f"{name} = ANY(%s)", list(values)) for name, values in chosen if values]
        return " AND ".join(["TRUE", *(sql for sql, _ in parts)]), [values for _, values in parts]


@dataclass(frozen=True)
class Found:
    """Hits by kind and year, at most ``MOST_COUNTED`` and one; the keys of the best; of how many, and of which."""

    counts: tuple[tuple[str, int | None, int], ...]
    best: tuple[int, ...]
    ranked: int
    are_newest: bool = False
    """Whether the newest hits were ranked, because there were too many."""

    @property
    def total(self) -> int:
        return sum(hits for _, _, hits in self.counts)

    @property
    def is_complete(self) -> bool:
        return self.total <= MOST_COUNTED


def find(question: Question, kinds: Sequence[str], narrowing: Narrowing) -> Found:
    """Count the hits among these kinds; the best are those of the narrowing, where all hits were counted."""
    return _read(question, entries(question, kinds), narrowing, "(SELECT count(*) FROM hit) <= %s")


def find_newest(question: Question, kinds: Sequence[str], narrowing: Narrowing) -> Found:
    """Find the best of a question that ``find`` could not count: in the narrowing itself, if there is one."""
    matching = entries(question, kinds, narrowing)
    found = _read(question, matching, Narrowing(), "(SELECT count(*) FROM hit) <= %s")
    if found.is_complete:
        return found
    newest = _walk(question, kinds, narrowing)
    if len(newest.best) < min(KEPT, NEWEST_RANKED):
        return _read(question, matching, Narrowing(), "%s > 0")
    return Found(found.counts, newest.best, newest.ranked, are_newest=True)


def entries(question: Question, kinds: Sequence[str], narrowing: Narrowing = Narrowing()) -> QuerySet[Entry]:
    """Return the hits of a question among these kinds."""
    found = Entry.objects.filter(vector=search_query(question), kind__in=narrowing.kinds or kinds)
    if narrowing.years:  # asked for as entries are ordered: an index answers, together with that of words
        found = found.alias(_year=known("year", models.PositiveSmallIntegerField)).filter(_year__in=narrowing.years)
    return found


def first_hits(matching: QuerySet[Entry], *columns: str) -> tuple[str, list[Any]]:
    """Return the expression ``hit`` for WITH: columns of the first hits, at most ``MOST_COUNTED`` and one."""
    sql, params = _compiled(matching, *columns)
    if _are_frequent(sql, params):
        return f"hit AS MATERIALIZED ({sql} LIMIT {MOST_COUNTED + 1})", params
    return (
        f"found AS MATERIALIZED ({sql}), hit AS MATERIALIZED (SELECT * FROM found LIMIT {MOST_COUNTED + 1})",
        params,
    )


def _read(question: Question, matching: QuerySet[Entry], narrowing: Narrowing, if_ranked: str) -> Found:
    hits, params = first_hits(matching, *_COLUMNS)
    narrowed, values = narrowing.sql()
    best = _BEST.format(rows="hit", condition=f"{if_ranked} AND {narrowed}")
    values = [*params, MOST_COUNTED, *values, question.tsquery()]
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {hits} SELECT {_COUNTS}, {best}", values)
        counts, keys = cursor.fetchone()
    counted = tuple((kind, year, hits) for kind, year, hits in _list(counts))
    return Found(counted, tuple(keys), min(sum(hits for _, _, hits in counted), MOST_COUNTED))


def _walk(question: Question, kinds: Sequence[str], narrowing: Narrowing) -> Found:
    """Rank the hits among the newest entries of the narrowed years."""
    everything = Entry.objects.all()
    if narrowing.years:
        year = known("year", models.PositiveSmallIntegerField)
        span = (min(narrowing.years), max(narrowing.years))
        everything = everything.alias(_year=year).filter(_year__range=span)
    sql, params = _compiled(everything.order_by(*Order(everything, NEWEST).order_by())[:WALKED], *_COLUMNS)
    narrowed, values = Narrowing(narrowing.kinds or tuple(kinds), narrowing.years).sql()
    hit = f"SELECT * FROM entry WHERE vector @@ to_tsquery('portal', %s) AND {narrowed} LIMIT {NEWEST_RANKED}"
    best = _BEST.format(rows="hit", condition="TRUE")
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH entry AS MATERIALIZED ({sql}), hit AS MATERIALIZED ({hit}) SELECT (SELECT count(*) FROM hit), {best}",
            [*params, question.tsquery(), *values, question.tsquery()],
        )
        ranked, keys = cursor.fetchone()
    return Found((), tuple(keys), ranked)


_COLUMNS = ("id", "kind", "year", "day", "vector")


def _compiled(rows: QuerySet[Entry], *columns: str) -> tuple[str, list[Any]]:
    rows = rows if rows.query.is_sliced else rows.order_by()
    sql, params = rows.values_list(*columns).query.sql_with_params()
    return sql, list(params)


def _are_frequent(sql: str, params: list[Any]) -> bool:
    """Tell whether by the planner's statistics at least every fourth entry is a hit."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE oid = 'search_entry'::regclass")
        [entries] = cursor.fetchone()
        cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}", params)
        [plan] = _list(cursor.fetchone()[0])
    rows: int = plan["Plan"]["Plan Rows"]
    return rows >= max(entries, 1) * WALK_FROM


def _list(value: Any) -> list[Any]:
    """Return what PostgreSQL gives as JSON, which the driver leaves as text."""
    return list(json.loads(value) if isinstance(value, str) else value or [])
