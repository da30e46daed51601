"""
A database's rows as files, and files as rows: PostgreSQL's COPY in text, which every version writes and reads alike.

Nothing here knows a model. The tables are those of the schema, in whatever state its migrations left it.
"""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from django.db import connection
from psycopg import sql

from watchdog.backup.manifest import Sequence, Table

LEFT_OUT = frozenset({"django_session"})
"""Log-ins that are open at the moment: whoever was logged in logs in again."""

DERIVED = "derived:"
"""How the comment of a table begins whose rows the database makes of other tables' rows: loading those makes these."""

READ_ALIKE = (
    "SET LOCAL timezone = 'UTC'; SET LOCAL datestyle = 'ISO'; SET LOCAL intervalstyle = 'iso_8601'; "
    "SET LOCAL bytea_output = 'hex'; SET LOCAL extra_float_digits = 1"
)
"""How values are written, so that the same rows are the same bytes on every server."""

PIECE = 1 << 20


@dataclass(frozen=True)
class Shape:
    """A table of the schema: its stored columns, and those of its primary key."""

    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]


def shapes() -> list[Shape]:
    """Return every table of the schema by name; those that the database itself keeps from others are left out."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT c.relname,
                   array_agg(a.attname::text ORDER BY a.attnum) FILTER (WHERE a.attgenerated = ''),
                   coalesce(array_agg(a.attname::text ORDER BY array_position(i.indkey::int2[], a.attnum))
                            FILTER (WHERE a.attnum = ANY (i.indkey::int2[])), '{}')
            FROM pg_class c
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
            WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relnamespace = current_schema()::regnamespace
                AND coalesce(obj_description(c.oid, 'pg_class'), '') NOT LIKE %s
            GROUP BY c.relname ORDER BY c.relname
            """,
            [f"{DERIVED}%"],
        )
        return [Shape(name, tuple(columns), tuple(key)) for name, columns, key in cursor.fetchall()]


def dump(shape: Shape, directory: Path) -> Table:
    """Write a table's rows into ``tables/<name>.gz`` of a backup."""
    path = f"tables/{shape.name}.gz"
    rows, content = 0, hashlib.sha256()
    with (directory / path).open("xb") as file:
        with gzip.GzipFile(fileobj=file, mode="wb", compresslevel=6, mtime=0, filename="") as packed:
            for block in _rows_of(shape):
                rows += block.count(b"\n")
                content.update(block)
                packed.write(block)
        file.flush()
    return Table(
        path=path,
        **sum_and_size(directory / path),
        name=shape.name,
        columns=shape.columns,
        rows=rows,
        content=content.hexdigest(),
    )


def fingerprint(shape: Shape) -> str:
    """Return the ``content`` that a backup of the table would have now."""
    content = hashlib.sha256()
    for block in _rows_of(shape):
        content.update(block)
    return content.hexdigest()


def load(table: Table, directory: Path) -> None:
    """Put a backup's rows into a table in which nobody's are, in place of what triggers of others already put there."""
    question = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table.name), _list(table.columns))
    with _raw() as cursor:
        cursor.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(table.name)))
        with cursor.copy(question) as copy, gzip.open(directory / table.path) as rows:
            while block := rows.read(PIECE):
                copy.write(block)


def empty() -> None:
    """Take out whatever stands in any table of the schema, also what the database made of other tables' rows."""
    with _raw() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1")
        names = [name for (name,) in cursor.fetchall()]
        cursor.execute(sql.SQL("TRUNCATE {}").format(_list(names)))


def counters() -> list[Sequence]:
    """Return where every counter stands."""
    with _raw() as cursor:
        cursor.execute("SELECT sequencename FROM pg_sequences WHERE schemaname = current_schema() ORDER BY 1")
        names = [name for (name,) in cursor.fetchall()]
        return [_counter(cursor, name) for name in names]


def set_counter(counter: Sequence) -> None:
    """Let a counter go on from where it stood."""
    with _raw() as cursor:
        quoted = sql.Identifier(counter.name).as_string(cursor)
        cursor.execute("SELECT setval(%s::regclass, %s, %s)", [quoted, counter.value, counter.is_called])


def sum_and_size(path: Path) -> dict[str, Any]:
    """Return a file's SHA-256 and size, by the names of ``Part``."""
    with path.open("rb") as file:
        return {"sha256": hashlib.file_digest(file, "sha256").hexdigest(), "size": path.stat().st_size}


def _rows_of(shape: Shape) -> Iterator[bytes]:
    """Yield a table as COPY writes it, a line a row, in the order of its primary key."""
    order = sql.SQL(" ORDER BY {}").format(_list(shape.key)) if shape.key else sql.SQL("")
    select = sql.SQL("SELECT {} FROM {}{}").format(_list(shape.columns), sql.Identifier(shape.name), order)
    with _raw() as cursor, cursor.copy(sql.SQL("COPY ({}) TO STDOUT").format(select)) as copy:
        for block in copy:
            yield bytes(block)


def _counter(cursor: psycopg.Cursor[Any], name: str) -> Sequence:
    cursor.execute(sql.SQL("SELECT last_value, is_called FROM {}").format(sql.Identifier(name)))
    [value, is_called] = cursor.fetchone() or (1, False)
    return Sequence(name=name, value=value, is_called=is_called)


def _list(names: tuple[str, ...] | list[str]) -> sql.Composed:
    return sql.SQL(", ").join(map(sql.Identifier, names))


@contextmanager
def _raw() -> Iterator[psycopg.Cursor[Any]]:
    """Give psycopg's own cursor of Django's connection, which knows COPY."""
    connection.ensure_connection()
    with connection.connection.cursor() as cursor:
        yield cursor
