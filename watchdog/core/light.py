"""
Rows of a list as records that hold only what the list shows.

Django makes a record and each record it points to field by field, which for fifty rows of five records costs more than
the database does. Here the columns of a list are asked for as plain values and put into records of the same classes,
with all their properties. A field that was not asked for is fetched when somebody reads it, as Django does with any
deferred field; a list's test of its number of queries finds that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.db.models.base import ModelState

M = TypeVar("M", bound=Model)
Fetch = Callable[[QuerySet[M]], list[M]]


def light(*columns: str) -> Fetch[Any]:
    """
    Return what fetches a queryset's rows with these columns: own fields and annotations, and fields of records that
    they point to (``supplier__name``), which need the key of that record among them (``supplier__pk``, first).

    Give ``KeysetPage`` the result as ``fetch``; whatever its order names must stand among the columns or be the key.
    """
    own = [name for name in columns if "__" not in name]
    led = [tuple(name.split("__")) for name in columns if "__" in name]
    related = {name: [field for _, field in each] for name, each in groupby(led, key=lambda path: path[0])}
    asked = ["pk", *own, *(f"{name}__{field}" for name, fields in related.items() for field in fields)]
    return lambda queryset: _rows(queryset, own, related, asked)


def _rows(queryset: QuerySet[M], own: list[str], related: dict[str, list[str]], asked: Sequence[str]) -> list[M]:
    model, using = queryset.model, queryset.db
    kinds = {name: model._meta.get_field(name).related_model for name in related}
    rows = []
    for key, *values in queryset.values_list(*asked):
        left = iter(values)
        row = _record(model, using, key, zip(own, left, strict=False))
        for name, fields in related.items():
            told = [next(left) for _ in fields]
            row.__dict__[f"{name}_id"] = told[0]
            rest = zip(fields[1:], told[1:], strict=True)
            row._state.fields_cache[name] = None if told[0] is None else _record(kinds[name], using, told[0], rest)
        rows.append(row)
    return rows


def _record(model: Any, using: str, key: Any, values: Iterable[tuple[str, Any]]) -> Any:
    record = model.__new__(model)
    state = ModelState()
    state.adding, state.db = False, using
    record.__dict__.update(values, _state=state)
    record.__dict__[model._meta.pk.attname] = key
    return record
