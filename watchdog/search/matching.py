"""
Which entries hold what is asked, of which kinds, years and bodies: as rows and as SQL.

Two plans are safe. The index of words (GIN) reads the postings of the rarest word. A walk through the table until
enough hits are met is quicker where at least every fourth entry is one. The planner's own statistics of words choose;
what it must not do is walk because a few rows are wanted: two frequent words that never meet would have it walk through
everything. A ``MATERIALIZED`` expression is planned as if all its rows were wanted and read only as far as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.db import models
from django.db.models import QuerySet, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Concat

from watchdog.core.order import Order, known
from watchdog.search.expecting import everything, expected_rows
from watchdog.search.models import Entry
from watchdog.search.question import Question

WALKED = 5_000
"""Newest entries among which the hits of a question are looked for that very many answer."""
NEWEST = ("-year", "-day")
WALK_FROM = 0.25
"""Part of all entries: of two words with so many hits by their numbers some do meet."""
PLACE = "search_entry.ctid"
"""Where a row stands in the table: within one statement it is met there sooner than by its key."""

_TEXTS = Concat("title", Value(" "), "keywords", Value(" "), "body", output_field=models.TextField())


@dataclass(frozen=True)
class Narrowing:
    """Kinds, years and bodies that an answer is narrowed to; all of them where none is named."""

    kinds: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    organs: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.kinds or self.years or self.organs)

    def sql(self) -> tuple[str, list[Any]]:
        """Return the condition on rows that have ``kind``, ``year`` and ``organ``."""
        chosen = (("kind", self.kinds), ("year", self.years), ("organ", self.organs))
        parts = [(f"{name} = ANY(%s)", list(values)) for name, values in chosen if values]
        return " AND ".join(["TRUE", *(sql for sql, _ in parts)]), [values for _, values in parts]


def entries(question: Question, kinds: Sequence[str], narrowing: Narrowing = Narrowing()) -> QuerySet[Entry]:
    """Return the hits of a question among these kinds."""
    found = _holding(question.query(), kinds, narrowing)
    for forms in question.spelled:
        found = found.alias(_said=_TEXTS).filter(_said__iregex=_any_of(forms))
    return found


def _holding(query: SearchQuery, kinds: Sequence[str], narrowing: Narrowing) -> QuerySet[Entry]:
    """Return the entries of a narrowing whose vector holds what is asked."""
    found = Entry.objects.filter(vector=query, kind__in=narrowing.kinds or kinds)
    if narrowing.years:  # asked for as entries are ordered: an index answers, together with that of words
        found = found.alias(_year=known("year", models.PositiveSmallIntegerField)).filter(_year__in=narrowing.years)
    if narrowing.organs:
        found = found.filter(organ__in=narrowing.organs)
    return found


def _any_of(forms: Sequence[str]) -> str:
    """Return the pattern of one of these words, which are letters."""
    return rf"\m({'|'.join(forms)})\M"


class Search:
    """A question that is asked of some kinds, in a narrowing."""

    def __init__(self, question: Question, kinds: tuple[str, ...], narrowing: Narrowing = Narrowing()) -> None:
        self.question = question
        self.narrowing = Narrowing(narrowing.kinds or kinds, narrowing.years, narrowing.organs)
        self.hits = entries(question, kinds, narrowing).annotate(place=RawSQL(PLACE, ()))
        self.in_any_order = partial(_holding, question.in_any_order(), kinds, narrowing)

    @property
    def texts(self) -> tuple[str, ...]:
        """The columns in which words are told apart that the index takes for each other."""
        return ("title", "keywords", "body") if self.question.spelled else ()

    def condition(self) -> tuple[str, list[Any]]:
        """Return what is asked of entries beside their words, as SQL."""
        narrowed, values = self.narrowing.sql()
        told_apart, forms = self.told_apart()
        return narrowed + told_apart, [*values, *forms]

    def told_apart(self) -> tuple[str, list[str]]:
        told_apart = " AND concat_ws(' ', title, keywords, body) ~* %s" * len(self.question.spelled)
        return told_apart, [_any_of(forms) for forms in self.question.spelled]

    @cached_property
    def share(self) -> float:
        """What part of all entries the planner, by its statistics of words, expects to be hits."""
        return expected_rows(*compiled(self.hits, "id")) / everything()

    @property
    def expected_among_newest(self) -> float:
        """How many hits are expected among the ``WALKED`` newest entries."""
        return self.share * WALKED

    def first(self, most: int, *columns: str) -> tuple[str, list[Any]]:
        """Return the expression ``hit`` for WITH: columns of the first hits, at most ``most`` and one."""
        sql, params = compiled(self.hits, *columns)
        return self.bounded("hit", sql, most), params

    def bounded(self, name: str, sql: str, most: int) -> str:
        """Return the expression of this name for WITH: the first rows, at most ``most`` and one."""
        if self.share >= WALK_FROM:
            return f"{name} AS MATERIALIZED ({sql} LIMIT {most + 1})"
        return f"found AS MATERIALIZED ({sql}), {name} AS MATERIALIZED (SELECT * FROM found LIMIT {most + 1})"


def walk(search: Search, *columns: str) -> tuple[str, list[Any]]:
    """Return the question for the newest entries of the narrowing's years."""
    newest = Entry.objects.all()
    if years := search.narrowing.years:
        year = known("year", models.PositiveSmallIntegerField)
        newest = newest.alias(_year=year).filter(_year__range=(min(years), max(years)))
    return compiled(newest.order_by(*Order(newest, NEWEST).order_by())[:WALKED], *columns)


def compiled(rows: QuerySet[Entry], *columns: str) -> tuple[str, list[Any]]:
    """Return the question for these columns as SQL."""
    rows = rows if rows.query.is_sliced else rows.order_by()
    sql, params = rows.values_list(*columns).query.sql_with_params()
    return sql, list(params)
