"""Names of a list and the words beside them: which are ballots, which are none and why, which rows are missing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from council.drafts import BallotDraft
from council.labels import choice_of
from watchdog.ingest.source import Finding, Reject


class Listed(NamedTuple):
    """A name with the word under or before which it stands, and where."""

    name: str
    label: str
    place: str


def ballots_of(listed: Iterable[Listed]) -> tuple[list[BallotDraft], list[Finding], list[Reject]]:
    """Part names with a choice from those with a word that is none: each of these is rejected, each word told once."""
    ballots: list[BallotDraft] = []
    doubts: dict[str, Finding] = {}
    rejects = []
    for name, label, place in listed:
        choice = choice_of(label)
        if choice:
            ballots.append(BallotDraft(name=name, choice=choice, label=label, place=place))
            continue
        reason = f"Nieznane słowo „{label}” przy nazwisku „{name}”; głosu nie zapisano."
        rejects.append(Reject(place=place, reason=reason))
        doubts.setdefault(label, Finding(code="unknown_label", text=reason, place=place))
    return ballots, list(doubts.values()), rejects


def gaps(numbers: Iterable[int]) -> str:
    """Name the row numbers that a list leaves out between 1 and its last one."""
    there = set(numbers)
    return ", ".join(str(number) for number in range(1, max(there, default=0)) if number not in there)
