"""What one document says of a record, to stand beside what a person says: its page as printed, its words as read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from watchdog.archive.models import Reading, Snapshot, Sourced
from watchdog.archive.wording import field_name
from watchdog.backroom.models import Submission
from watchdog.core.places import place_words

PDF = "application/pdf"
PAGE = re.compile(r"\bp\. (\d+)")


@dataclass(frozen=True)
class Beside:
    """A document's page and what was read from it of one record."""

    snapshot: Snapshot
    place: str
    page: int | None
    """Of a PDF: which page, counted from 1; ``None`` of anything else."""
    said: tuple[tuple[str, str], ...]
    """What was read, field by field."""

    @property
    def picture(self) -> str:
        """The address of the page's picture; empty where there is none."""
        return reverse("backroom:page", args=[self.snapshot.sha256, self.page]) if self.page else ""


def beside(record: Sourced, snapshot: Snapshot | None) -> Beside | None:
    """Give what a document says of a record; ``None`` where no document is named."""
    if snapshot is None:
        return None
    reading = record.readings.filter(snapshot=snapshot).first()
    place = reading.place if reading else (record.place if record.snapshot_id == snapshot.pk else "")
    page = _page(place) if snapshot.media_type == PDF else None
    return Beside(snapshot, place_words(place), page, _said(record, reading) if reading else ())


def beside_submission(submission: Submission) -> Beside | None:
    """Give the document that typed work was read from, where it was uploaded with it."""
    snapshot = submission.snapshot
    if snapshot is None:
        return None
    page = _page(submission.place) if snapshot.media_type == PDF else None
    return Beside(snapshot, place_words(submission.place), page, ())


def _page(place: str) -> int:
    """Give the page that a place names; a place that names none is on the first."""
    found = PAGE.search(place)
    return int(found[1]) if found else 1


def _said(record: Sourced, reading: Reading) -> tuple[tuple[str, str], ...]:
    """List what a reading holds and a person can read at a glance; lists of names stand on the picture."""
    plain = ((name, value) for name, value in reading.data.items() if _is_plain(name, value))
    return tuple((field_name(record, name), str(value)) for name, value in plain)


def _is_plain(name: str, value: Any) -> bool:
    return name not in {"place", "certainty", "address"} and isinstance(value, str | int) and value not in ("", False)
