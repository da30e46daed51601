"""Database expressions that the rooms share."""

from __future__ import annotations

from django.db.models import Aggregate, CharField, Expression, F, Func, Value
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
