"""What stands in an exported row: the columns of its kind, then where it is shown and where it was read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from watchdog.archive.models import Reading, Sourced
from watchdog.records import Column, RecordType

CHUNK = 1000
"""Rows in memory at a time; what a queryset prefetches is asked for once a chunk."""


def columns_of(kind: RecordType, base: str = "") -> tuple[Column, ...]:
    """Return the columns of a kind with those of provenance, which stand in every export; ``base`` as in ``http://…``."""
    return (
        *kind.columns,
        Column("url", _("page of the record"), lambda record: f"{base}{record.get_absolute_url()}"),
        Column("address", _("published at"), _of("address")),
        Column("document", _("document (SHA-256)"), _of("document_sha256")),
        Column("place", _("place in the document"), _of("place")),
        Column("certainty", _("certainty"), _of("certainty")),
        Column("read_at", _("read at"), _of("document_read_at")),
        Column("note", _("our note"), _of("note")),
    )


def records_of(rows: QuerySet[Any]) -> Iterator[Any]:
    """Give a selection's records one by one with the document each names, in constant memory."""
    if issubclass(rows.model, Sourced):
        rows = rows.annotate(document_sha256=F("snapshot__sha256"), document_read_at=_read_at(rows.model))
    return rows.iterator(chunk_size=CHUNK)


def _of(name: str) -> Any:
    return lambda record: getattr(record, name, None)


def _read_at(model: type[Sourced]) -> Subquery:
    """When the document that a record names was last read for it."""
    readings = Reading.objects.filter(
        content_type=ContentType.objects.get_for_model(model),
        object_id=OuterRef("pk"),
        snapshot=OuterRef("snapshot"),
        place=OuterRef("place"),
    )
    return Subquery(readings.values("read_at")[:1])
