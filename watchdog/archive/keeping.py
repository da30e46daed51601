"""
The way in to the evidence room: bytes first, then their card, then where and when they were seen.

Whatever fails later, what an office published is kept; a card without bytes cannot come about.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from watchdog.archive.models import Disclosure, Sighting, Snapshot
from watchdog.archive.vault import vault

STRICTNESS = [Disclosure.PUBLIC, Disclosure.REDACTED, Disclosure.STAFF]


@dataclass(frozen=True)
class Arrival:
    """A document as it came: its bytes, where from, and what the server said of it."""

    content: bytes
    address: str
    file: Path | None = None
    """Where the bytes lie, instead of in ``content``, when they are too many to be held in memory."""
    source: str = ""
    """Slug of the source that reads it; empty while nobody knows what it is."""
    media_type: str = "application/octet-stream"
    disclosure: str = Disclosure.STAFF
    etag: str = ""
    last_modified: str = ""


def keep(arrival: Arrival, *, rehearse: bool = False) -> Sighting:
    """
    Keep a document and return where it was seen; raise ``OSError``, and write nothing, when the vault cannot take it.

    The same bytes found again at an address confirm the sighting there; other bytes make a new one, also when they are
    an earlier version put back. ``rehearse`` leaves the vault as it is, for a caller who rolls the rest back.
    """
    sha256 = _hash(arrival) if rehearse else _kept(arrival)
    with transaction.atomic():
        return _sight(_card(arrival, sha256), arrival, timezone.now())


def _hash(arrival: Arrival) -> str:
    if arrival.file is None:
        return hashlib.sha256(arrival.content).hexdigest()
    with arrival.file.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _kept(arrival: Arrival) -> str:
    return vault().keep(arrival.content) if arrival.file is None else vault().keep_file(arrival.file)


def confirm(sighting: Sighting) -> None:
    """Note that the server still serves these bytes."""
    sighting.confirmed_at = timezone.now()
    sighting.save(update_fields=["confirmed_at"])


def _card(arrival: Arrival, sha256: str) -> Snapshot:
    snapshot, created = Snapshot.objects.get_or_create(
        sha256=sha256,
        defaults={
            "size": arrival.file.stat().st_size if arrival.file else len(arrival.content),
            "media_type": arrival.media_type[:100],
            "disclosure": arrival.disclosure,
        },
    )
    if not created:
        _disclose(snapshot, arrival)
    return snapshot


def _disclose(snapshot: Snapshot, arrival: Arrival) -> None:
    """Let the strictest of the sources that read these bytes decide who may see them; an unknown one has no say."""
    if not arrival.source:
        return
    known = snapshot.sightings.exclude(source="").exists()
    wanted = max(snapshot.disclosure, arrival.disclosure, key=_strictness) if known else arrival.disclosure
    if wanted != snapshot.disclosure:
        snapshot.disclosure = wanted
        snapshot.save(update_fields=["disclosure"])


def _strictness(disclosure: str) -> int:
    return STRICTNESS.index(Disclosure(disclosure))


def _sight(snapshot: Snapshot, arrival: Arrival, now: datetime) -> Sighting:
    latest = Sighting.objects.latest_at(arrival.address)
    marks = {"etag": arrival.etag[:300], "last_modified": arrival.last_modified[:100]}
    if latest and latest.snapshot_id == snapshot.pk and latest.source in ("", arrival.source):
        latest.source, latest.confirmed_at = arrival.source, now
        latest.etag, latest.last_modified = marks["etag"], marks["last_modified"]
        latest.snapshot = snapshot
        latest.save()
        return latest
    return Sighting.objects.create(
        snapshot=snapshot, address=arrival.address, source=arrival.source, seen_at=now, **marks
    )
