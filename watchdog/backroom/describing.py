"""
What a record says, line by line, for whoever has to check it: every field a person can type, and what hangs on it.

An app adds lines of its own kinds (``describe_also``): the names of a roll call, the days of a session.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeAlias

from django.db.models import Field, ForeignKey, Model
from django.utils.text import capfirst

from watchdog.archive.wording import worded

SAID_ELSEWHERE = frozenset(
    {
        "address",
        "authority",
        "certainty",
        "entered_by",
        "findings",
        "place",
        "slug",
        "snapshot",
        "withdrawn_at",
    }
)
"""Fields that the page shows in a place of their own, or that say nothing to a reader."""


@dataclass(frozen=True)
class Line:
    """One thing that a record says: how it is called, and what it is."""

    label: str
    value: str


Describe: TypeAlias = Callable[[Any], Iterable[Line]]

_also: dict[type[Model], Describe] = {}


def describe_also(model: type[Model], describe: Describe) -> None:
    """Add lines to the description of one kind of record; called once by its app."""
    _also[model] = describe


def described(record: Model) -> tuple[Line, ...]:
    """Give what a stored record says; empty fields say nothing."""
    own = (_line(record, field) for field in record._meta.concrete_fields if _is_told(field))
    also = _also.get(type(record), _nothing)
    return (*(line for line in own if line.value), *also(record))


def _is_told(field: Field[Any, Any]) -> bool:
    return field.editable and not field.primary_key and field.name not in SAID_ELSEWHERE


def _line(record: Model, field: Field[Any, Any]) -> Line:
    value = getattr(record, field.name)
    if isinstance(field, ForeignKey) or value in (None, "", False):
        said = str(value) if isinstance(value, Model) else ""
    else:
        said = worded(record, field.name, value)
    return Line(str(capfirst(field.verbose_name)), said)


def _nothing(record: Model) -> Iterable[Line]:
    return ()
