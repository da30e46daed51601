"""What was read from a document, as its card lists it: each public record with its name and address."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, QuerySet

from watchdog.archive.models import Reading, Snapshot
from watchdog.records import RecordType, record_types, record_types_of


@dataclass(frozen=True)
class Item:
    """A record that a document speaks of, and where in the document."""

    kind: Any
    title: str
    url: str
    place: str


def listed_readings(snapshot: Snapshot) -> QuerySet[Reading]:
    """Return the readings of a document that became records with a page of their own, in the document's order."""
    return snapshot.readings.filter(content_type__in=_kinds_with_pages()).order_by("pk")


def counts(snapshot: Snapshot) -> list[tuple[Any, int]]:
    """Return how many records of each kind with a page of its own were read from a document."""
    rows = listed_readings(snapshot).order_by().values("content_type").annotate(n=Count("object_id", distinct=True))
    found = {row["content_type"]: row["n"] for row in rows}
    labels = {kind.pk: _label(kind) for kind in (ContentType.objects.get_for_id(pk) for pk in found)}
    return sorted(((labels[pk], n) for pk, n in found.items()), key=lambda pair: str(pair[0]))


def items(readings: Sequence[Reading]) -> list[Item]:
    """Name the records of some readings, with as many queries as there are kinds among them."""
    wanted: dict[int, set[int]] = defaultdict(set)
    for reading in readings:
        wanted[reading.content_type_id].add(reading.object_id)
    found: dict[tuple[int, int], Item] = {}
    for kind_pk, keys in wanted.items():
        for record_type in _types_of(ContentType.objects.get_for_id(kind_pk)):
            for record in record_type.queryset().filter(pk__in=keys):
                text = record_type.search_text(record)
                found[kind_pk, record.pk] = Item(record_type.singular, text.title, text.url, "")
    return [
        Item(item.kind, item.title, item.url, reading.place)
        for reading in readings
        if (item := found.get((reading.content_type_id, reading.object_id)))
    ]


def doubts(snapshot: Snapshot, most: int) -> list[dict[str, str]]:
    """Return the first findings about what a document says."""
    lists: Iterable[list[dict[str, str]]] = (
        snapshot.readings.exclude(findings=[]).order_by("pk").values_list("findings", flat=True)[:most]
    )
    unique = {tuple(sorted(finding.items())): finding for findings in lists for finding in findings}
    return list(unique.values())[:most]


def _kinds_with_pages() -> list[ContentType]:
    models = {record_type.model._meta.concrete_model for record_type in record_types()}
    return list(ContentType.objects.get_for_models(*models).values())


def _types_of(kind: ContentType) -> tuple[RecordType, ...]:
    model = kind.model_class()
    return record_types_of(model) if model else ()


def _label(kind: ContentType) -> Any:
    types = _types_of(kind)
    return types[0].plural if types else kind.name
