"""Many small pieces typed on one page: the items of an agenda, the names of an attendance list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from council.entry.occasions import AGENDA, Occasion
from watchdog.backroom import submitting
from watchdog.backroom.drafts import kind_of
from watchdog.backroom.forms import TITLE_LENGTH
from watchdog.backroom.models import Bundle, State, Submission
from watchdog.ingest.source import Draft


@dataclass(frozen=True)
class Piece:
    """One line of a page on its way to a submission."""

    key: str
    """What the line is known by on its page: the item's label, the person."""
    draft: Draft
    title: str
    position: int
    typed: dict[str, Any]
    known: dict[str, Any] = field(default_factory=dict)


def seen(pieces: Iterable[Submission]) -> str:
    """Say which versions a page was opened with; another text means that somebody has saved since."""
    return ",".join(f"{piece.pk}:{piece.version}" for piece in sorted(pieces, key=lambda piece: piece.pk))


def drafts_of(bundle: Bundle, start: int, end: int) -> dict[str, Submission]:
    """Give the drafts of one page by what their lines are known by."""
    drafts = bundle.submissions.filter(state=State.DRAFT, position__gte=start, position__lt=end)
    return {piece.typed["key"][0]: piece for piece in drafts.select_related("author") if piece.typed.get("key")}


def save_all(bundle: Bundle, user: User, pieces: Sequence[Piece], kept: dict[str, Submission], page: str) -> int:
    """
    Save the lines of a page that are new or changed, put aside those that are gone, and tell how many that were.

    ``kept`` are the drafts that the page was opened with. All of it is saved, or nothing.
    """
    occasion = Occasion.of(bundle)
    with transaction.atomic():
        filled = [_filled(piece, kept.get(piece.key), bundle, user, occasion, page) for piece in pieces]
        changed = [each for each in filled if each is not None]
        gone = [each for key, each in kept.items() if key not in {piece.key for piece in pieces}]
        for each in gone:
            submitting.drop([each], user)
        before = list(bundle.submissions.open().filter(position__lt=AGENDA))
        told = submitting.rehearse([*before, *changed])[len(before) :]
        for submission, rehearsal in zip(changed, told, strict=True):
            submitting.save(submission, user, version=submission.version, told=rehearsal)
    return len(changed) + len(gone)


def refusals(bundle: Bundle, start: int, end: int) -> list[str]:
    """Say what the importer would refuse of what one page has saved."""
    pieces = bundle.submissions.open().filter(position__gte=start, position__lt=end).exclude(refusal="")
    return [_("%(title)s: %(reason)s") % {"title": piece.title, "reason": piece.refusal} for piece in pieces]


def _filled(
    piece: Piece, kept: Submission | None, bundle: Bundle, user: User, occasion: Occasion, page: str
) -> Submission | None:
    """Give the submission of a line, or nothing where it says what it said before."""
    draft = piece.draft.model_dump(mode="json")
    if kept and (kept.draft, kept.position) == (draft, piece.position):
        return None
    submission = kept or Submission(kind=kind_of(piece.draft), bundle=bundle, author=user)
    submission.title = Truncator(piece.title).chars(TITLE_LENGTH)
    submission.draft, submission.known, submission.position = draft, piece.known, piece.position
    submission.typed = {"key": [piece.key], **{name: [value] for name, value in piece.typed.items()}}
    submission.page, submission.address = page, occasion.address
    return submission
