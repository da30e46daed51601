"""
Finding entries in bounded work, whatever is asked.

One statement counts the hits (``matching``), at most ``MOST_COUNTED`` and one, and ranks them. Of a question with more
hits the newest are ranked, as far as they stand among the ``WALKED`` newest entries; where too few of them do („2007”),
the hits that were read, so that no walk goes through everything there is. The index knows who holds the words of a
phrase, and the entry itself their order: at most ``MOST_LOOKED_THROUGH`` entries are looked through for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

from django.db import connection
from django.db.models.expressions import RawSQL

from watchdog.search.expecting import listed
from watchdog.search.matching import PLACE, Narrowing, Search, compiled, walk
from watchdog.search.question import Question

MOST_COUNTED = 2_000
"""Each thousand hits more would cost two and a half milliseconds to count, and six to hold against each other."""
NEWEST_RANKED = 500
"""Candidates for the best of those."""
KEPT = 200
"""Best hits that are told; the pages of an answer hold no more."""
MOST_LOOKED_THROUGH = 5_000
"""Entries with the words of a phrase that are looked through for their order; each thousand takes two milliseconds."""
ENOUGH = 100
"""Hits among the newest entries with which these are the answer: five pages, and how many are expected is a guess."""
COVERED = 0.5
"""What a title weighs more that says nothing but what was asked for; with words beside it, the part it asked for."""

_COLUMNS = ("id", "kind", "year", "day", "organ", "url", "vector")
_WEIGHTS = "ARRAY[0.1, 0.2, 0.4, 1.0]::real[]"
"""Of body, nothing, keywords and title (D, C, B, A), as ``ts_rank`` takes them."""
# One decimal tells a title from keywords and keywords from a body; among equals the newer comes first.
# Of titles that hold the words the one that says little else stands before the one that names many things.
# What holds the words exactly as they were typed stands before what holds other forms of them, and before everything
# the record whose own number or name was typed: it is the last part of its address.
_RANK = f"""
    ts_rank({_WEIGHTS}, vector, to_tsquery('portal', %s))::numeric(6, 1)
    + (SELECT round((length(title) - length(ts_delete(title, %s::text[]))) * {COVERED} / (length(title) + 1), 1)
       FROM (SELECT ts_filter(vector, '{{a}}') AS title) AS its)
    + (CASE WHEN vector @@ to_tsquery('portal', %s) THEN 0.1 ELSE 0 END)
    + (CASE WHEN url LIKE ANY(%s) THEN 1 ELSE 0 END)
"""
_LIFT = " + (CASE WHEN vector @@ to_tsquery('portal', %s) THEN %s ELSE 0 END)"
_AGE = "COALESCE(year, 0) DESC, COALESCE(day, '0001-01-01') DESC, id DESC"
_BEST = f"""
    ARRAY(SELECT id FROM {{rows}} ORDER BY rank DESC, {_AGE} LIMIT {KEPT})
"""
MOST_ORGANS = 60
"""Bodies with most hits that an answer offers."""
_COUNTS = f"""
    (SELECT count(*) FROM hit),
    (SELECT json_agg(json_build_array(kind, year, hits))
     FROM (SELECT kind, year, count(*) AS hits FROM hit WHERE {{of_organs}} GROUP BY kind, year) AS counted),
    (SELECT json_agg(json_build_array(organ, hits))
     FROM (SELECT organ, count(*) AS hits FROM hit WHERE organ <> '' AND {{of_kinds_and_years}}
           GROUP BY organ ORDER BY hits DESC, organ LIMIT {MOST_ORGANS}) AS counted)
"""


@dataclass(frozen=True)
class Found:
    """How many hits, at most ``MOST_COUNTED`` and one; the keys of the best; of how many, and of which."""

    total: int = 0
    counts: tuple[tuple[str, int | None, int], ...] = ()
    """Hits by kind and year, of the bodies that are shown."""
    organs: tuple[tuple[str, int], ...] = ()
    """The bodies with most hits, of the kinds and years that are shown."""
    best: tuple[int, ...] = ()
    ranked: int = 0
    are_newest: bool = False
    """Whether only the newest hits were ranked, because there were too many."""
    looked_through: int = 0
    """Of how many entries with its words the order was looked at, where more hold them; else nothing."""

    @property
    def has_more(self) -> bool:
        """Whether there are more hits than were counted."""
        return self.total > MOST_COUNTED

    @property
    def is_complete(self) -> bool:
        return not (self.has_more or self.looked_through)


def find(question: Question, kinds: Sequence[str], shown: Narrowing) -> Found:
    """Count the hits among these kinds; the best of those that are shown, where all hits could be counted."""
    return _find(_Ranking(question, tuple(kinds)), shown)


def find_if_few(question: Question, kinds: Sequence[str], shown: Narrowing) -> Found:
    """Do as ``find`` where all hits can be counted; of more nothing is told but that they are."""
    return _counted(_Ranking(question, tuple(kinds)), shown)[0]


def find_within(question: Question, kinds: Sequence[str], narrowing: Narrowing) -> Found:
    """Count the hits of a narrowing by themselves, where ``find`` could not count them all."""
    return _find(_Ranking(question, tuple(kinds), narrowing), Narrowing())


class _Ranking(Search):
    """A question whose hits are weighed against each other."""

    @property
    def weighed(self) -> list[Any]:
        """What hits are weighed by: every form, all of them as words, the words as typed, ends of addresses."""
        ends = [f"%/{key}/" for key in self.question.keys]
        forms = [self.question.as_typed().tsquery(), list(self.question.lexemes)]
        return [*forms, self.question.exactly.tsquery(), ends, *chain.from_iterable(self.question.lifts)]

    @property
    def rank(self) -> str:
        """Return the column by which hits are weighed, with places for ``weighed``."""
        return f"{_RANK}{_LIFT * len(self.question.lifts)} AS rank"

    @property
    def is_too_rare_to_walk(self) -> bool:
        """Whether too few hits to show are expected among the newest entries; of those of a year nothing is known."""
        return not self.narrowing.years and self.expected_among_newest < KEPT

    def looked_through(self, most: int, *columns: str) -> tuple[str, list[Any]]:
        """
        Return ``hit`` as ``first`` does and, before it, the entries ``looked`` that were looked through for it.

        Where words must follow one another, these are entries that hold them, at most ``MOST_LOOKED_THROUGH`` and one.
        """
        if not self.question.is_ordered:
            hit, params = self.first(most, *columns)
            return f"looked AS (SELECT WHERE FALSE), {hit}", params
        told_apart, forms = self.told_apart()
        stands = RawSQL(f"(vector @@ to_tsquery('portal', %s){told_apart})", (self.question.tsquery(), *forms))
        rows = self.in_any_order().annotate(place=RawSQL(PLACE, ()), stands=stands)
        sql, params = compiled(rows, *columns, "stands")
        looked = self.bounded("looked", sql, MOST_LOOKED_THROUGH)
        counted = f"SELECT * FROM looked LIMIT {MOST_LOOKED_THROUGH}"  # the one more only tells that there are more
        return f"{looked}, hit AS MATERIALIZED (SELECT * FROM ({counted}) AS c WHERE stands LIMIT {most + 1})", params


def _find(search: _Ranking, shown: Narrowing) -> Found:
    found, near = _counted(search, shown)
    if not found.has_more or shown:
        return found
    best = (None if search.is_too_rare_to_walk else _newest(search)) or _weighed(search, near)
    return replace(best, total=found.total, counts=found.counts, organs=found.organs)


def _counted(search: _Ranking, shown: Narrowing) -> tuple[Found, list[int]]:
    """Count the hits and rank them; where some were not read, give the keys of the newest among those that were."""
    hits, params = search.looked_through(MOST_COUNTED, "place", "id", "kind", "year", "day", "organ")
    narrowed, values = shown.sql()
    of_organs, organs = replace(shown, kinds=(), years=()).sql()
    of_others, others = replace(shown, organs=()).sql()
    counts = _COUNTS.format(of_organs=of_organs, of_kinds_and_years=of_others)
    are_too_many = f"(SELECT count(*) > {MOST_COUNTED} FROM hit)"
    most = f"(SELECT CASE WHEN {are_too_many} THEN {NEWEST_RANKED} ELSE {MOST_COUNTED} END)"
    near = f"SELECT place, id FROM hit WHERE {narrowed} ORDER BY {_AGE} LIMIT {most}"
    # As a list of places: the planner, who cannot know how few they are, would rather read every entry than join.
    places = f"ARRAY(SELECT place FROM near WHERE NOT {are_too_many})"
    weighed = f"SELECT id, year, day, {search.rank} FROM search_entry WHERE ctid = ANY({places})"
    best = _BEST.format(rows=f"({weighed}) AS weighed")
    keys = f"ARRAY(SELECT id FROM near WHERE {are_too_many})"
    # Not asked where hits are too many: then those that were looked through are enough, and no other is read.
    looked = f"CASE WHEN {are_too_many} THEN 0 ELSE (SELECT count(*) FROM looked) END"
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH {hits}, near AS MATERIALIZED ({near})"
            f" SELECT {counts}, (SELECT count(*) FROM near), {best}, {keys}, {looked}",
            [*params, *values, *organs, *others, *search.weighed],
        )
        total, by_kind_and_year, by_organ, ranked, best_keys, near_keys, seen = cursor.fetchone()
    looked_through = MOST_LOOKED_THROUGH if seen > MOST_LOOKED_THROUGH else 0
    counted = _rows(by_kind_and_year), _rows(by_organ)
    return Found(total, *counted, tuple(best_keys), ranked, looked_through=looked_through), near_keys


def _weighed(search: _Ranking, keys: list[int]) -> Found:
    """Rank the entries with these keys."""
    best = _BEST.format(rows=f"(SELECT id, year, day, {search.rank} FROM search_entry WHERE id = ANY(%s)) AS weighed")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {best}", [*search.weighed, keys])
        [best_keys] = cursor.fetchone()
    return Found(best=tuple(best_keys), ranked=len(keys))


def _newest(search: _Ranking) -> Found | None:
    """Rank the hits among the newest entries of the narrowing's years; nothing where they are too few to show."""
    sql, params = walk(search, *_COLUMNS, *search.texts)
    narrowed, values = search.condition()
    matching = f"vector @@ to_tsquery('portal', %s) AND {narrowed}"
    hit = f"SELECT id, year, day, {search.rank} FROM ({sql}) AS entry WHERE {matching} LIMIT {NEWEST_RANKED}"
    best = _BEST.format(rows="hit")
    asked = search.question.tsquery()
    with connection.cursor() as cursor:
        hits = f"WITH hit AS MATERIALIZED ({hit})"
        cursor.execute(f"{hits} SELECT (SELECT count(*) FROM hit), {best}", [*search.weighed, *params, asked, *values])
        ranked, keys = cursor.fetchone()
    return Found(best=tuple(keys), ranked=ranked, are_newest=True) if len(keys) >= ENOUGH else None


def _rows(value: Any) -> tuple[Any, ...]:
    return tuple(map(tuple, listed(value)))
