"""Every public record of a kind as plain values, in the order of its keys and in constant memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import BooleanField, DateField, DateTimeField, DecimalField, IntegerField, QuerySet

from watchdog.exports.columns import columns_of, records_of, with_reading
from watchdog.exports.copying import stored
from watchdog.records import Column, RecordType

CHUNK = 2000
TYPES = (
    (BooleanField, "boolean"),
    (DateTimeField, "datetime"),
    (DateField, "date"),
    (DecimalField, "number"),
    (IntegerField, "integer"),
)


def read(kind: RecordType, columns: Sequence[Column]) -> Iterator[tuple[Any, ...]]:
    """Yield the key of each record, then its values; read by the database alone where every column can be."""
    rows: QuerySet[Any] = kind.queryset().order_by("pk")
    if not all(column.stored for column in columns):
        for record in records_of(rows):
            yield (record.pk, *(column.value(record) for column in columns))
        return
    yield from asked(columns, rows).iterator(chunk_size=CHUNK)


def asked(columns: Sequence[Column], rows: QuerySet[Any]) -> QuerySet[Any]:
    """Ask for the key and the columns' values and nothing else."""
    named = {f"cell_{number}": stored(column) for number, column in enumerate(columns)}
    plain = with_reading(rows.select_related(None).prefetch_related(None)).annotate(**named)
    values: QuerySet[Any] = plain.values_list("pk", *named)
    return values


def types_of(kind: RecordType) -> dict[str, str]:
    """Tell the type of each column by its field; ``any`` of what a program of ours computes."""
    columns = columns_of(kind)
    told = [column for column in columns if column.stored]
    found = asked(told, kind.queryset()).query.annotations
    fields = {column.name: found[f"cell_{number}"].output_field for number, column in enumerate(told)}
    return {column.name: _type(fields.get(column.name)) for column in columns}


def _type(field: Any) -> str:
    if field is None:
        return "any"
    return next((name for kind, name in TYPES if isinstance(field, kind)), "string")
