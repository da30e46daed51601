"""
Doubts about a record of the city's money, and how it became what it is.

The shapes are those that ``council/_evidence.html`` takes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import get_language

from watchdog.archive.findings import FINDINGS
from watchdog.archive.models import Change, Sourced
from watchdog.archive.wording import field_name, worded
from watchdog.core.places import place_words


@dataclass(frozen=True)
class Doubt:
    """Findings of one kind about a record: what the kind means, and what each says of this record."""

    code: str
    meaning: str
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Correction:
    """A field that was one thing and became another, in words."""

    field: str
    before: str
    after: str
    at: datetime
    reason: str
    by_person: bool
    waits: bool
    confirms: bool

    @property
    def occasion(self) -> tuple[object, ...]:
        """Tell what one note holds: changes of the same minute, by the same hand, for the same reason."""
        return self.at.replace(second=0, microsecond=0), self.by_person, self.reason, self.waits, self.confirms


def doubts(findings: Iterable[dict[str, str]]) -> tuple[Doubt, ...]:
    """Group a record's findings by kind, in the order in which they were raised; each text once."""
    grouped: dict[str, dict[str, None]] = {}
    for finding in findings:
        place = f" ({place_words(finding['place'])})" if finding.get("place") else ""
        grouped.setdefault(finding["code"], {})[finding["text"] + place] = None
    return tuple(Doubt(code, _meaning(code), tuple(texts)) for code, texts in grouped.items())


def corrections(record: Sourced) -> tuple[Correction, ...]:
    """Give a record's history, the newest first, in one query."""
    kind = ContentType.objects.get_for_model(record)
    changes = Change.objects.with_decision().filter(content_type=kind, object_id=record.pk)
    return tuple(_correction(record, change) for change in changes)


def _meaning(code: str) -> str:
    known = FINDINGS.get(code)
    if known is None:
        return ""
    return known.en if get_language() == "en" else known.pl


def _correction(record: Sourced, change: Change) -> Correction:
    return Correction(
        field=field_name(record, change.field),
        before=worded(record, change.field, change.before),
        after=worded(record, change.field, change.after),
        at=change.at,
        reason=change.reason,
        by_person=change.user_id is not None,
        waits=not change.applied and not change.decided,
        confirms=change.confirms,
    )
