"""What stands in an exported row: the columns of its kind, then where it is shown and where it was read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from django.db.models import F, FilteredRelation, Q, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import ConcatPair
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from watchdog.archive.models import Sourced
from watchdog.exports.cells import Unguarded
from watchdog.records import Column, RecordType

CHUNK = 1000
"""Rows in memory at a time; what a queryset prefetches is asked for once a chunk."""
_KEY = "here-stands-the-key"


def columns_of(kind: RecordType, base: str = "") -> tuple[Column, ...]:
    """Return the columns of a kind with those of provenance, which stand in every export; ``base`` as in ``http://…``."""
    page = partial(_page_of, kind, base) if kind.page else ""
    return (
        *kind.columns,
        Column("url", _("page of the record"), lambda record: f"{base}{record.get_absolute_url()}", page),
        *(
            column if issubclass(kind.model, Sourced) else replace(column, stored=_nothing)
            for column in _provenance(kind)
        ),
    )


def _provenance(kind: RecordType) -> tuple[Column, ...]:
    """Return where a record was read; a kind that keeps no documents has empty cells for it."""
    return (
        Column("address", _("published at"), _of("address"), "address"),
        Column("document", _("document (SHA-256)"), _of("document_sha256"), "snapshot__sha256"),
        Column("place", _("place in the document"), _of("place"), "place"),
        Column("certainty", _("certainty"), _of("certainty"), "certainty"),
        Column("read_at", _("read at"), _of("document_read_at"), "reading__read_at"),
        Column("note", _("our note"), _of("note"), "note"),
    )


def records_of(rows: QuerySet[Any]) -> Iterator[Any]:
    """Give a selection's records one by one with the document each names, in constant memory."""
    rows = with_reading(rows)
    if issubclass(rows.model, Sourced):
        rows = rows.annotate(document_sha256=F("snapshot__sha256"), document_read_at=F("reading__read_at"))
    return rows.iterator(chunk_size=CHUNK)


def with_reading(rows: QuerySet[Any]) -> QuerySet[Any]:
    """
    Join as ``reading`` when the document that a record names was last read for it; once at a place, so no row doubles.

    A join, and not a question within the row: the database may read all readings at once, where it writes all records.
    """
    if not issubclass(rows.model, Sourced):
        return rows
    same = Q(readings__snapshot=F("snapshot"), readings__place=F("place"))
    joined: QuerySet[Any] = rows.annotate(reading=FilteredRelation("readings", condition=same))
    return joined


def _of(name: str) -> Any:
    return lambda record: getattr(record, name, None)


def _page_of(kind: RecordType, base: str) -> Combinable:
    """Write the address of a record's page, which is one text around its key (in the language of the moment)."""
    name, key = kind.page or ("", "")
    before, after = reverse(name, args=[_KEY]).split(_KEY)
    return ConcatPair(Value(base + before), ConcatPair(F(key), Value(after)), output_field=Unguarded())


def _nothing() -> Combinable:
    return Value(None, output_field=Unguarded())
