"""Which documents stand behind a record, as every page of a record shows them."""

from __future__ import annotations

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q
from django.db.models.expressions import Combinable

from watchdog.archive.models import Reading, Sighting, Sourced


def readings_of(record: Sourced) -> list[Reading]:
    """
    Give every document that speaks of a record, the strongest first, in one query.

    ``original_missing`` on each says that the fact was published at an address whose document we have not fetched: what
    we read is another file (our seed, a third party's copy) that quotes it. A record without readings answers for
    itself and gets the same mark.
    """
    missing = ~Q(address="") & ~Q(_seen(OuterRef("snapshot"), OuterRef("address")))
    marked = record.readings.annotate(original_missing=ExpressionWrapper(missing, output_field=BooleanField()))
    readings = list(marked.select_related("snapshot"))
    if not readings and record.snapshot_id:
        seen = Sighting.objects.filter(snapshot=record.snapshot_id, address=record.address).exists()
        record.original_missing = bool(record.address) and not seen  # type: ignore[attr-defined]  # for the template
    return readings


def _seen(snapshot: Combinable, address: Combinable) -> Exists:
    return Exists(Sighting.objects.filter(snapshot=snapshot, address=address))
