"""
What a person decided against a document.

A document that differs from what a person entered changes nothing: its ``Change`` is kept, not applied, and waits
(``Change.objects.waiting()``) until a person says something of that field: takes the document's value over, enters a
third one, or confirms what stands. The decision is a ``Change`` of its own, so nothing of the history is rewritten.

How a document's value enters its record is the matter of the app that owns the record, beside its other writers.
"""

from __future__ import annotations

from watchdog.archive.models import Change
from watchdog.archive.writing import Evidence


def keep(change: Change, evidence: Evidence) -> Change:
    """Confirm what stands against a document that says otherwise: a change from a value to itself, with its reason.

    Raises ``ValueError`` when nobody decides: only a person may.
    """
    if evidence.user is None:
        raise ValueError("a decision needs a person")
    return Change.objects.create(
        content_type=change.content_type,
        object_id=change.object_id,
        field=change.field,
        before=change.before,
        after=change.before,
        reason=evidence.reason,
        snapshot=change.snapshot,
        user=evidence.user,
    )
