"""Which documents stand behind a record, and how it became what it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.contrib.contenttypes.prefetch import GenericPrefetch
from django.db.models import Model, Q, QuerySet
from django.utils.translation import get_language

from watchdog.archive.findings import FINDINGS
from watchdog.archive.models import Change, Sourced
from watchdog.archive.telling import readings_of
from watchdog.archive.wording import field_name, told_values
from watchdog.core.places import place_words

__all__ = ["Correction", "Doubt", "corrections", "corrections_of", "doubts", "readings_of"]


@dataclass(frozen=True)
class Doubt:
    """Findings of one kind about a record: what the kind means, and what each says of this record."""

    code: str
    meaning: str
    texts: tuple[str, ...]


def doubts(findings: Iterable[dict[str, str]]) -> list[Doubt]:
    """Group a record's findings by kind, in the order in which they were raised; each text once."""
    grouped: dict[str, dict[str, None]] = {}
    for finding in findings:
        place = f" ({place_words(finding['place'])})" if finding.get("place") else ""
        grouped.setdefault(finding["code"], {})[finding["text"] + place] = None
    return [Doubt(code, _meaning(code), tuple(texts)) for code, texts in grouped.items()]


def _meaning(code: str) -> str:
    known = FINDINGS.get(code)
    if known is None:
        return ""
    return known.en if get_language() == "en" else known.pl


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
    """A document differs from what a person entered; nothing was changed yet."""
    confirms: bool
    """A person confirmed what stands against a document that says otherwise."""
    taken_back_at: datetime | None = None
    """When a person put back what stood before, where one did."""
    is_hidden: bool = False
    """One of the values names a private person, so that neither is told."""
    part: str = ""
    """What was changed, where it is no field of the page's own record but of one that hangs on it."""

    @property
    def occasion(self) -> tuple[object, ...]:
        """Tell what one note holds: changes of the same minute, by the same hand, for the same reason."""
        minute = self.at.replace(second=0, microsecond=0)
        return minute, self.by_person, self.reason, self.waits, self.confirms, self.taken_back_at


def corrections(record: Sourced, *parts: QuerySet[Any]) -> list[Correction]:
    """
    Give a record's history, the newest first, with that of its parts: what has no page of its own is corrected here.

    One query where nothing was changed; else one more for each kind of part that was.
    """
    changes = Change.objects.with_decision().with_taken_back().filter(_about(type(record), [record.pk]))
    if parts:
        about = reduce(or_, (_about(each.model, each.values("pk")) for each in parts))
        own = _about(type(record), [record.pk])
        changes = Change.objects.with_decision().with_taken_back().filter(own | about).select_related("content_type")
        changes = changes.prefetch_related(GenericPrefetch("record", [type(record)._base_manager.all(), *parts]))
    return [_correction_of_page(record, change, parts) for change in changes]


def _about(model: type[Model], keys: Any) -> Q:
    """Find the changes of these records without asking for their kind's key first."""
    meta = (model._meta.concrete_model or model)._meta
    return Q(content_type__app_label=meta.app_label, content_type__model=meta.model_name, object_id__in=keys)


def _correction_of_page(record: Sourced, change: Change, parts: Sequence[QuerySet[Any]]) -> Correction:
    part = change.record if parts else None
    if not isinstance(part, Sourced) or (part.pk, part._meta.concrete_model) == (
        record.pk,
        record._meta.concrete_model,
    ):
        return _correction(record, change)
    return replace(_correction(part, change), part=str(part))


def corrections_of(records: Sequence[Sourced]) -> dict[int, list[Correction]]:
    """Give the histories of several records of one kind, by primary key, in one query; none where there are none."""
    found: dict[int, list[Correction]] = {record.pk: [] for record in records}
    if not records:
        return found
    kind = ContentType.objects.get_for_model(records[0])
    by_key = {record.pk: record for record in records}
    for change in Change.objects.with_decision().with_taken_back().filter(content_type=kind, object_id__in=by_key):
        found[change.object_id].append(_correction(by_key[change.object_id], change))
    return found


def _correction(record: Sourced, change: Change) -> Correction:
    before, after = told_values(record, change)
    return Correction(
        field=field_name(record, change.field),
        before=before,
        after=after,
        at=change.at,
        reason=change.reason,
        by_person=change.user_id is not None,
        waits=not change.applied and not change.decided,
        confirms=change.confirms,
        taken_back_at=change.taken_back_at,
        is_hidden=change.concealed_at is not None,
    )
