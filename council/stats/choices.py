"""What a choice counts as, and the smallest samples under which a figure stays silent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from council.models.vote_choices import Choice

MINIMUM = 20
"""A share of fewer votes than this is not shown: the numbers are given, the percentage is not."""

AGREEMENT_MINIMUM = 100
"""An agreement of two people over fewer votes than this is not shown."""

CAST = frozenset({Choice.FOR.value, Choice.AGAINST.value, Choice.ABSTAIN.value})
"""Choices by which somebody took part in a vote; absence, silence and exclusion are not."""

POSITION = frozenset({Choice.FOR.value, Choice.AGAINST.value})
"""Choices by which somebody took a side; abstaining is taking part without one."""


@dataclass(frozen=True)
class Share:
    """A part of a whole, both counted, and whether the whole is large enough to be given as a percentage."""

    part: int
    whole: int
    minimum: int = MINIMUM

    @property
    def rest(self) -> int:
        return self.whole - self.part

    @property
    def enough(self) -> bool:
        return self.whole >= self.minimum


def usual_choice(choices: Iterable[str], minimum: int = 2) -> str | None:
    """
    Give the choice that most of a club's voting members made; absent and silent members do not count.

    ``None`` where fewer than ``minimum`` voted or where two choices are equally frequent: then nobody differs.
    """
    counted = Counter(choice for choice in choices if choice in CAST)
    if counted.total() < minimum:
        return None
    (first, most), *others = counted.most_common(2)
    return None if others and others[0][1] == most else first


def differs(choice: str, usual: str | None) -> bool:
    """Tell whether a cast vote is another one than the club's usual choice; an absence never differs."""
    return usual is not None and choice in CAST and choice != usual
