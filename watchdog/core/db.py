"""Database expressions that the rooms share, and what the database is told of its tables."""

from __future__ import annotations

from django.db import connection
from django.db.models import Aggregate, CharField, Expression, F, Func, Model, Value
from django.db.models.functions import Lower

from watchdog.core.text import POLISH_ALPHABET, SORT_CODES


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
