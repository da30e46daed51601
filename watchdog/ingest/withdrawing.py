"""
What an office no longer lists is marked withdrawn, never deleted; and only when its list can be trusted.

An office's page that comes back empty or cut is a fault far more often than a decision.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.utils import timezone

from watchdog.archive.models import Change, Reading, Sighting, Snapshot, Sourced
from watchdog.ingest.registry import batch_models
from watchdog.ingest.seen import Seen
from watchdog.ingest.source import Finding

LEAST_SHARE = 0.5
"""A newer version with less than this share of the last one's records is doubted, not believed."""

REASON = "Nowsza wersja dokumentu pod tym samym adresem już tego nie wymienia."


def previous_version(sighting: Sighting) -> Snapshot | None:
    """Return the document that stood at this address before, as far as it was taken in."""
    before = Sighting.objects.filter(
        address=sighting.address, source=sighting.source, taken_in_at__isnull=False, seen_at__lt=sighting.seen_at
    ).exclude(snapshot=sighting.snapshot)
    latest = before.select_related("snapshot").order_by("-seen_at", "-pk").first()
    return latest.snapshot if latest else None


def shrunk(sighting: Sighting, seen: Seen) -> Finding | None:
    """Say so when a document holds less than half of what its previous version held."""
    before = previous_version(sighting)
    if before is None:
        return None
    counts = [(sighting.snapshot.readings.count(), before.readings.count())]
    counts += [(seen.count(model), _listed(model, sighting).count()) for model in batch_models()]
    for now, then in counts:
        if now < then * LEAST_SHARE:
            return Finding(
                code="shrunk",
                text=f"Nowsza wersja dokumentu ma {now} zapisów, poprzednia miała {then}; "
                "niczego nie oznaczono jako wycofane.",
            )
    return None


def _earlier(sighting: Sighting) -> set[int]:
    """Return the other documents that stood at this address before."""
    earlier = Sighting.objects.filter(address=sighting.address, source=sighting.source)
    return set(earlier.exclude(snapshot=sighting.snapshot).values_list("snapshot", flat=True))


def _listed(model: type[Sourced], sighting: Sighting) -> QuerySet[Any]:
    """Keep the records written in batches that this address has stated so far and has not taken back."""
    snapshots = {*_earlier(sighting), sighting.snapshot_id}
    return model._default_manager.filter(snapshot__in=snapshots, withdrawn_at__isnull=True)


class Withdrawn(NamedTuple):
    """How many records were marked, and in which earlier documents (their keys) they stood."""

    records: int
    snapshots: list[int]


def withdraw_missing(sighting: Sighting, seen: Seen) -> Withdrawn:
    """
    Mark what earlier versions at this address listed and the newest does not.

    A record that any other document still states, or that a person entered, stays as it is. Rows of registers keep no
    readings: of them those are meant that the document at this address stated and now has not.
    """
    snapshots = _earlier(sighting)
    missing = Reading.objects.filter(snapshot__in=snapshots)
    withdrawn = sum(_withdraw(kind, missing.filter(content_type=kind), sighting) for kind in _kinds(missing))
    withdrawn += sum(_withdraw_unseen(model, sighting, seen) for model in batch_models())
    return Withdrawn(withdrawn, sorted(snapshots) if withdrawn else [])


def _withdraw_unseen(model: type[Sourced], sighting: Sighting, seen: Seen) -> int:
    listed = _listed(model, sighting).filter(entered_by__isnull=True)
    return mark(model, seen.without(listed, model), sighting)


def _kinds(readings: QuerySet[Reading]) -> Iterator[ContentType]:
    for pk in readings.order_by().values_list("content_type", flat=True).distinct():
        yield ContentType.objects.get_for_id(pk)


def _withdraw(kind: ContentType, missing: QuerySet[Reading], sighting: Sighting, reason: str = REASON) -> int:
    model = kind.model_class()
    if model is None or not issubclass(model, Sourced):
        return 0
    listed_elsewhere = Reading.objects.filter(content_type=kind).exclude(snapshot__in=missing.values("snapshot"))
    records = model._default_manager.filter(
        pk__in=missing.values("object_id"), withdrawn_at__isnull=True, entered_by__isnull=True
    ).exclude(pk__in=listed_elsewhere.values("object_id"))
    return mark(model, list(records.values_list("pk", flat=True)), sighting, reason)


def withdraw_served(sighting: Sighting, reason: str) -> Withdrawn:
    """Mark everything that the documents at an address stated: the last of them, which ``sighting`` names, is gone."""
    snapshots = {*_earlier(sighting), sighting.snapshot_id}
    stated = Reading.objects.filter(snapshot__in=snapshots)
    marked = sum(_withdraw(kind, stated.filter(content_type=kind), sighting, reason) for kind in _kinds(stated))
    for model in batch_models():
        listed = _listed(model, sighting).filter(entered_by__isnull=True)
        marked += mark(model, list(listed.values_list("pk", flat=True)), sighting, reason)
    return Withdrawn(marked, sorted(snapshots) if marked else [])


def mark(model: type[Sourced], keys: list[int], sighting: Sighting, reason: str = REASON) -> int:
    """Mark records as withdrawn, with a change that says which document left them out, or was the last with them."""
    now = timezone.now()
    kind = ContentType.objects.get_for_model(model)
    model._default_manager.filter(pk__in=keys).update(withdrawn_at=now, updated_at=now)
    Change.objects.bulk_create(
        Change(
            content_type=kind,
            object_id=key,
            field="withdrawn_at",
            after=now,
            reason=reason,
            snapshot=sighting.snapshot,
        )
        for key in keys
    )
    return len(keys)
