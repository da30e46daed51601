"""
A queryset's question put together once, and asked as often as somebody wants to know.

Django puts the text of a query together from its parts each time, and PostgreSQL plans each text that it is sent. For a
page of fifty rows either costs more than reading them. A ``Statement`` is such a text, with its values in it as the
planner wants to see them, and with gaps for the few that differ from page to page; the database is asked by it through
a cursor that has them prepared, so that the server plans them once.

It belongs to no connection, so threads share it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self

import psycopg
from django.core.exceptions import EmptyResultSet
from django.db import connections, models
from django.db.models import Expression, Field, QuerySet
from django.db.models.sql.compiler import SQLCompiler
from psycopg import sql

_PLACE = re.compile("%([%s])")

Row = tuple[Any, ...]


class Gap(Expression):
    """A value that is known only when the question is asked: the one at this place of those given then."""

    def __init__(self, place: int, field: Field[Any, Any]) -> None:
        super().__init__(output_field=field)
        self.place = place

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, tuple[Any, ...]]:
        # Of no type but its value's: what stands for an unknown one lies beyond what the field may hold, and a year
        # that is cut to the field's two bytes is another year.
        return "%s", (self,)


def is_one_of(keys: Any) -> models.Func:
    """Return the condition „its key is one of these”, of an expression that gives a list of keys."""
    return models.Func(
        models.F("pk"), keys, template="%(expressions)s)", arg_joiner=" = ANY(", output_field=models.BooleanField()
    )


@dataclass(frozen=True)
class Statement:
    """A question for rows of plain values."""

    using: str
    text: str
    """SQL; its values stand in it, but for gaps and lists (of keys found elsewhere), which stay parameters."""
    parameters: tuple[Any, ...]
    converters: tuple[tuple[int, Any, Any], ...]
    """Which columns Django turns into other values, by what, and the expressions that these are told."""

    @classmethod
    def of(cls, queryset: QuerySet[Any, Row]) -> Statement | None:
        """Put a queryset of ``values_list`` together; ``None`` where its conditions are such as nothing can meet."""
        connection = connections[queryset.db]
        compiler = queryset.query.get_compiler(queryset.db)
        try:
            text, values = compiler.as_sql()
        except EmptyResultSet:
            return None
        text, parameters = _with_literals(text, values, connection)
        found = compiler.get_converters([each for each, _, _ in compiler.select])
        return cls(queryset.db, text, parameters, tuple((at, *each) for at, each in found.items()))

    def rows(self, values: Sequence[Any] = ()) -> list[Row]:
        """Ask the database, with these values in the gaps."""
        connection = connections[self.using]
        given = [values[each.place] if isinstance(each, Gap) else each for each in self.parameters]
        with prepared_cursor(connection) as cursor:
            cursor.execute(self.text, given)
            rows: list[Row] = cursor.fetchall()
        return self._converted(rows, connection) if self.converters else rows

    def _converted(self, rows: list[Row], connection: Any) -> list[Row]:
        whole = [list(row) for row in rows]
        for at, functions, expression in self.converters:
            for row in whole:
                for function in functions:
                    row[at] = function(row[at], expression, connection)
        return [tuple(row) for row in whole]


def _with_literals(text: str, values: Sequence[Any], connection: Any) -> tuple[str, tuple[Any, ...]]:
    """Write values into the text as psycopg writes them; a percent sign in it stays doubled, as in any such text."""
    connection.ensure_connection()
    left, parameters = iter(values), []

    def written(match: re.Match[str]) -> str:
        if match[1] == "%":
            return match[0]
        value = next(left)
        if isinstance(value, Gap | list | tuple):
            parameters.append(value)
            return "%s"
        return sql.Literal(value).as_string(connection.connection).replace("%", "%%")

    return _PLACE.sub(written, text), tuple(parameters)


def prepared_cursor(connection: Any) -> Any:
    """Open a cursor that hands values over beside the text, in Django's wrapper, which logs and counts as any other."""
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    with connection.wrap_database_errors:
        cursor = _Prepared(connection.connection)
    return connection.make_debug_cursor(cursor) if connection.queries_logged else connection.make_cursor(cursor)


class _Prepared(psycopg.Cursor[Row]):
    """A cursor whose statements the server keeps with their plans, for as long as the connection lives."""

    def execute(self, query: Any, params: Any = None, **more: Any) -> Self:
        return super().execute(query, params, **{**more, "prepare": True})
