"""A record as the interface writes it: what a row of the JSON file of its list says, and its own address."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from watchdog.exports.columns import columns_of, with_documents
from watchdog.exports.writers import plain
from watchdog.records import RecordType

Json = dict[str, Any]


def items(kind: RecordType, records: Iterable[Any], base: str) -> Iterator[Json]:
    """Write records; ``self`` is each one's lasting address, whatever becomes of its number or its name."""
    columns = columns_of(kind, base)
    for record in records:
        values = {column.name: plain(column.value(record)) for column in columns}
        yield {"self": base + reverse("api:record", args=[kind.kind, record.pk]), **values}


def record_of(kind: RecordType, number: int) -> Any:
    """Return one public record with its document, or ``None``."""
    return with_documents(kind.queryset()).filter(pk=number).first()


def fetched(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Return rows ready to be written."""
    return with_documents(rows)
