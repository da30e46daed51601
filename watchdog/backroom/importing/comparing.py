"""
What each entry of a table would mean: new, known already, at odds with the portal, or impossible.

Each entry is stored where the transaction stands and the whole is undone, as ``submitting.rehearse`` does; so an entry
may stand on an earlier one. That costs 10–40 ms an entry, so a long table is compared a stretch at a time, and a later
stretch does not know the entries of an earlier one.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterable
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from watchdog.archive.models import Change, Sourced
from watchdog.archive.wording import field_name, worded
from watchdog.archive.writing import Evidence, Outcome, Stored, is_empty
from watchdog.backroom.drafts import revive, store_typed
from watchdog.backroom.links import admin_url
from watchdog.backroom.models import ImportFile, Submission
from watchdog.backroom.submitting import REFUSALS, refusal_words

SECONDS = 15.0
"""How long one stretch may take while somebody waits before the screen."""


class Status(models.TextChoices):
    """What is known of an entry."""

    ERROR = "error", pgettext_lazy("status of an imported entry", "error")
    PENDING = "pending", pgettext_lazy("status of an imported entry", "not compared yet")
    NEW = "new", pgettext_lazy("status of an imported entry", "new")
    SAME = "same", pgettext_lazy("status of an imported entry", "known already")
    WAITING = "waiting", pgettext_lazy("status of an imported entry", "waits for publication already")
    DIFFERS = "differs", pgettext_lazy("status of an imported entry", "differs from the portal")
    REFUSED = "refused", pgettext_lazy("status of an imported entry", "cannot be stored")


def pending(file: ImportFile) -> list[dict[str, Any]]:
    """Give the entries that have not been compared yet."""
    return [entry for entry in file.entries if entry["status"] == Status.PENDING]


def compare(file: ImportFile, seconds: float = SECONDS) -> None:
    """Compare the next stretch of a file's entries with the portal and keep what was found."""
    with transaction.atomic():
        locked = ImportFile.objects.select_for_update(of=("self",)).get(pk=file.pk)
        if locked.state == ImportFile.State.OPEN:
            with transaction.atomic():
                _compare(locked, seconds)
                transaction.set_rollback(True)
            locked.save(update_fields=["result"])
    file.refresh_from_db()


def _compare(file: ImportFile, seconds: float) -> None:
    end = time.monotonic() + seconds
    waiting = _waiting(file)
    made: dict[Sourced, int] = {}
    for entry in pending(file):
        if time.monotonic() > end:
            return
        known = _key(entry["kind"], entry["draft"]) in waiting
        entry |= {"status": Status.WAITING.value} if known else _tried(file, entry, made)


def _waiting(file: ImportFile) -> set[str]:
    """Give what others have sent or keep as drafts, of the kinds that the file has."""
    kinds = {entry["kind"] for entry in file.entries if entry["kind"]}
    others = Submission.objects.open().filter(kind__in=kinds).exclude(draft=None)
    return {_key(kind, draft or {}) for kind, draft in others.values_list("kind", "draft")}


def _key(kind: str, draft: dict[str, Any]) -> str:
    """Give what a draft says, wherever it stands in whichever file."""
    return kind + json.dumps({**draft, "place": ""}, sort_keys=True, cls=DjangoJSONEncoder)


def _tried(file: ImportFile, entry: dict[str, Any], made: dict[Sourced, int]) -> dict[str, Any]:
    """Store one entry where the transaction stands and say what came of it; what is not new leaves no trace."""
    try:
        with transaction.atomic():
            draft = revive(entry["kind"], entry["draft"])
            stored = store_typed(draft, evidence_of(file, entry), {})
            told = _told(file, stored, made)
            if told["status"] == Status.NEW:
                made[stored.record] = entry["row"]
            else:
                transaction.set_rollback(True)
            return told
    except REFUSALS as error:
        return {"status": Status.REFUSED.value, "reason": refusal_words(error)}


def evidence_of(file: ImportFile, entry: dict[str, Any]) -> Evidence:
    """Say where an entry comes from: its row of the file, and whoever brought it."""
    return Evidence(user=file.user, snapshot=file.snapshot, address=entry["address"], place=f"row {entry['row']}")


def _told(file: ImportFile, stored: Stored, made: dict[Sourced, int]) -> dict[str, Any]:
    record = stored.record
    if stored.outcome is Outcome.STORED:
        return {"status": Status.NEW.value, "findings": [dict(finding) for finding in record.findings]}
    differences = _differences(file, record) if stored.outcome is Outcome.CHANGED else []
    same = stored.outcome is Outcome.UNCHANGED or _says_nothing_else(file, record)
    found = {"status": (Status.SAME if same else Status.DIFFERS).value}
    if record in made:
        return {**found, "reason": _("Row %(row)s of this file speaks of the same record.") % {"row": made[record]}}
    reason = "" if same or differences else _("It would add something to the record that the portal has.")
    return {**found, "differences": differences, "reason": reason, "url": admin_url(record), "shown": str(record)[:300]}


def _changes(file: ImportFile, record: Sourced) -> Iterable[Change]:
    """Give what storing the entry has changed of its record."""
    changes: Iterable[Change] = record.changes.filter(user=file.user, snapshot=file.snapshot).order_by("pk")
    return changes


def _contradicts(change: Change) -> bool:
    """Tell whether the file says something else: an empty cell says nothing, and capital letters say the same."""
    alike = str(change.before).casefold() == str(change.after).casefold()
    return not is_empty(change.after) and not alike


def _says_nothing_else(file: ImportFile, record: Sourced) -> bool:
    """Tell whether the portal says all of it, and perhaps more."""
    changes = list(_changes(file, record))
    return bool(changes) and not any(map(_contradicts, changes))


def _differences(file: ImportFile, record: Sourced) -> list[dict[str, str]]:
    """Give what the file says otherwise, field by field, in words."""
    return [
        {
            "name": field_name(record, change.field),
            "before": worded(record, change.field, change.before),
            "after": worded(record, change.field, change.after),
        }
        for change in _changes(file, record)
        if _contradicts(change)
    ]
