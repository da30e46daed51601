"""
Taking a change back: the field gets what it was before, as a correction of its own, so that nothing is rewritten.

Only what still stands can be taken back. If somebody has changed the field since, that later change is taken back
first; otherwise one person's correction would vanish in another's.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from watchdog.archive.models import Change, ChangeQuerySet, Sourced
from watchdog.archive.wording import is_value
from watchdog.archive.writing import Evidence
from watchdog.backroom.correcting import put
from watchdog.ingest.source import Rejection


def later(change: Change) -> ChangeQuerySet:
    """Give the changes of the same field that were applied after this one."""
    same = {"content_type": change.content_type, "object_id": change.object_id, "field": change.field}
    return Change.objects.filter(**same, applied=True, pk__gt=change.pk)


def may_revert(change: Change) -> bool:
    """Tell whether a change was applied, altered a value that can be put back, still stands, and hides no name."""
    known = change.record is not None and is_value(change.record, change.field)
    return known and change.applied and not change.confirms and not change.concealed_at and not later(change).exists()


def revert(change: Change, evidence: Evidence) -> None:
    """Put back what stood before a change; raise ``Rejection`` where it no longer stands or cannot be put back."""
    if not isinstance(change.record, Sourced) or not may_revert(change):
        raise Rejection(_("This field has been changed since: take the later change back first."))
    back = Change(
        content_type=change.content_type, object_id=change.object_id, field=change.field, snapshot=change.snapshot
    )
    back.before, back.after = change.after, change.before
    put(back, evidence)
