"""
The way of typed work: draft, to review, published; each step by whom it may be done, and nothing half done.

A draft is rehearsed each time it is saved: its importer takes it inside a savepoint that is undone, so that a refusal
and every finding are seen by whoever types, long before anybody publishes. Publishing is the same walk, kept. Pieces of
one bundle are rehearsed and published in their order, because a vote may stand on a session that no page shows yet.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.contrib.admin.models import ADDITION, LogEntry
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DataError, IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from pydantic import ValidationError as DraftError

from watchdog.accounts.acts import record_act
from watchdog.accounts.models.acts import Code
from watchdog.archive.findings import BLOCKING
from watchdog.archive.writing import Evidence, Outcome, Stored
from watchdog.backroom.describing import Line, described
from watchdog.backroom.drafts import revive, store_typed
from watchdog.backroom.indexing import index_published
from watchdog.backroom.models import State, Submission
from watchdog.ingest.reasons import polish
from watchdog.ingest.source import Rejection, Unreadable

logger = logging.getLogger(__name__)

PUBLISH = "backroom.publish_submission"


class Refused(Exception):
    """A step that cannot be taken, and why, in the user's language; nothing has changed."""


class Stale(Refused):
    """Somebody else has saved or decided meanwhile."""


REFUSALS = (DraftError, Rejection, Unreadable, Refused, ValidationError, DataError, IntegrityError)
"""How the rules, an importer and the database say no to a piece of work."""


@dataclass(frozen=True)
class Rehearsal:
    """What storing a piece of work would mean."""

    findings: list[dict[str, str]]
    refusal: str = ""
    """Why the importer, the database or the rules refuse it; empty where they take it."""
    lines: tuple[Line, ...] = ()
    """What the record would say."""

    @property
    def blocking(self) -> list[dict[str, str]]:
        """The findings with which it is published only after a reviewer has written why."""
        return [finding for finding in self.findings if finding["code"] in BLOCKING]


def rehearse(submissions: Iterable[Submission]) -> list[Rehearsal]:
    """Store pieces of work in their order and undo it all; answer for each what it would mean."""
    with standing_on(submissions) as told:
        return told


@contextmanager
def standing_on(submissions: Iterable[Submission]) -> Iterator[list[Rehearsal]]:
    """Store pieces of work for as long as something is tried upon them, then undo it all; give what each would mean."""
    with transaction.atomic():
        yield [_rehearse(submission) for submission in submissions]
        transaction.set_rollback(True)


MOST_BEFORE = 200
"""Pieces of a bundle that are rehearsed before another; an import of thousands of rows stands on published records."""


def open_before(submission: Submission) -> list[Submission]:
    """Give the open pieces of the same bundle on which this one may stand, in their order."""
    if submission.bundle is None:
        return []
    place = (submission.position, submission.pk or 2**62)
    pieces = submission.bundle.submissions.open().exclude(draft=None).exclude(pk=submission.pk)
    before = list(pieces.filter(position__lte=submission.position)[: MOST_BEFORE + 1])
    return [each for each in before if (each.position, each.pk) < place] if len(before) <= MOST_BEFORE else []


def save(
    submission: Submission, user: User, *, version: int | None = None, told: Rehearsal | None = None
) -> Submission:
    """
    Keep a new or changed draft with what a rehearsal says of it; ``user`` becomes one of its typists.

    ``version`` is the one that the form was opened with; ``told`` is what a rehearsal upon the rest of the bundle has
    just said, where whoever calls has held one. Raises ``Stale`` where somebody has saved since, ``Refused`` where it
    is no draft any more.
    """
    with transaction.atomic():
        if submission.pk:
            stored = Submission.objects.select_for_update().get(pk=submission.pk)
            _refuse_stale(stored, version)
            if stored.state != State.DRAFT:
                raise Refused(_("This has been sent on, so it cannot be changed. Take it back first."))
            submission.version = stored.version + 1
        told = told or _rehearsed_in_bundle(submission)
        submission.findings, submission.refusal = told.findings, told.refusal
        submission.save()
        submission.typists.add(user)
    return submission


def send(submissions: Sequence[Submission], user: User) -> None:
    """Send drafts to review; raise ``Refused`` where one of them cannot be stored as it stands."""
    with transaction.atomic():
        locked = _locked(submissions, State.DRAFT)
        for submission in locked:
            if not submission.typed_by(user):
                _refuse_without_right(user)
        told = rehearse(locked)
        for submission, rehearsal in zip(locked, told, strict=True):
            if submission.draft is None or rehearsal.refusal:
                reason = rehearsal.refusal or _("It is not complete.")
                raise Refused(_("“%(title)s” cannot be sent: %(reason)s") % {"title": submission, "reason": reason})
            submission.findings = rehearsal.findings
            _move(submission, State.REVIEW, sent_at=timezone.now(), remark="")
            record_act(user, Code.SUBMITTED, submission)


def take_back(submissions: Sequence[Submission], user: User) -> None:
    """Let one of those who typed it take work back from review."""
    with transaction.atomic():
        for submission in _locked(submissions, State.REVIEW):
            if not submission.typed_by(user):
                raise Refused(_("Only those who typed it can take it back; a reviewer gives it back with a remark."))
            _move(submission, State.DRAFT)


def give_back(submissions: Sequence[Submission], user: User, remark: str) -> None:
    """Let a reviewer give work back to its author, with a remark."""
    _refuse_without_right(user)
    if not remark.strip():
        raise Refused(_("Say what should be changed."))
    with transaction.atomic():
        for submission in _locked(submissions, State.REVIEW):
            _move(submission, State.DRAFT, remark=remark.strip(), decided_by=user, decided_at=timezone.now())
            record_act(user, Code.RETURNED, submission, submission.remark)


def drop(submissions: Sequence[Submission], user: User) -> None:
    """Put drafts aside for good; they are kept, and nobody has to look at them again."""
    with transaction.atomic():
        for submission in _locked(submissions, State.DRAFT):
            if not submission.typed_by(user):
                _refuse_without_right(user)
            _move(submission, State.DROPPED, decided_by=user, decided_at=timezone.now())


def publish(submissions: Sequence[Submission], user: User, explanations: dict[int, str] | None = None) -> list[Stored]:
    """
    Let a second person publish work in its order: all of it, or nothing.

    ``explanations`` say by key why a piece is published in spite of findings that block; they are shown beside the
    record. Raises ``PermissionDenied`` without the right, ``Refused`` for one's own work, for findings without an
    explanation, and for whatever the importer refuses.
    """
    _refuse_without_right(user)
    with transaction.atomic():
        return [
            _publish(submission, user, (explanations or {}).get(submission.pk, "").strip())
            for submission in _locked(submissions, State.REVIEW)
        ]


def _publish(submission: Submission, user: User, explanation: str) -> Stored:
    if submission.typed_by(user):
        raise Refused(_("You typed some of this yourself: somebody else has to publish it."))
    [told] = rehearse([submission])
    if told.refusal:
        raise Refused(_("“%(title)s”: %(reason)s") % {"title": submission, "reason": told.refusal})
    if told.blocking and not explanation:
        texts = " ".join(finding["text"] for finding in told.blocking)
        raise Refused(
            _("“%(title)s” is published only after you have written why: %(texts)s")
            % {"title": submission, "texts": texts}
        )
    stored = _store(submission, explanation if told.blocking else "")
    index_published(stored.record)
    said = _("Published; typed by %(author)s.") % {"author": submission.author}
    LogEntry.objects.log_actions(user.pk, [stored.record], ADDITION, said, single_object=True)
    submission.record = stored.record
    submission.findings = list(stored.record.findings)
    _move(submission, State.PUBLISHED, explanation=explanation, decided_by=user, decided_at=timezone.now())
    return stored


def _rehearse(submission: Submission) -> Rehearsal:
    """Store one piece where the transaction stands, and say what came of it; a refusal leaves no trace."""
    if submission.draft is None:
        return Rehearsal([], "")
    try:
        with transaction.atomic():
            stored = _store(submission, "")
            return Rehearsal([dict(finding) for finding in stored.record.findings], "", described(stored.record))
    except REFUSALS as error:
        return Rehearsal([], refusal_words(error))


def refusal_words(error: Exception) -> str:
    """Say in words why a piece of work was not taken; ``error`` is one of ``REFUSALS``."""
    if isinstance(error, DraftError):
        return polish(error)
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    if isinstance(error, DataError | IntegrityError):
        logger.error("the database refused typed work", exc_info=error)
        return _("The database refused this: a value is too long or contradicts another record.")
    return str(error)


def _store(submission: Submission, explanation: str) -> Stored:
    """Let the importer take a piece of work, with its author as evidence."""
    draft = revive(submission.kind, submission.draft or {})
    if explanation:
        draft = draft.model_copy(update={"note": "\n".join(filter(None, [draft.note, explanation]))})
    evidence = Evidence(
        user=submission.author, snapshot=submission.snapshot, address=submission.address, place=submission.place
    )
    stored = store_typed(draft, evidence, submission.known)
    if stored.outcome is Outcome.CHANGED:
        raise Refused(
            _("The portal knows this already and says something else of it. Correct the published record instead.")
        )
    return stored


def _rehearsed_in_bundle(submission: Submission) -> Rehearsal:
    """Rehearse a piece of work upon those that come before it in its bundle."""
    if submission.draft is None:
        return Rehearsal([])
    return rehearse([*open_before(submission), submission])[-1]


def _locked(submissions: Sequence[Submission], state: State) -> list[Submission]:
    """Lock pieces of work in their order; raise ``Stale`` where one has moved on meanwhile."""
    keys = [submission.pk for submission in submissions]
    locked = list(Submission.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("position", "pk"))
    for submission in locked:
        if submission.state != state:
            raise Stale(
                _("“%(title)s” has been moved on meanwhile: it is “%(state)s” now.")
                % {"title": submission, "state": submission.get_state_display()}
            )
    return locked


def _refuse_stale(stored: Submission, version: int | None) -> None:
    if version is not None and version != stored.version:
        raise Stale(_("Somebody has saved this while you were typing; nothing of yours was stored over it."))


def _refuse_without_right(user: User) -> None:
    if not user.has_perm(PUBLISH):
        raise PermissionDenied


def _move(submission: Submission, state: State, **values: Any) -> None:
    submission.state = state
    for name, value in values.items():
        setattr(submission, name, value)
    submission.version += 1
    submission.save()
