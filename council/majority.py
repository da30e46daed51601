"""
Which majority a question needed, whether the quorum held, and whether the arithmetic agrees with the record.

Act of 8 March 1990 on municipal self-government (u.s.g.): art. 14 (quorum, ordinary majority), art. 20 (1a) (change of
the agenda), art. 28a (2) (discharge), art. 28aa (6) (vote of confidence). What a document or a
person states of the majority goes before the words of the question. Pure functions; the published result is never
replaced by ours, it stands beside it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from council.drafts import MajorityRule, VoteKind
from watchdog.core.text import fold


class Rule(StrEnum):
    """The majorities the law knows."""

    ORDINARY = "ordinary"
    """More for than against; abstentions do not count (zwykła)."""
    ABSOLUTE = "absolute"
    """More for than against and abstaining together (bezwzględna)."""
    STATUTORY = "statutory"
    """More than half of the statutory composition for (bezwzględna ustawowego składu)."""
    THREE_FIFTHS = "three_fifths"
    """At least three fifths of the statutory composition for (3/5 ustawowego składu); only where it is stated."""


@dataclass(frozen=True)
class Basis:
    """A rule and the article it comes from."""

    rule: Rule
    article: str
    """Empty where somebody states the rule and no article."""
    checked: bool = True
    """Whether we saw the article's number in a text that quotes the act."""
    stated: bool = False
    """A document or a person states the rule; it was not found by the words of the question."""


ORDINARY = Basis(Rule.ORDINARY, "art. 14 ust. 1 ustawy o samorządzie gminnym")
SPECIAL = (
    (
        re.compile(r"\b(wybor\w*|odwolani\w*) (wice)?przewodniczac\w* rady\b"),
        Basis(Rule.ABSOLUTE, "art. 19 ust. 1 i 4 ustawy o samorządzie gminnym", checked=False),
    ),
    (re.compile(r"\babsolutorium\b"), Basis(Rule.STATUTORY, "art. 28a ust. 2 ustawy o samorządzie gminnym")),
    (re.compile(r"\bwotum zaufania\b"), Basis(Rule.STATUTORY, "art. 28aa ust. 6 ustawy o samorządzie gminnym", False)),
    (
        re.compile(
            r"\b(zmian\w* (w |do )?porzadku|dopisani\w* (do porzadku|punktu)|zdjeci\w* punktu"
            r"|wprowadzeni\w* (punktu|do porzadku)|uzupelnieni\w* porzadku)"
        ),
        Basis(Rule.STATUTORY, "art. 20 ust. 1a ustawy o samorządzie gminnym", checked=False),
    ),
)


SEVERAL = re.compile(r"\bkandydaci\b|\bkandydatow\b|\bspo?srod\b")
"""Words that tell of more than one candidate."""


def basis(subject: str, stated: str = MajorityRule.UNSTATED, *, committee: bool = False) -> Basis:
    """
    Give the rule that is stated, else the one of the question's words; the ordinary majority where they name no case.

    A ``committee`` only gives its opinion: the special majorities are those of the council.
    """
    words = fold(subject)
    by_words = next((found for pattern, found in SPECIAL if pattern.search(words)), ORDINARY)
    if committee:
        by_words = Basis(Rule.ORDINARY, "", checked=False)
    if not stated:
        return by_words
    rule = Rule(stated)
    return replace(by_words, stated=True) if by_words.rule is rule else Basis(rule, "", checked=False, stated=True)


def several_candidates(subject: str, kind: str, noes: int | None) -> bool:
    """Tell whether people chose between candidates: then nobody is against, and what each got decides."""
    return kind == VoteKind.ELECTION and (noes is None or bool(SEVERAL.search(fold(subject))))


@dataclass(frozen=True)
class Counts:
    """A vote's numbers as shown; ``None`` where no document gives one and names do not either."""

    ayes: int | None
    noes: int | None
    abstained: int | None
    not_voting: int | None = None
    present: int | None = None


@dataclass(frozen=True)
class Assessment:
    """What the law asked of a vote and what the numbers say. ``None`` means: cannot be computed from what is known."""

    basis: Basis
    seats: int
    quorum_needed: int
    present: int | None
    quorum_met: bool | None
    needed: int | None
    """How many votes for were enough, given the other votes."""
    passed: bool | None
    agrees: bool | None
    """Whether our arithmetic and the recorded result say the same."""


def assess(
    subject: str, counts: Counts, seats: int, recorded: str = "", stated: str = "", *, committee: bool = False
) -> Assessment:
    """
    Recompute a vote from its numbers and the statutory size of the body.

    ``recorded`` is ``passed``, ``failed`` or empty; ``stated`` the majority that a document or a person names. Quorum
    is at least half of the statutory composition (13 of 25); of a committee, half of its members on that day.
    """
    rule = basis(subject, stated, committee=committee)
    quorum = -(-seats // 2)
    present = _present(counts)
    needed = _needed(rule.rule, counts, seats)
    met = None if present is None or (present < quorum and not _complete(counts)) else present >= quorum
    passed = None if counts.ayes is None or needed is None or met is None else met and counts.ayes >= needed
    agrees = None if passed is None or not recorded else passed == (recorded == "passed")
    return Assessment(rule, seats, quorum, present, met, needed, passed, agrees)


def _present(counts: Counts) -> int | None:
    if counts.present is not None:
        return counts.present
    cast = (counts.ayes, counts.noes, counts.abstained)
    if any(count is None for count in cast):
        return None
    return sum(count or 0 for count in cast) + (counts.not_voting or 0)


def _complete(counts: Counts) -> bool:
    """Tell whether the people present are known in full; otherwise their number is only a lower bound."""
    return counts.present is not None or counts.not_voting is not None


def _needed(rule: Rule, counts: Counts, seats: int) -> int | None:
    if rule is Rule.STATUTORY:
        return seats // 2 + 1
    if rule is Rule.THREE_FIFTHS:
        return -(-3 * seats // 5)
    if counts.noes is None:
        return None
    if rule is Rule.ORDINARY:
        return counts.noes + 1
    return None if counts.abstained is None else counts.noes + counts.abstained + 1
