"""
What a person decided against a document.

A document that differs from what a person entered changes nothing: its ``Change`` is kept, not applied, and waits
(``Change.objects.waiting()``) until a person says something of that field: takes the document's value over, enters a
third one, or confirms what stands. The decision is a ``Change`` of its own, so nothing of the history is rewritten.

How a document's value enters its record is the matter of the app that owns the record, beside its other writers.
"""

from __future__ import annotations

from watchdog.archive.models import Change, Sourced
from watchdog.archive.writing import Evidence, change_of


def keep(change: Change, evidence: Evidence) -> Change:
    """Confirm what stands against a document that says otherwise: a change from a value to itself, with its reason.

    Raises ``ValueError`` when nobody decides (only a person may), or when the record is gone.
    """
    record = change.record
    if evidence.user is None or not isinstance(record, Sourced):
        raise ValueError("a decision needs a person and a record")
    kept = change_of(record, change.field, change.before, change.before, evidence)
    kept.save()
    return kept
