"""
CSV as PostgreSQL writes it: ``COPY (SELECT …) TO STDOUT``, passed on while it comes.

The file is byte for byte the one that the writers make; it only takes a tenth of the time. Each message of ``COPY`` is
one row that ends in a line feed; RFC 4180 wants CRLF, so that one byte is exchanged, and those inside cells are not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, islice
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import QuerySet
from django.db.models.expressions import F

from watchdog.exports.cells import cell
from watchdog.exports.columns import with_reading
from watchdog.exports.writers import Format, heading
from watchdog.records import Column

ROWS = 256
"""Rows given away at a time: some 64 kB."""
SECONDS = 15 * 60
"""How long a file may take, its reader included."""
SORTED_AT_ONCE = 10_000
"""Rows that are sorted before the first one leaves; more are read in their order, so that nobody waits for the last."""


def can_copy(columns: Sequence[Column], form: Format) -> bool:
    """Tell whether the database can write these columns in this form."""
    return bool(form.delimiter) and all(column.stored for column in columns)


def copied(columns: Sequence[Column], rows: QuerySet[Any], form: Format) -> Iterator[bytes]:
    """
    Write the rows in their order, headings first, in blocks of some 64 kB.

    The headings come when the database has understood the question, and before it answers: while it does, nothing else
    can use the connection, and what stands around a view (the session of somebody logged in) still may. Whoever stops
    taking ends the answer too, and leaves the connection as it was.
    """
    sql, params = _question(columns, rows, form).query.sql_with_params()
    question = connection.ops.compose_sql(sql, params)  # type: ignore[attr-defined]  # PostgreSQL's have it
    in_order = _sorts_much(question)
    yield heading(columns, form.delimiter).encode()
    # Its values are bound already, by the driver: Django's cursor for debugging takes none here.
    statement = f"COPY ({question}) TO STDOUT (FORMAT csv, DELIMITER '{form.delimiter}')"
    with _reading(in_order), connection.cursor() as cursor, cursor.copy(statement) as copy:
        lines = iter(copy)
        while block := b"\r\n".join(chain((line[:-1] for line in islice(lines, ROWS)), (b"",))):
            yield block


def _question(columns: Sequence[Column], rows: QuerySet[Any], form: Format) -> QuerySet[Any]:
    """Ask for nothing but the cells; the selection's conditions and order stay as they are."""
    named = {f"cell_{number}": stored(column) for number, column in enumerate(columns)}
    asked = with_reading(rows.select_related(None).prefetch_related(None)).annotate(**named)
    found = asked.query.annotations
    cells: QuerySet[Any] = asked.values_list(*(cell(name, found[name], form.polish) for name in named))
    return cells


def stored(column: Column) -> Any:
    """Return a column as the database tells it, its cell not yet written."""
    return column.stored() if callable(column.stored) else F(column.stored)


@contextmanager
def _reading(in_order: bool) -> Iterator[None]:
    """Let nothing be written, nothing last for ever, and moments be those of the city; then be as before."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION READ ONLY")
            cursor.execute("SET LOCAL statement_timeout = %s", [SECONDS * 1000])
            cursor.execute("SET LOCAL TimeZone = %s", [settings.TIME_ZONE])
            if in_order:
                cursor.execute("SET LOCAL enable_sort = off")
        try:
            yield
        finally:
            transaction.set_rollback(True)  # nothing was written; inside another transaction it ends the settings too


def _sorts_much(question: str) -> bool:
    """Tell whether the database would first read everything and sort it: a reader would wait for the first row."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (FORMAT JSON) {question}")
        [[[plan]]] = cursor.fetchall()
    return any(each["Node Type"] == "Sort" and each["Plan Rows"] > SORTED_AT_ONCE for each in _nodes(plan["Plan"]))


def _nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for each in plan.get("Plans", []):
        yield from _nodes(each)
