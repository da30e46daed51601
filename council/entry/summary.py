"""
A bundle in words that a person can check against a document: each piece with its numbers, names and findings.

Reads the kept drafts alone; nothing is rehearsed here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from council.assessing import certain
from council.drafts import AgendaItemDraft, AttendanceDraft, SessionDraft, VoteDraft
from council.majority import Counts
from council.models import Meeting, Term
from council.models.vote_choices import Choice
from watchdog.backroom.models import Bundle, State, Submission

NUMBERS = {Choice.FOR: "za", Choice.AGAINST: "przeciw", Choice.ABSTAIN: "wstrzymal_sie"}


@dataclass(frozen=True)
class Line:
    """One piece of typed work."""

    submission: Submission
    url: str
    """Where it is typed on."""
    numbers: dict[str, int | None] = field(default_factory=dict)
    """How many were for, against and abstained, in words that head a column; empty where it is no vote."""
    names: dict[str, list[str]] = field(default_factory=dict)
    """Who chose what, by the words of the choice."""
    majority: bool | None = None
    """Whether the majority needed was reached, as far as the numbers tell."""

    @property
    def is_complete(self) -> bool:
        return self.submission.draft is not None and not self.submission.refusal


@dataclass(frozen=True)
class Summary:
    """A bundle by its parts."""

    session: Line | None
    agenda: list[Line]
    attendance: list[Line]
    votes: list[Line]

    @property
    def lines(self) -> list[Line]:
        return [*([self.session] if self.session else []), *self.agenda, *self.attendance, *self.votes]

    @property
    def drafts(self) -> int:
        """How many pieces can be sent to review."""
        return sum(line.submission.state == State.DRAFT for line in self.lines)

    @property
    def present(self) -> dict[str, int]:
        """How many people each layer of the attendance counts as present."""
        drafts = [line.submission.draft or {} for line in self.attendance]
        return dict(Counter(str(draft.get("layer")) for draft in drafts if draft.get("state") == "present"))


def summary(bundle: Bundle) -> Summary:
    """Give everything typed of a session, in two queries."""
    pieces = bundle.submissions.exclude(state=State.DROPPED).for_list().order_by("position", "pk")
    seats = Term.objects.filter(slug=bundle.data["term"]).values_list("seats", flat=True).first()
    seats = None if bundle.data.get("committee") else seats
    lines: dict[str, list[Line]] = {}
    for piece in pieces:
        lines.setdefault(piece.kind, []).append(_line(piece, seats))
    kinds = (AgendaItemDraft, AttendanceDraft, VoteDraft)
    session = lines.get(SessionDraft.__name__, [None])[0]
    return Summary(session, *(lines.get(kind.__name__, []) for kind in kinds))


def address_in_entry(piece: Submission) -> str:
    """Give the page at which a piece of a session is typed on."""
    if piece.kind == VoteDraft.__name__:
        return reverse("entry:vote", args=[piece.bundle_id, piece.pk])
    if piece.kind == AttendanceDraft.__name__:
        name = "quorum" if (piece.draft or {}).get("layer") == "quorum" else "attendance"
        return reverse(f"entry:{name}", args=[piece.bundle_id])
    name = "agenda" if piece.kind == AgendaItemDraft.__name__ else "session"
    return reverse(f"entry:{name}", args=[piece.bundle_id])


def missing_of(told: Summary, known: Meeting | None) -> list[str]:
    """Say what a session still lacks."""
    lacking = {
        _("There is no agenda yet."): not told.agenda and not (known and known.agenda_items.exists()),
        _("Nobody's attendance is typed yet."): not told.attendance and not (known and known.attendance.exists()),
        _("There is no vote yet."): not told.votes and not (known and known.votes.exists()),
    }
    return [words for words, lacks in lacking.items() if lacks]


def _line(piece: Submission, seats: int | None) -> Line:
    url, draft = address_in_entry(piece), piece.draft
    if piece.kind != VoteDraft.__name__ or draft is None:
        return Line(piece, url)
    ballots: Sequence[dict[str, Any]] = draft["ballots"]
    counted = Counter(ballot["choice"] for ballot in ballots)
    official = draft["official"]
    printed = any(official.get(name) is not None for name in NUMBERS.values())
    numbers = {
        str(choice.label): official.get(name) if printed else counted[choice.value] if ballots else None
        for choice, name in NUMBERS.items()
    }
    names: dict[str, list[str]] = {}
    for ballot in ballots:
        names.setdefault(str(Choice(ballot["choice"]).label), []).append(ballot["name"])
    return Line(piece, url, numbers, names, _majority(draft, list(numbers.values()), counted, seats))


def _majority(
    draft: dict[str, Any], numbers: list[int | None], counted: Counter[str], seats: int | None
) -> bool | None:
    """Tell whether the majority was reached; of a list that may leave people out only what is certain."""
    ayes, noes, abstained = numbers
    if seats is None or ayes is None or noes is None:
        return None
    printed = any(draft["official"].get(name) is not None for name in NUMBERS.values())
    counts = Counts(ayes, noes, abstained, None if printed else counted[Choice.NOT_VOTING.value])
    unnamed = 0 if printed else max(seats - sum(counted.values()), 0)
    return certain((draft["subject"], draft["result"], draft["majority"]), counts, seats, unnamed=unnamed).passed
