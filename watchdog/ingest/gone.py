"""
What a register serves no more is marked withdrawn, never deleted; and only when it was told so for sure.

A list that became shorter is a doubt. So a walk ends by asking again for known documents that no list named, a few at
a time, those longest unasked first. One that the server calls gone is a failure of the run and nothing more; only when
another run, on another day, is told the same, and both otherwise found the server in order, are its records marked.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

from django.db import transaction
from django.db.models import Max, Min
from django.utils import timezone

from watchdog.archive.models import Sighting
from watchdog.ingest.documents import Report
from watchdog.ingest.models import Failure, Run
from watchdog.ingest.source import Finding, Source
from watchdog.ingest.withdrawing import withdraw_served
from watchdog.search.indexing import index_snapshot

REVISITS = 200
"""So many documents a walk asks for again: some minutes at our pace, and a year of a city's contracts in a month."""

PATIENCE = timedelta(hours=20)
"""Two runs that are told the same stand at least so far apart; a day's run may begin a little earlier than the last."""

CODE = "gone"
TEXT = "Serwer wydawcy nie ma już tego dokumentu. Zapisy oznaczymy jako wycofane, gdy powtórzy to innego dnia."
REASON = "Wydawca przestał udostępniać dokument; potwierdziły to dwa odczyty w różnych dniach."


def due(source: Source, met: Collection[str]) -> list[str]:
    """Name the known documents of a source to ask for again, those longest unasked first; none for most sources."""
    if type(source).revisits is Source.revisits:
        return []
    asked = dict(Failure.objects.filter(run__source=source.slug).values_list("address").annotate(Max("at")))
    times = {
        sighting.address: max(filter(None, (sighting.seen_at, sighting.confirmed_at, asked.get(sighting.address))))
        for sighting in Sighting.objects.latest_of_source(source.slug)
        if source.revisits(sighting.address) and sighting.address not in met
    }
    return sorted(times, key=lambda address: (times[address], address))[:REVISITS]


def stays_gone(source: Source, sighting: Sighting) -> bool:
    """Tell whether a kept document was called gone often enough and not served since: it revives nothing."""
    if type(source).revisits is Source.revisits:
        return False
    told = Failure.objects.filter(address=sighting.address, code=CODE, at__gt=sighting.confirmed_at or sighting.seen_at)
    times = told.aggregate(first=Min("at"), last=Max("at"))
    return times["first"] is not None and times["last"] - times["first"] >= PATIENCE


def name(source: Source, report: Report) -> None:
    """Call a document gone, and no fault of the server, where its answer says so."""
    if report.failed and report.answered in source.gone:
        report.transient = False
        report.fail(CODE, TEXT)


def withdraw_gone(run: Run) -> list[Finding]:
    """Mark the records of documents that this run and an earlier one were told are gone; return what to say of it."""
    told = list(run.failures.filter(code=CODE).values_list("address", flat=True))
    if len(told) * 2 > run.documents:
        text = f"Serwer nie ma już dokumentów: {len(told)} z {run.documents}, o które pytano; niczego nie wycofano."
        return [Finding(code="shrunk", text=text)]
    withdrawn = sum(_withdraw(run, address) for address in told if _told_before(run, address))
    if not withdrawn:
        return []
    text = f"Wydawca przestał udostępniać pozycje: {withdrawn}. Oznaczono je jako wycofane."
    return [Finding(code="withdrawn", text=text)]


def _told_before(run: Run, address: str) -> bool:
    """Tell whether another run, in order and long enough ago, was told the same, and the document not seen since."""
    earlier = Failure.objects.filter(
        address=address, code=CODE, run__source=run.source, run__state=Run.State.DONE, run__pk__lt=run.pk
    )
    latest = Sighting.objects.latest_at(address)
    seen = latest and (latest.confirmed_at or latest.seen_at)
    since = earlier.filter(at__gt=seen) if seen else earlier
    return since.filter(at__lte=timezone.now() - PATIENCE).exists()


@transaction.atomic
def _withdraw(run: Run, address: str) -> int:
    """Mark what the documents at an address stated, unless a person entered it; return how many records."""
    latest = Sighting.objects.latest_at(address)
    if latest is None or latest.source != run.source:
        return 0
    withdrawn = withdraw_served(latest, REASON)
    Sighting.objects.filter(pk=latest.pk).update(taken_in_at=None)  # the same bytes, served again, are read again
    for snapshot in withdrawn.snapshots:
        index_snapshot(snapshot)
    return withdrawn.records
