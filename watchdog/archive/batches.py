"""
Writing many records of one register at once, by the same rules as ``writing.upsert``.

What is new goes in by one statement a batch; what says the same as before is read and not written; only a record that
differs takes the long way, which leaves a ``Change`` and lets nothing overwrite a person's word. Such records keep no
``Reading``: a register names each of them once, and the record itself says in which document and where.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import models

from watchdog.archive.models import Sourced
from watchdog.archive.writing import Evidence, Outcome, Stored, is_empty, upsert

T = TypeVar("T", bound=Sourced)


@dataclass(frozen=True)
class Row:
    """One record as a document states it."""

    key: str
    """Its key among the records of its register."""
    identity: Mapping[str, Any]
    """Fields that are set when the record is made and never again."""
    values: Mapping[str, Any]
    """The other fields; a foreign key by its name and with its instance."""
    evidence: Evidence


def write_many(model: type[T], register: str, rows: Sequence[Row]) -> list[Stored]:
    """
    Bring records of a register to what these rows say; answer in their order.

    ``model`` has the fields ``register`` and ``key``, together unique. A key that comes twice is written by its first
    row and compared with by the second.
    """
    known = _known(model, register, [row.key for row in rows])
    made: dict[str, T] = {}
    for row in rows:
        if row.key not in known and row.key not in made:
            made[row.key] = _new(model, register, row)
    model._default_manager.bulk_create(made.values())
    fresh = set(made)
    answers = []
    for row in rows:
        if row.key in fresh:
            fresh.discard(row.key)
            answers.append(Stored(made[row.key], Outcome.STORED))
        else:
            answers.append(_compared(known.get(row.key) or made[row.key], row))
    return answers


def _known(model: type[T], register: str, keys: Sequence[str]) -> dict[str, T]:
    found = model._default_manager.filter(register=register, key__in=set(keys))
    return {record.key: record for record in found}  # type: ignore[attr-defined]  # such a model has a key


def _new(model: type[T], register: str, row: Row) -> T:
    evidence = row.evidence
    return model(
        register=register,
        key=row.key,
        **row.identity,
        **row.values,
        snapshot=evidence.snapshot,
        place=evidence.place,
        address=evidence.address,
        certainty=evidence.certainty,
        authority=evidence.weight,
        entered_by=evidence.user,
    )


def _compared(record: Sourced, row: Row) -> Stored:
    """Take the long way only with a record that differs, or that its register shows again."""
    if record.withdrawn_at is None and not differs(record, row.values):
        return Stored(record, Outcome.UNCHANGED)
    return Stored(record, upsert(record, row.values, row.evidence, data={}))


def differs(record: Sourced, values: Mapping[str, Any]) -> bool:
    """Tell whether any field would change; foreign keys are compared by their keys, so nothing is fetched."""
    return any(not _same(record, field, after) for field, after in values.items())


def _same(record: Sourced, field: str, after: object) -> bool:
    before = getattr(record, record._meta.get_field(field).attname)  # type: ignore[union-attr]  # a column, no relation
    wanted = after.pk if isinstance(after, models.Model) else after
    return bool(before == wanted) or (is_empty(before) and is_empty(wanted))
