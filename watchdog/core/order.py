"""
A total order of a model's rows, and the places in it as text.

An order is a sequence of fields in the grammar of ``order_by``; the key is added where it is missing. A field that may
be unknown takes an end of its scale (``COALESCE(day, '0001-01-01')``): unknown values come last, or first where a
``Key`` asks for it, and one comparison of rows holds them all. Text is never unknown, only empty (Django's own rule).

An index serves an order of one direction when it holds the same expressions, in either direction. For the order
``("-day", "-number")`` of a model whose day and number may be unknown::

    models.Index(known("day", models.DateField), known("number", models.IntegerField), "id", name="vote_by_day")
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from itertools import groupby
from typing import Any, NamedTuple
from urllib.parse import quote, unquote

from django.core.exceptions import ValidationError
from django.db.models import BooleanField, F, Field, Func, GeneratedField, Model, Q, QuerySet, Value
from django.db.models import fields as kinds
from django.db.models.expressions import OrderBy
from django.db.models.functions import Coalesce

from watchdog.core.statements import Gap

SEPARATOR = "~"
"""Left as it is by every encoding of addresses; inside a text it is written ``%7E``."""

SCALES: dict[type[Field[Any, Any]], tuple[Any, Any]] = {
    kinds.DateTimeField: (datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)),
    kinds.DateField: (date.min, date.max),
    kinds.TimeField: (time.min, time.max),
    kinds.BigIntegerField: (-(2**63) + 1, 2**63 - 1),
    kinds.IntegerField: (-(2**31) + 1, 2**31 - 1),
    kinds.DecimalField: (Decimal(-(10**20)), Decimal(10**20)),
}
"""The ends of each scale, lowest and highest."""


def known(name: str, kind: type[Field[Any, Any]], *, desc: bool = True) -> Coalesce:
    """Return the expression by which a nullable field is ordered, for an index; ``desc`` as in the order it serves."""
    return Coalesce(name, Value(_end(kind(), lowest=desc), output_field=kind()))


class BadCursor(ValueError):
    """The place in a list that an address names cannot be read."""


@dataclass(frozen=True)
class Key:
    """One field of an order: its path from the model, its direction, and where unknown values go."""

    path: str
    desc: bool = False
    nulls_last: bool = True

    @classmethod
    def of(cls, name: str | Key) -> Key:
        return name if isinstance(name, Key) else cls(name.removeprefix("-"), desc=name.startswith("-"))

    def turned(self) -> Key:
        """Return the key of the same order read backwards."""
        return Key(self.path, not self.desc, not self.nulls_last)


class Part(NamedTuple):
    """A key with the field it leads to."""

    key: Key
    field: Field[Any, Any]
    nullable: bool

    @property
    def unknown(self) -> Any:
        """The value that stands for an unknown one: before or after every other."""
        return _end(self.field, lowest=self.key.desc == self.key.nulls_last)

    @property
    def expression(self) -> Coalesce | F:
        if not self.nullable:
            return F(self.key.path)
        return Coalesce(self.key.path, Value(self.unknown, output_field=self.field))

    def value(self, value: Any) -> Value | Gap:
        if isinstance(value, Gap):
            return value
        return Value(self.unknown if value is None else value, output_field=self.field)


class Order:
    """The order of a queryset by these fields; the key is added in the direction of the last one."""

    def __init__(self, queryset: QuerySet[Any], names: Sequence[str | Key]) -> None:
        keys = [Key.of(name) for name in names] or [Key("pk", desc=True)]
        if keys[-1].path not in ("pk", "id"):
            keys.append(Key("pk", desc=keys[-1].desc))
        self.parts = tuple(Part(key, *_field(queryset, key.path)) for key in keys)

    def order_by(self) -> list[OrderBy]:
        """Return the arguments of ``QuerySet.order_by``."""
        return [OrderBy(part.expression, descending=part.key.desc) for part in self.parts]

    def turned(self) -> Order:
        """Return the same order read backwards."""
        backwards = Order.__new__(Order)
        backwards.parts = tuple(part._replace(key=part.key.turned()) for part in self.parts)
        return backwards

    def after(self, values: Sequence[Any]) -> Q:
        """
        Return the condition „stands after the row with these values”.

        Fields of one direction are compared as one row, which an index answers; where the direction turns, the first
        fields bound what is read and the others decide among their equals.
        """
        rows = list(zip(self.parts, values, strict=True))
        runs = [list(run) for _, run in groupby(rows, key=lambda row: row[0].key.desc)]
        condition = Q(_compared(runs.pop()))
        for run in reversed(runs):
            condition = Q(_compared(run, "=")) & (Q(_compared(run)) | condition)
        return condition

    def gaps(self) -> list[Gap]:
        """Return what stands in ``after`` for the values of a row that is not known yet."""
        return [Gap(at, part.field) for at, part in enumerate(self.parts)]

    def filled(self, values: Sequence[Any]) -> list[Any]:
        """Return what these gaps are filled with: an unknown value by what stands for it."""
        return [part.unknown if value is None else value for part, value in zip(self.parts, values, strict=True)]

    def values_of(self, row: Model) -> list[Any]:
        return [_value(row, part.key.path) for part in self.parts]

    def encode(self, values: Sequence[Any]) -> str:
        """Return a row's values as text for an address; an unknown one is empty."""
        return SEPARATOR.join("" if value is None else _text(value) for value in values)

    def decode(self, text: str) -> list[Any]:
        """Return the values; raise ``BadCursor`` for another number of them or for one that its field cannot hold."""
        pieces = text.split(SEPARATOR)
        if len(pieces) != len(self.parts):
            raise BadCursor(text)
        return [_read(piece, part) for piece, part in zip(pieces, self.parts, strict=True)]


def _end(field: Field[Any, Any], *, lowest: bool) -> Any:
    scale = next(ends for kind, ends in SCALES.items() if isinstance(field, kind))
    return scale[0 if lowest else 1]


def _compared(run: Sequence[tuple[Part, Any]], equal: str = "") -> Func:
    operator = ("<" if run[0][0].key.desc else ">") + equal
    left = Func(*(part.expression for part, _ in run), template="(%(expressions)s)")
    right = Func(*(part.value(value) for part, value in run), template="(%(expressions)s)")
    return Func(left, right, template="%(expressions)s", arg_joiner=f" {operator} ", output_field=BooleanField())


def _field(queryset: QuerySet[Any], path: str) -> tuple[Field[Any, Any], bool]:
    """Return the field at a path, and whether it may be unknown."""
    if path in queryset.query.annotations:
        field = queryset.query.annotations[path].output_field
        return field, not _is_text(field)
    steps = list(_steps(queryset.model, path))
    field = getattr(steps[-1], "output_field", steps[-1]) if isinstance(steps[-1], GeneratedField) else steps[-1]
    return field, any(step.null for step in steps) and not _is_text(field)


def _steps(model: type[Model], path: str) -> Iterator[Any]:
    for name in path.split("__"):
        step: Any = model._meta.pk if name == "pk" else model._meta.get_field(name)
        model = step.related_model or model
        yield step


def _is_text(field: Field[Any, Any]) -> bool:
    return isinstance(field, kinds.CharField | kinds.TextField)


def _value(row: Any, path: str) -> Any:
    for name in path.split("__"):
        row = None if row is None else getattr(row, name)
    return row


def _text(value: Any) -> str:
    text = value.isoformat() if isinstance(value, date | time) else str(value)
    return quote(text, safe=":+ ").replace(SEPARATOR, "%7E")


def _read(piece: str, part: Part) -> Any:
    text = unquote(piece)
    if not text and part.nullable:
        return None
    try:
        value = part.field.to_python(text)
        part.field.run_validators(value)
    except (ValidationError, OverflowError) as error:
        raise BadCursor(piece) from error
    if value is None or not text.isprintable():
        raise BadCursor(piece)
    return value
