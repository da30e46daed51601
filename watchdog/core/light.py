"""
Rows of a list as records that hold only what the list shows.

Django makes a record and each record it points to field by field, which for fifty rows of five records costs more than
the database does. Here the columns of a list are asked for as plain values and put into records of the same classes,
with all their properties. A field that was not asked for is fetched when somebody reads it, as Django does with any
deferred field; a list's test of its number of queries finds that.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, Generic, TypeVar

from django.db.models import Model, QuerySet
from django.db.models.base import ModelState

M = TypeVar("M", bound=Model)
READ = "_read"
"""The name under which a record keeps the values it was read with, for ``seen``."""


class Light(Generic[M]):
    """
    What fetches a queryset's rows with these columns: own fields and annotations, and fields of records that they point
    to (``supplier__name``), which need the key of that record among them (``supplier__pk``, first).

    Give ``Pages`` one as ``fetch``; whatever its order names must stand among the columns or be the key.
    """

    def __init__(self, *columns: str) -> None:
        self.own = [name for name in columns if "__" not in name]
        led = [tuple(name.split("__")) for name in columns if "__" in name]
        self.related = {name: [field for _, field in each] for name, each in groupby(led, key=lambda path: path[0])}
        fields = (f"{name}__{field}" for name, fields in self.related.items() for field in fields)
        self.asked = ("pk", *self.own, *fields)

    def __call__(self, queryset: QuerySet[M]) -> list[M]:
        return self.records(queryset.model, queryset.db, self.values(queryset))

    def values(self, queryset: QuerySet[M]) -> QuerySet[M, tuple[Any, ...]]:
        """Ask a queryset for the columns alone, as plain values."""
        return queryset.values_list(*self.asked)

    def records(self, model: type[M], using: str, rows: Iterable[tuple[Any, ...]]) -> list[M]:
        """Put plain values into records; rows that point to one record share it."""
        places = self._places(model)
        end, records = len(self.own) + 1, []
        for values in rows:
            row = _record(model, using, values[0], zip(self.own, values[1:end], strict=True))
            near, cache = row.__dict__, row._state.fields_cache
            near[READ] = values
            for name, key, kind, fields, place, known in places:
                told = values[place]
                if told not in known:
                    known[told] = told[0] and _record(kind, using, told[0], zip(fields, told[1:], strict=True))
                near[key], cache[name] = told[0], known[told]
            records.append(row)
        return records

    def _places(self, model: type[M]) -> list[tuple[str, str, Any, list[str], slice, dict[tuple[Any, ...], Any]]]:
        """Say of each record that rows point to: its name, that of its key, its kind, its fields, its columns, and
        those that are put together already."""
        places, start = [], len(self.own) + 1
        for name, fields in self.related.items():
            kind = model._meta.get_field(name).related_model
            columns = slice(start, start + len(fields))
            places.append((name, f"{name}_id", kind, fields[1:], columns, dict[tuple[Any, ...], Any]()))
            start += len(fields)
        return places


def light(*columns: str) -> Light[Any]:
    """Return what fetches rows with these columns."""
    return Light(*columns)


@dataclass(frozen=True)
class Seen(Generic[M]):
    """A record as a list shows it: equal to another that was read with the same values, whenever that was."""

    values: tuple[Any, ...]
    record: M = field(compare=False)


def seen(record: M) -> Seen[M] | None:
    """Tell records apart by what was read of them; ``None`` of one fetched otherwise, or with values without hash."""
    values = record.__dict__.get(READ)
    if values is None:
        return None
    values = tuple(tuple(each) if type(each) is list else each for each in values)
    try:
        hash(values)
    except TypeError:
        return None
    return Seen(values, record)


def _record(model: Any, using: str, key: Any, values: Iterable[tuple[str, Any]]) -> Any:
    record = model.__new__(model)
    state = ModelState()
    state.adding, state.db = False, using
    record.__dict__.update(values, _state=state)
    record.__dict__[model._meta.pk.attname] = key
    return record
