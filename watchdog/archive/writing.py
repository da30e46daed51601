"""
The one way a public record is written.

``upsert`` answers created, changed or unchanged; it leaves a ``Change`` for every altered field and never lets a
machine's re-reading overwrite what a person entered or corrected: the difference is kept, not applied, and waits for
a person. A weaker source fills gaps and never replaces what a stronger one says.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils import timezone
from django.utils.text import Truncator, capfirst

from watchdog.archive.findings import OUTWEIGHED
from watchdog.archive.models import Certainty, Change, Reading, Snapshot, Sourced
from watchdog.archive.wording import field_name, worded
from watchdog.core.privacy import masked

LONGEST_TOLD = 120
"""Letters of a value that a sentence about it holds."""

PERSON = 100
"""The authority of a person's word; every machine's is lower."""


class Outcome(StrEnum):
    """What taking in one draft meant for the record."""

    STORED = "stored"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    DUPLICATE = "duplicate"


@dataclass(frozen=True)
class Stored:
    """What a store function answers: the record, what became of it, and the doubts raised while storing."""

    record: Sourced
    outcome: Outcome
    findings: tuple[dict[str, str], ...] = ()


@dataclass(frozen=True)
class Evidence:
    """Where a record's values come from: a document read by a machine, or a person who read it or knows better."""

    snapshot: Snapshot | None = None
    place: str = ""
    address: str = ""
    certainty: str = Certainty.STATED
    authority: int = 0
    user: User | None = None
    reason: str = ""

    @property
    def weight(self) -> int:
        return PERSON if self.user else self.authority


def is_empty(value: object) -> bool:
    """Tell whether a field says nothing; zero and False do say something."""
    return value is None or value in ("", [], ())


@transaction.atomic
def upsert(record: Sourced, values: Mapping[str, Any], evidence: Evidence, data: Mapping[str, Any]) -> Outcome:
    """
    Bring a record to what its evidence says and report what that meant; the record is saved here and nowhere else.

    ``record`` is the one found by its natural key, or a new unsaved one with its key set; ``values`` the other fields;
    ``data`` the draft as read, kept as a ``Reading`` whatever becomes of the values.
    """
    if record.pk is None:
        for field, value in values.items():
            setattr(record, field, value)
        _point_at(record, evidence)
        record.entered_by = evidence.user
        record.save()
        _keep_reading(record, evidence, data)
        return Outcome.STORED
    changes = _differences(record, values, evidence)
    record.outweighed = _outweighed(record, values, evidence)
    applied = [change for change in changes if change.applied]
    for change in applied:
        setattr(record, change.field, values[change.field])
    moved = evidence.weight >= record.authority and _point_at(record, evidence)
    shown_again = record.withdrawn_at is not None and evidence.user is None
    if shown_again:
        record.withdrawn_at = None
    if moved or applied or shown_again:
        record.save()
    Change.objects.bulk_create(changes)
    _keep_reading(record, evidence, data, record.outweighed)
    return Outcome.CHANGED if applied else Outcome.UNCHANGED


def correct(record: Sourced, values: Mapping[str, Any], evidence: Evidence) -> Outcome:
    """Let a person (``evidence.user``) change fields of a record; each difference is applied and kept with a reason."""
    if evidence.user is None:
        raise ValueError("a correction needs a person")
    return upsert(record, values, evidence, data={})


def stands(record: Sourced, field: str, before: object, evidence: Evidence) -> bool:
    """Tell whether a person's word stands at a field and the evidence is a machine's, so that it may only wait.

    What a person left open in a record of his own, a document may fill.
    """
    if evidence.user is not None:
        return False
    typed = record.entered_by_id is not None and not is_empty(before)
    return typed or record.changes.filter(field=field, user__isnull=False, applied=True).exists()


def change_of(
    record: Sourced, field: str, before: object, after: object, evidence: Evidence, *, applied: bool = True
) -> Change:
    """
    Give an unsaved change of one field, with the evidence it rests on; not applied: it waits for a person.

    A name that the mask knows by now enters no history: what a record said before the mask learned it is kept masked,
    and the change says that its values are hidden.
    """
    was, is_now = _plain(before), _plain(after)
    hidden = _masked(was) != was or _masked(is_now) != is_now
    return Change(
        content_type=ContentType.objects.get_for_model(record),
        object_id=record.pk,
        field=field,
        before=_masked(was),
        after=_masked(is_now),
        concealed_at=timezone.now() if hidden else None,
        reason=evidence.reason,
        snapshot=evidence.snapshot,
        user=evidence.user,
        applied=applied,
    )


def already_waits(record: Sourced, field: str, after: object) -> bool:
    """Tell whether a document has said the same of this field before, whatever became of it."""
    same: bool = record.changes.filter(field=field, applied=False, after=_plain(after)).exists()
    return same


def _differences(record: Sourced, values: Mapping[str, Any], evidence: Evidence) -> list[Change]:
    changes = []
    for field, after in values.items():
        before = getattr(record, field)
        if before == after or (is_empty(before) and is_empty(after)):
            continue
        held = stands(record, field, before, evidence)
        if not held and not _may_replace(record, field, before, after, evidence):
            continue
        if held and (is_empty(after) or already_waits(record, field, after)):
            continue
        changes.append(change_of(record, field, before, after, evidence, applied=not held))
    return changes


def _outweighed(record: Sourced, values: Mapping[str, Any], evidence: Evidence) -> list[dict[str, str]]:
    """Say where a document states another value than a weightier one, whose value stands."""
    found = []
    for field, after in values.items():
        before = getattr(record, field)
        if before == after or is_empty(before) or is_empty(after) or stands(record, field, before, evidence):
            continue
        if _may_replace(record, field, before, after, evidence):
            continue
        found.append(
            {
                "code": OUTWEIGHED,
                "text": f"{capfirst(field_name(record, field))}: ten dokument podaje „{_told(record, field, after)}”, "
                f"stoi „{_told(record, field, before)}” z dokumentu o większej wadze.",
                "place": evidence.place,
            }
        )
    return found


def _told(record: Sourced, field: str, value: object) -> str:
    return Truncator(worded(record, field, _masked(_plain(value)))).chars(LONGEST_TOLD)


def _may_replace(record: Sourced, field: str, before: object, after: object, evidence: Evidence) -> bool:
    """A stronger or equal source replaces; a weaker one fills gaps; silence erases only what its address once said."""
    if evidence.user or is_empty(before):
        return True
    if evidence.authority < record.authority:
        return False
    return not is_empty(after) or (evidence.address == record.address and _once_said(record, field, evidence.address))


def _once_said(record: Sourced, field: str, address: str) -> bool:
    """Tell whether a document at an address may have given a field that a newer one there leaves out.

    A field that no reading of the address names (its draft calls it otherwise) may have come from there.
    """
    readings = record.readings.filter(address=address).values_list("data", flat=True)
    told = [data[field] for data in readings if field in data]
    return not told or not all(map(is_empty, told))


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, models.Model) else value


def _masked(value: Any) -> Any:
    return masked(value) if isinstance(value, str) else value


def _point_at(record: Sourced, evidence: Evidence) -> bool:
    """Let the record name its strongest evidence; tell whether that moved anything. A correction moves no document."""
    if evidence.user and record.pk is not None:
        return False
    before = (record.snapshot_id, record.place, record.address, record.certainty, record.authority)
    record.snapshot = evidence.snapshot
    record.place = evidence.place
    record.address = evidence.address
    record.certainty = evidence.certainty
    record.authority = evidence.weight
    return before != (record.snapshot_id, record.place, record.address, record.certainty, record.authority)


def _keep_reading(
    record: Sourced, evidence: Evidence, data: Mapping[str, Any], outweighed: Sequence[dict[str, str]] = ()
) -> None:
    if evidence.snapshot is None or not data:
        return
    findings = [*data.get("findings", []), *outweighed]
    reading, created = Reading.objects.get_or_create(
        content_type=ContentType.objects.get_for_model(record),
        object_id=record.pk,
        snapshot=evidence.snapshot,
        place=evidence.place,
        defaults={
            "address": evidence.address,
            "certainty": evidence.certainty,
            "authority": evidence.weight,
            "data": data,
            "findings": findings,
        },
    )
    if not created and (reading.data, reading.findings) != (data, findings):
        reading.data, reading.findings, reading.read_at = data, findings, timezone.now()
        reading.save()
