"""A piece of typed work as its reviewer sees it: what it will say, what speaks against it, what this user may do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from watchdog.archive.findings import BLOCKING
from watchdog.backroom.describing import Line, described
from watchdog.backroom.models import State, Submission
from watchdog.backroom.submitting import PUBLISH, Rehearsal, open_before, rehearse
from watchdog.backroom.typed import address_of


@dataclass(frozen=True)
class Piece:
    """One submission, and what its page shows of it to one user."""

    submission: Submission
    lines: tuple[Line, ...]
    refusal: str
    typed_it: bool
    reviews: bool
    """Whether the user may publish what others typed."""

    @property
    def doubts(self) -> list[dict[str, str]]:
        return [finding for finding in self.submission.findings if finding["code"] not in BLOCKING]

    @property
    def blocking(self) -> list[dict[str, str]]:
        """The findings with which it is published only after a reviewer has written why."""
        return [finding for finding in self.submission.findings if finding["code"] in BLOCKING]

    @property
    def explanation_field(self) -> str:
        """The name of the field in which a reviewer writes why."""
        return f"explanation_{self.submission.pk}"

    @property
    def may_publish(self) -> bool:
        return self.submission.state == State.REVIEW and self.reviews and not self.typed_it

    @property
    def edit_url(self) -> str:
        return address_of(self.submission)

    @property
    def public_url(self) -> str:
        """The record's page on the site, once it is published and has one."""
        record: Any = self.submission.record
        return record.get_absolute_url() if hasattr(record, "get_absolute_url") else ""


def pieces(work: Sequence[Submission], request: HttpRequest, *, rehearsed: bool = True) -> list[Piece]:
    """Present pieces of work in their order; ``rehearsed``: with what each will say, which costs a rehearsal."""
    told = _told(work) if rehearsed else {}
    return [_piece(submission, told.get(submission.pk), request) for submission in work]


def _told(work: Sequence[Submission]) -> dict[int, Rehearsal]:
    """Rehearse pieces, after the open ones of their bundle that come before and on which they may stand."""
    first = next((each for each in work if each.is_open), None)
    before = open_before(first) if first else []
    rehearsed = [*before, *(each for each in work if each.is_open and each.draft is not None)]
    return dict(zip((each.pk for each in rehearsed), rehearse(rehearsed), strict=True))


def _piece(submission: Submission, told: Rehearsal | None, request: HttpRequest) -> Piece:
    record: Any = submission.record if submission.state == State.PUBLISHED else None
    return Piece(
        submission=submission,
        lines=described(record) if record is not None else (told.lines if told else ()),
        refusal=told.refusal if told else submission.refusal,
        typed_it=request.user in submission.typists.all(),
        reviews=request.user.has_perm(PUBLISH),
    )
