"""
A table without its indexes while it is filled for the first time, and with all of them again before anybody sees it.

An index that grows row by row costs three times what it costs made at once of rows that are there. What is taken off is
read from the database's own catalogue and put back by the same words, in the same transaction: if that is broken off,
nothing has happened. Until its end whoever asks the table waits, so it is for a table that has next to nothing to show.

A table that can be made anew at any time may be filled by several sessions at once (``without_indexes``); there the
model says what is to be put back, also after a process that was killed.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.db.models import Model

FEW = 5_000
"""Rows with which a table still counts as empty: its readers wait until the first load is done."""
MEMORY = "512MB"
"""What the making of one index may take."""


@dataclass(frozen=True)
class Part:
    """An index or a constraint: how it is taken off and how it is put back."""

    off: str
    on: str


class Bare:
    """A table while its secondary indexes and its foreign keys are off; the primary key and ``kept`` stay."""

    def __init__(self, model: type[Model], *kept: str) -> None:
        self._table = model._meta.db_table
        self._parts = parts_of(self._table, *kept)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")  # nothing may be pending
            for part in self._parts:
                cursor.execute(part.off)
            if not model._default_manager.exists():
                self._put_into_new_file(cursor)

    def _put_into_new_file(self, cursor: Any) -> None:
        """
        Give an empty table a file that is there only once the transaction is.

        A server that keeps no copies of its log elsewhere (``wal_level`` minimal) need not log what goes into it.
        """
        table = connection.ops.quote_name(self._table)
        cursor.execute(
            "SELECT indexrelid::regclass FROM pg_index WHERE indrelid = %s::regclass AND indisprimary", [self._table]
        )
        [primary] = cursor.fetchone()
        cursor.execute(f"CLUSTER {table} USING {primary}; ALTER TABLE {table} SET WITHOUT CLUSTER")

    def dressed(self) -> None:
        """
        Put everything back; raise ``IntegrityError`` where the rows do not allow it.

        Making an index tells the database how many rows there are; whoever asks more of it calls ``count_anew``.
        """
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
            cursor.execute(f"SET LOCAL maintenance_work_mem = '{MEMORY}'")
            for part in self._parts[::-1]:
                cursor.execute(part.on)


@contextmanager
def without_indexes(model: type[Model]) -> Iterator[None]:
    """
    Take the indexes that a model names off its table, for everybody, and put them back at the end, whatever happens.

    Not to be entered in a transaction. Its constraints stay. Whoever asks the table meanwhile gets an answer, late; a
    process that is killed leaves the indexes to ``restore_indexes``.
    """
    with connection.cursor() as cursor:
        for index in model._meta.indexes:
            cursor.execute(f"DROP INDEX IF EXISTS {connection.ops.quote_name(index.name)}")
    try:
        yield
    finally:
        restore_indexes(model)


def restore_indexes(model: type[Model]) -> int:
    """Make those indexes that a model names and its table lacks; return how many."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT indexrelid::regclass::text FROM pg_index WHERE indrelid = %s::regclass", [model._meta.db_table]
        )
        there = {name for (name,) in cursor.fetchall()}
    missing = [index for index in model._meta.indexes if index.name not in there]
    if missing:
        with transaction.atomic(), connection.schema_editor() as editor:
            editor.execute(f"SET LOCAL maintenance_work_mem = '{MEMORY}'")
            for index in missing:
                editor.add_index(model, index)
    return len(missing)


def parts_of(table: str, *kept: str) -> list[Part]:
    """Give the constraints and the indexes of a table that can be taken off, in the order in which to do so."""
    return _constraints(table, kept) + _indexes(table, kept)


def is_empty(model: type[Model]) -> bool:
    """Tell whether a table holds so little that its readers may wait."""
    return model._default_manager.order_by()[: FEW + 1].count() <= FEW


def _constraints(table: str, kept: tuple[str, ...]) -> list[Part]:
    """Give the foreign keys of a table and its unique constraints to which no foreign key leads."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT format('ALTER TABLE %%s DROP CONSTRAINT %%I', c.conrelid::regclass, c.conname),
                   format('ALTER TABLE %%s ADD CONSTRAINT %%I %%s', c.conrelid::regclass, c.conname,
                          pg_get_constraintdef(c.oid))
            FROM pg_constraint c
            WHERE c.conrelid = %s::regclass AND c.contype IN ('f', 'u') AND c.conname <> ALL(%s)
              AND NOT EXISTS (SELECT 1 FROM pg_constraint o WHERE o.contype = 'f' AND o.conindid = c.conindid
                              AND c.contype = 'u')
            ORDER BY c.contype, c.conname
            """,
            [table, list(kept)],
        )
        return [Part(*row) for row in cursor.fetchall()]


def _indexes(table: str, kept: tuple[str, ...]) -> list[Part]:
    """Give the indexes of a table that belong to no constraint."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT format('DROP INDEX %%s', i.indexrelid::regclass), pg_get_indexdef(i.indexrelid)
            FROM pg_index i JOIN pg_class k ON k.oid = i.indexrelid
            WHERE i.indrelid = %s::regclass AND k.relname <> ALL(%s)
              AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.indexrelid AND c.contype <> 'f')
            ORDER BY k.relname
            """,
            [table, list(kept)],
        )
        return [Part(*row) for row in cursor.fetchall()]
