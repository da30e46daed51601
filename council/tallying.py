"""
A vote while it is typed: what the names make, whether the quorum and the majority are there, where counters differ.

The same is computed by ``static/js/roll_call.js`` at every key; a journey holds the two against each other. What is
stored is assessed by ``council.assessing``, with the very rules used here.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from council.assessing import certain
from council.majority import SEVERAL, SPECIAL, Assessment, Counts, several_candidates
from council.models.vote_choices import Choice

COUNTED = {
    "official_for": Choice.FOR,
    "official_against": Choice.AGAINST,
    "official_abstain": Choice.ABSTAIN,
    "official_absent": Choice.ABSENT,
    "official_not_voting": Choice.NOT_VOTING,
}
"""The printed counters that names can be held against, and the choice that each counts."""


@dataclass(frozen=True)
class Question:
    """What decides which majority is needed, as typed so far."""

    subject: str = ""
    kind: str = ""
    result: str = ""
    majority: str = ""


@dataclass(frozen=True)
class Tally:
    """What a roll call makes so far."""

    numbers: dict[str, int]
    """How many people made each choice; under an empty one, how many have none yet."""
    found: Assessment | None
    """``None`` while nobody has a choice, and where people chose between candidates."""
    differing: tuple[str, ...]
    """The counters whose typed number is not that of the names."""

    def number(self, choice: str) -> int:
        return self.numbers.get(choice, 0)

    @property
    def present(self) -> int:
        """How many people were there, by the names."""
        return self.found.present or 0 if self.found else 0

    @property
    def quorum(self) -> str:
        """``met``, ``missed`` or ``unknown``."""
        return _word(self.found.quorum_met if self.found else None)

    @property
    def majority(self) -> str:
        """``met``, ``missed`` or ``unknown``."""
        return _word(self.found.passed if self.found else None)


def tally(
    choices: Iterable[str],
    seats: int,
    question: Question,
    printed: Mapping[str, int | None],
    *,
    committee: bool = False,
) -> Tally:
    """Count the choices typed so far, one a person, an empty one where none is typed."""
    numbers = Counter(choices)
    named = sum(number for choice, number in numbers.items() if choice)
    differing = tuple(
        field for field, choice in COUNTED.items() if named and printed.get(field) not in (None, numbers[choice])
    )
    counts = Counts(*(numbers[choice] for choice in (Choice.FOR, Choice.AGAINST, Choice.ABSTAIN, Choice.NOT_VOTING)))
    between = several_candidates(question.subject, question.kind, counts.noes)
    words = (question.subject, question.result, question.majority)
    # Nobody prints how many are barred from voting, so a stored vote does not know them from people left out either.
    unnamed = max(seats - named + numbers[Choice.EXCLUDED], 0)
    found = certain(words, counts, seats, unnamed=unnamed, committee=committee) if named and not between else None
    return Tally(dict(numbers), found, differing)


def rules() -> str:
    """Give the words that ask for a special majority, for the script, as JSON; they are patterns over folded text."""
    special = [{"words": pattern.pattern, "rule": basis.rule.value} for pattern, basis in SPECIAL]
    return json.dumps({"special": special, "several": SEVERAL.pattern})


def _word(answer: bool | None) -> str:
    return "unknown" if answer is None else "met" if answer else "missed"
