"""What becomes of a previewed table: bundles of submissions for a second person, or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from simple_history.utils import bulk_create_with_history

from watchdog.accounts.acts import record_act
from watchdog.accounts.models.acts import Code
from watchdog.backroom import submitting
from watchdog.backroom.importing.comparing import Status, pending
from watchdog.backroom.models import Bundle, ImportFile, State, Submission

BUNDLE = 50
"""Entries that are reviewed in one step: a page of the reviewer's, which is published in a few seconds."""


def confirm(file: ImportFile, user: User, *, send: bool) -> int:
    """
    Make a submission of each new entry, in bundles, and return how many; ``send``: they go to review at once.

    They are not rehearsed again here: the comparison has done it, and publishing does it once more. Raises
    ``submitting.Refused`` where the file was confirmed or dropped meanwhile, is not compared to its end, or has
    nothing new.
    """
    with transaction.atomic():
        locked = _locked(file)
        new = [entry for entry in locked.entries if entry["status"] == Status.NEW]
        if pending(locked):
            raise submitting.Refused(_("The file has not been compared to its end yet."))
        if not new:
            raise submitting.Refused(_("There is nothing new in this file."))
        parts = [new[start : start + BUNDLE] for start in range(0, len(new), BUNDLE)]
        for number, entries in enumerate(parts, start=1):
            _submit(locked, entries, _bundle(locked, user, number, len(parts)), user, send=send)
        locked.state = ImportFile.State.CONFIRMED
        locked.save(update_fields=["state"])
        record_act(user, Code.IMPORTED, locked)
    return len(new)


def drop(file: ImportFile, user: User) -> int:
    """
    Drop a file: of a preview nothing is left but the file; of a confirmed one, what is not published yet is put aside.

    Returns how many submissions were put aside. Raises ``submitting.Refused`` and ``PermissionDenied`` as
    ``submitting.take_back`` and ``submitting.drop`` do.
    """
    with transaction.atomic():
        locked = ImportFile.objects.select_for_update(of=("self",)).get(pk=file.pk)
        sent = list(locked.submissions.filter(state=State.REVIEW))
        submitting.take_back(sent, user)
        drafts = list(locked.submissions.filter(state=State.DRAFT))
        submitting.drop(drafts, user)
        locked.state = ImportFile.State.DROPPED
        locked.save(update_fields=["state"])
    return len(drafts)


def _locked(file: ImportFile) -> ImportFile:
    locked = ImportFile.objects.select_for_update(of=("self",)).get(pk=file.pk)
    if locked.state != ImportFile.State.OPEN:
        raise submitting.Stale(
            _("This file has been dealt with meanwhile: %(state)s.") % {"state": locked.get_state_display()}
        )
    return locked


def _bundle(file: ImportFile, user: User, number: int, count: int) -> Bundle:
    title = file.name
    if count > 1:
        title = _("%(name)s, part %(number)s of %(count)s") % {"name": file.name, "number": number, "count": count}
    key = f"{file.bundle_keys}{number}"
    return Bundle.objects.create(key=key, title=title, page=file.get_absolute_url(), started_by=user)


def _submit(file: ImportFile, entries: Sequence[dict[str, Any]], bundle: Bundle, user: User, *, send: bool) -> None:
    """Make the submissions of one bundle; whoever brought the file has typed them, and whoever confirms it too."""
    work = [_submission(file, entry, bundle, position, send=send) for position, entry in enumerate(entries)]
    made = bulk_create_with_history(work, Submission, default_user=user)
    typists = {file.user_id, user.pk}
    through = Submission.typists.through
    through.objects.bulk_create(through(submission_id=each.pk, user_id=who) for each in made for who in typists)


def _submission(file: ImportFile, entry: dict[str, Any], bundle: Bundle, position: int, *, send: bool) -> Submission:
    return Submission(
        kind=entry["kind"],
        title=entry["title"],
        page=f"{file.get_absolute_url()}?wiersz={entry['row']}",
        bundle=bundle,
        position=position,
        draft=entry["draft"],
        snapshot=file.snapshot,
        place=f"row {entry['row']}",
        address=entry["address"],
        findings=entry.get("findings", []),
        state=State.REVIEW if send else State.DRAFT,
        sent_at=timezone.now() if send else None,
        author=file.user,
    )
