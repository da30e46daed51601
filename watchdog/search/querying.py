"""
Asking the table of search: how many, of which kinds and years, and the best of them.

The cost of a question is bounded, whatever is asked. Hits are counted up to ``MOST_COUNTED``; as many are ranked one by
one, and of a question that more entries answer only the newest are. The walk through entries by age is taken only when
the count has shown that hits are many: two frequent words that never meet would make it walk through everything.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchRank
from django.db import connection
from django.db.models import DecimalField, F, QuerySet
from django.db.models.functions import Cast, Left

from watchdog.core.order import Order
from watchdog.records import record_types
from watchdog.search.filters import search_query
from watchdog.search.headlines import START, STOP, has_hit, marked, passage
from watchdog.search.models import Entry
from watchdog.search.question import Question
from watchdog.search.text import CONFIG, plain_column

MOST_COUNTED = 10_000
NEWEST_RANKED = 1_000
"""Candidates for the best hits of a question that more than ``MOST_COUNTED`` entries answer."""
PER_PAGE = 20
PAGES = 10
QUOTED_FROM = 20_000
"""Characters of a body in which the passage to quote is looked for."""
WEIGHTS = [0.1, 0.2, 0.4, 1.0]
"""Of body, nothing, keywords and title (D, C, B, A), as ``ts_rank`` takes them."""
NEWEST = ("-year", "-day")


@dataclass(frozen=True)
class Hit:
    """One entry that was found; texts carry the marks of ``headlines``."""

    title: str
    passage: str
    keywords: str
    """Empty unless something in them was found."""
    url: str
    kind: str
    day: date | None
    year: int | None


class Answer:
    """What the table says to a question, narrowed to some kinds and years (all of them where none is named)."""

    def __init__(self, question: Question, kinds: tuple[str, ...] = (), years: tuple[int, ...] = ()) -> None:
        self.question = question
        self.kinds = kinds
        self.years = years
        self._query = search_query(question)

    @cached_property
    def is_complete(self) -> bool:
        """Whether every hit of the question was counted, so that its facets may show numbers."""
        return self._counts.total() <= MOST_COUNTED

    @cached_property
    def total(self) -> int:
        """Hits of the narrowed question, at most ``MOST_COUNTED`` and one."""
        if self.is_complete:
            return sum(self.by_kind[kind] for kind in self.by_kind if not self.kinds or kind in self.kinds)
        return _counted(self._narrowed).total() if self.kinds or self.years else self._counts.total()

    @property
    def has_more(self) -> bool:
        """Whether there are more hits than were counted."""
        return self.total > MOST_COUNTED

    @cached_property
    def by_kind(self) -> Counter[str]:
        """Hits of each kind in the years that were chosen."""
        return _sums((kind, number) for (kind, year), number in self._counts.items() if self._in_years(year))

    @cached_property
    def by_year(self) -> Counter[int | None]:
        """Hits of each year (``None``: not known) in the kinds that were chosen."""
        chosen = ((year, number) for (kind, year), number in self._counts.items() if kind in (self.kinds or (kind,)))
        return _sums(chosen)

    @property
    def last_page(self) -> int:
        """How many pages are shown."""
        return min(PAGES, -(-min(self.total, MOST_COUNTED) // PER_PAGE))

    def hits(self, page: int = 1) -> list[Hit]:
        """Return the best hits, by weight and then by age, 20 a page."""
        first = (page - 1) * PER_PAGE
        found = self._ranked().defer("vector", "body").annotate(**_headlines(self._query))
        return [_hit(entry) for entry in found[first : first + PER_PAGE]]

    @cached_property
    def _counts(self) -> Counter[tuple[str, int | None]]:
        return _counted(self._matching)

    @property
    def _matching(self) -> QuerySet[Entry]:
        """Every hit of the question; kinds that no app introduces any more are not shown."""
        return Entry.objects.filter(vector=self._query, kind__in=[kind.kind for kind in record_types()])

    @property
    def _narrowed(self) -> QuerySet[Entry]:
        found = self._matching
        if self.kinds:
            found = found.filter(kind__in=self.kinds)
        return found.filter(year__in=self.years) if self.years else found

    def _ranked(self) -> QuerySet[Entry]:
        found = self._narrowed
        if self.has_more:
            newest = found.order_by(*Order(found, NEWEST).order_by())[:NEWEST_RANKED]
            found = Entry.objects.filter(pk__in=newest.values("pk"))
        # One decimal tells a title from keywords and keywords from a body; among equals the newer comes first.
        rank = Cast(SearchRank(F("vector"), self._query, weights=WEIGHTS), DecimalField(max_digits=6, decimal_places=1))
        return found.annotate(rank=rank).order_by("-rank", *Order(found, NEWEST).order_by())

    def _in_years(self, year: int | None) -> bool:
        return not self.years or year in self.years


def _counted(found: QuerySet[Entry]) -> Counter[tuple[str, int | None]]:
    """Count hits by kind and year, up to one more than ``MOST_COUNTED``."""
    sql, params = found.order_by().values_list("kind", "year")[: MOST_COUNTED + 1].query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT "kind", "year", count(*) FROM ({sql}) AS hit GROUP BY 1, 2', params)
        return Counter({(kind, year): number for kind, year, number in cursor})


def _sums(pairs: Iterator[tuple[Any, int]]) -> Counter[Any]:
    sums: Counter[Any] = Counter()
    for name, number in pairs:
        sums[name] += number
    return sums


def _headlines(query: SearchQuery) -> dict[str, Any]:
    """Let the database mark what it found, in texts without punctuation as in the index."""

    def headline(column: Any) -> SearchHeadline:
        return SearchHeadline(column, query, config=CONFIG, start_sel=START, stop_sel=STOP, highlight_all=True)

    return {
        "title_headline": headline(plain_column("title")),
        "keywords_headline": headline(plain_column("keywords")),
        "body_start": Left("body", QUOTED_FROM),
        "body_headline": headline(plain_column(Left("body", QUOTED_FROM))),
    }


def _hit(entry: Any) -> Hit:
    keywords = marked(entry.keywords, entry.keywords_headline)
    return Hit(
        title=marked(entry.title, entry.title_headline),
        passage=passage(marked(entry.body_start, entry.body_headline)),
        keywords=keywords if has_hit(keywords) else "",
        url=entry.get_absolute_url(),
        kind=entry.kind,
        day=entry.day,
        year=entry.year,
    )
