"""
Candidates to be judged, found by plain means that know nothing of the portal's ranking.

Whoever judges gives the stems of what would answer the question, also of other words for it; every entry that holds
one is a candidate (``LIKE`` without diacritics), those that hold most first. Entries whose titles are alike letter by
letter (trigrams) follow. What neither finds, somebody who reads the lists may still add.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

QUOTED = 110
"""Characters quoted on either side of the first stem."""
_TEXT = "unaccent(lower(concat_ws(' ', title, keywords, body)))"
_BY_STEMS = """
    SELECT url, year, title, body, {held} AS held FROM search_entry WHERE {any}
    ORDER BY held DESC, year DESC NULLS LAST, id LIMIT %s
"""
_HELD = f"({_TEXT} LIKE unaccent(lower(%s)))"
_ALIKE = """
    SELECT url, year, title, body, 0 FROM search_entry
    ORDER BY word_similarity(unaccent(lower(%s)), unaccent(lower(title))) DESC, id LIMIT %s
"""


def candidates(text: str, stems: Sequence[str], most: int) -> Iterator[str]:
    """Yield a line for each candidate: how many stems it holds, its address, year, title, its text around a stem."""
    seen = set()
    for url, year, title, body, held in [*_by_stems(stems, most), *_alike(text, most // 4)]:
        if url not in seen:
            seen.add(url)
            yield f"{held} {url} [{year or '–'}] {title[:200]} … {_around(body, stems)}"


def _by_stems(stems: Sequence[str], most: int) -> list[tuple[str, int | None, str, str, int]]:
    if not stems:
        return []
    held = " + ".join([f"{_HELD}::int"] * len(stems))
    holds_one = " OR ".join([_HELD] * len(stems))
    patterns = [f"%{stem}%" for stem in stems]
    return _rows(_BY_STEMS.format(held=held, any=holds_one), [*patterns, *patterns, most])


def _alike(text: str, most: int) -> list[tuple[str, int | None, str, str, int]]:
    return _rows(_ALIKE, [text, most])


def _rows(statement: str, params: Sequence[str | int]) -> list[tuple[str, int | None, str, str, int]]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        rows: list[tuple[str, int | None, str, str, int]] = cursor.fetchall()
    return rows


def _around(body: str, stems: Sequence[str]) -> str:
    places = [place for stem in stems if (place := body.lower().find(stem.lower())) >= 0]
    start = max(min(places, default=0) - QUOTED, 0)
    return body[start : start + 2 * QUOTED]
