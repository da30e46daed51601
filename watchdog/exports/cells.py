"""
A record's values as cells of CSV, written by the database: the twins of ``_cell`` and ``_polish_cell`` of the writers.

What a value is, its ``output_field`` tells. ``COPY`` itself prints numbers and days as Python does, and quotes as
Python's ``csv`` does; left to say is which text would be a formula, that an empty text is an empty cell (``COPY``
would quote it), and how a moment, a yes and a decimal comma are written.
"""

from __future__ import annotations

from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    DateField,
    DateTimeField,
    DecimalField,
    F,
    Func,
    IntegerField,
    SlugField,
    TextField,
    Value,
    When,
)
from django.db.models.expressions import Col, Combinable
from django.db.models.functions import ConcatPair, NullIf
from django.utils.translation import gettext as _

from watchdog.exports.writers import FORMULA

_CODES = ", ".join(str(ord(each)) for each in FORMULA)
_BEGINNINGS = "".join(rf"\u{ord(each):04x}" for each in FORMULA)


class Unguarded(TextField):  # type: ignore[type-arg]  # takes no parameters at run time
    """Text of our own making, never empty and never like a formula: the address of a page."""


class _Cell(Func):
    output_field = TextField()


class _Guarded(_Cell):
    """A field's text, behind an apostrophe where it begins like a formula; the number of its first letter is asked."""

    template = (
        f"CASE WHEN ascii(%(expressions)s) IN ({_CODES}) THEN '''' || %(expressions)s"
        " ELSE NULLIF(%(expressions)s, '') END"
    )

    def as_sql(self, *args: Any, **kwargs: Any) -> tuple[str, tuple[Any, ...]]:
        sql, params = super().as_sql(*args, **kwargs)
        return sql, (*params, *params, *params)  # the text stands in it three times


class _GuardedOnce(_Cell):
    """The same of a text that is dear to compute: slower to look at, but computed once."""

    template = f"NULLIF(regexp_replace(%(expressions)s, '^([{_BEGINNINGS}])', '''\\1'), '')"


class _Moment(_Cell):
    """A moment as ISO 8601 writes it, to the second, in the session's time zone."""

    template = """to_char(%(expressions)s, 'YYYY-MM-DD"T"HH24:MI:SSTZH:TZM')"""


class _Comma(_Cell):
    template = "replace(%(expressions)s::text, '.', ',')"


def cell(name: str, expression: Any, polish: bool) -> Combinable:
    """
    Return how the database writes an annotation, ``name``, that stands for ``expression``.

    Raise ``TypeError`` for a kind of value that has no cell here: nothing is written otherwise than Python would.
    """
    kind = expression.output_field
    if isinstance(kind, BooleanField):
        return _answer(name, *((_("yes"), _("no")) if polish else ("true", "false")))
    if isinstance(kind, DateTimeField):
        return _Moment(F(name))
    if isinstance(kind, Unguarded):
        return F(name)
    if isinstance(kind, CharField | TextField):
        return _text(name, expression)
    if isinstance(kind, DecimalField) and polish:
        return _Comma(F(name))
    if isinstance(kind, DateField | DecimalField | IntegerField):
        return F(name)
    raise TypeError(f"no cell for {name}, a {type(kind).__name__}")


def _text(name: str, expression: Any) -> Combinable:
    """Return how a text is written; of one that is chosen among several, each choice by itself."""
    if isinstance(expression, Case):
        chosen = expression.copy()
        chosen.cases = [when.copy() for when in expression.cases]
        for when in chosen.cases:
            when.result = _guarded(when.result, when.result)
        chosen.default = _guarded(expression.default, expression.default)
        return chosen
    if isinstance(expression, Col) and (expression.target.choices or isinstance(expression.target, SlugField)):
        return NullIf(F(name), Value(""))  # a word of our own, never like a formula
    return _guarded(F(name), expression)


def _guarded(text: Any, expression: Any) -> Combinable:
    """Guard a text by what it is; a field and two put together may be computed more than once."""
    return (_Guarded if isinstance(expression, Col | ConcatPair) else _GuardedOnce)(text)


def _answer(name: str, yes: str, no: str) -> Case:
    return Case(When(**{name: True}, then=Value(yes)), When(**{name: False}, then=Value(no)), output_field=TextField())
