"""
Keeping the entries of very many records in step with them, by the words that ``indexing`` keeps of one.

The texts are made by the kind itself (``RecordType.search_texts``) of a few columns, without building records; they
are copied beside the table and compared there, so that what says the same is not written. Where none of the records
has an entry yet, they are copied straight in, and the database makes their vectors while the next texts are made.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from django.db import connection

from watchdog.core.text import squash
from watchdog.records import SearchText

Texts = Callable[[Sequence[int]], Iterator[tuple[int, SearchText]]]

COLUMNS = ("kind", "object_id", "title", "keywords", "body", "url", "day", "year", "organ")
SAID = COLUMNS[2:]
STAGE = "entry_stage"
TIDY = re.compile("[ -~ĄĆĘŁŃÓŚŹŻąćęłńóśźż„”–]+")
"""Letters that squashing leaves as they are, but for spaces side by side and at the ends."""
LONGEST_TEXT = 200_000
"""Characters that are kept of one part of an entry: a ``tsvector`` holds less than a megabyte."""
LONGEST_ORGAN = 300
"""Characters of the name of a body, which stands in addresses."""


def index_texts(kind: str, texts: Texts, pks: Sequence[int]) -> tuple[int, int, int]:
    """Bring the entries of these records up to date; return how many were written, left as they were, removed."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT 1 FROM search_entry WHERE kind = %s AND object_id = ANY(%s))", [kind, list(pks)]
        )
        (known,) = cursor.fetchone()
        if not known:
            return _copy(cursor, "search_entry", kind, texts(pks)), 0, 0
        return _merged(cursor, kind, texts, pks)


def _merged(cursor: Any, kind: str, texts: Texts, pks: Sequence[int]) -> tuple[int, int, int]:
    cursor.execute(f"DROP TABLE IF EXISTS pg_temp.{STAGE}")
    cursor.execute(
        f"CREATE TEMPORARY TABLE {STAGE} ON COMMIT DROP AS SELECT {', '.join(COLUMNS)} FROM search_entry WITH NO DATA"
    )
    read = _copy(cursor, STAGE, kind, texts(pks))
    updated = ", ".join(f"{name} = EXCLUDED.{name}" for name in SAID)
    cursor.execute(
        f"INSERT INTO search_entry ({', '.join(COLUMNS)}) SELECT {', '.join(f's.{name}' for name in COLUMNS)} "
        f"FROM {STAGE} s LEFT JOIN search_entry e ON e.kind = s.kind AND e.object_id = s.object_id "
        f"WHERE e.id IS NULL OR ({_of('e')}) IS DISTINCT FROM ({_of('s')}) "
        f"ON CONFLICT (kind, object_id) DO UPDATE SET {updated}"
    )
    written = cursor.rowcount
    if read == len(pks):  # every record has a text, so none of the entries is left over
        return written, read - written, 0
    cursor.execute(
        f"DELETE FROM search_entry e WHERE kind = %s AND object_id = ANY(%s) "
        f"AND NOT EXISTS (SELECT 1 FROM {STAGE} s WHERE s.object_id = e.object_id)",
        [kind, list(pks)],
    )
    return written, read - written, cursor.rowcount


def _copy(cursor: Any, table: str, kind: str, texts: Iterable[tuple[int, SearchText]]) -> int:
    count = 0
    with cursor.copy(f"COPY {table} ({', '.join(COLUMNS)}) FROM STDIN") as copy:
        for pk, text in texts:
            year = text.day.year if text.day else text.year
            parts = (_kept(part) for part in (text.title, text.keywords, text.body))
            copy.write_row((kind, pk, *parts, text.url, text.day, year, _kept(text.organ)[:LONGEST_ORGAN]))
            count += 1
    return count


def _kept(part: str) -> str:
    """Squash and cut a part; most are squashed, which is seen sooner than done."""
    if not part or (TIDY.fullmatch(part) and "  " not in part and part[0] != " " != part[-1]):
        return part[:LONGEST_TEXT]
    return squash(part)[:LONGEST_TEXT]


def _of(table: str) -> str:
    return ", ".join(f"{table}.{name}" for name in SAID)
