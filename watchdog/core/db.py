"""Database expressions that the rooms share, and what the database is told of its tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from operator import attrgetter
from typing import Any, TypeVar

from django.db import connection, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import (
    Aggregate,
    AutoField,
    BooleanField,
    CharField,
    Expression,
    F,
    Field,
    ForeignKey,
    ForeignObject,
    Func,
    IntegerField,
    Lookup,
    Model,
    TextField,
    Value,
)
from django.db.models.functions import Lower
from django.db.models.sql.compiler import SQLCompiler

from watchdog.core.text import POLISH_ALPHABET, SORT_CODES

M = TypeVar("M", bound=Model)
AS_THEY_ARE = (AutoField, BooleanField, CharField, ForeignKey, IntegerField, TextField)
"""Kinds of fields whose values are copied without asking the field what it makes of them."""
WORTH_COPYING = 200
"""Records from which on a ``COPY`` is quicker than one statement with all of them."""


class PolishSortKey(Func):
    """
    A text's place in the Polish alphabet (ą after a, ł after l), computed by the database in a generated column.

    The embedded server has no ICU collations; letters mapped to ascending code points sort alike on every server.
    """

    function = "translate"
    output_field = CharField()

    def __init__(self, expression: Expression | F | str) -> None:
        super().__init__(Lower(expression), Value(POLISH_ALPHABET), Value(SORT_CODES))


class Median(Aggregate):
    """The middle value of a column, unknown ones left out; between two middle ones, half-way."""

    function = "percentile_cont"
    name = "Median"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"


def count_anew(*models: type[Model]) -> None:
    """
    Have the database look at how full these tables are now.

    It does so by itself a minute after they grew, and never within the transaction that fills them; until then it
    may walk through a whole table for each of a thousand questions.
    """
    with connection.cursor() as cursor:
        names = ", ".join(connection.ops.quote_name(model._meta.db_table) for model in models)
        cursor.execute(f"ANALYZE {names}")


@ForeignObject.register_lookup  # which does not look at what all fields know
@Field.register_lookup
class AnyOf(Lookup):
    """
    One of many values, handed over as one array: ``name__any_of=names``.

    ``__in`` writes a parameter for each; tens of thousands of them cost more to write and to read than to answer.
    """

    lookup_name = "any_of"
    prepare_rhs = False

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        left, params = self.process_lhs(compiler, connection)
        return f"{left} = ANY(%s)", (*params, list(self.rhs))


def create_many(model: type[M], records: Sequence[M]) -> None:
    """Write new records as ``bulk_create`` does, many of them by ``COPY``; each has its key afterwards."""
    if len(records) < WORTH_COPYING:
        model._default_manager.bulk_create(records)
        return
    fields = [field for field in model._meta.concrete_fields if not field.generated]
    values = attrgetter(*(str(field.attname) for field in fields))
    others = [(place, field) for place, field in enumerate(fields) if not _goes_as_it_is(field)]
    columns = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
            [model._meta.db_table, model._meta.pk.column, len(records)],
        )
        for record, (key,) in zip(records, cursor.fetchall(), strict=True):
            record.pk = key
            record._state.adding, record._state.db = False, connection.alias
        own = connections[connection.alias]  # without asking each time which thread's it is
        with cursor.copy(f"COPY {connection.ops.quote_name(model._meta.db_table)} ({columns}) FROM STDIN") as copy:
            for record in records:
                row = list(values(record))
                for place, field in others:
                    row[place] = field.get_db_prep_save(field.pre_save(record, True), own)
                copy.write_row(row)


def _goes_as_it_is(field: Field[Any, Any]) -> bool:
    """Tell whether the database takes a field's value as a record holds it, which most fields ask Django at length."""
    return isinstance(field, AS_THEY_ARE) and type(field).pre_save is Field.pre_save


@contextmanager
def savepoint_of_transaction() -> Iterator[None]:
    """Within a transaction, let an error undo no more than what is done inside; begin none where there is none."""
    if connection.in_atomic_block:
        with transaction.atomic():
            yield
    else:
        yield


@contextmanager
def one_moment() -> Iterator[None]:
    """Show everything asked within as it stood at one moment, whatever is written meanwhile; nothing can be written."""
    if connection.in_atomic_block:  # whoever asks has a moment of their own
        yield
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield
