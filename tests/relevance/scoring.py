"""
What an answer is worth: nDCG@10, the reciprocal rank, and what it must not hold.

The gain of a record is 2 to the power of its grade, less one (3 → 7, 2 → 3, 1 → 1), divided by log₂ of its place and
one; an answer is held against the best order that the judged records could stand in.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log2
from statistics import fmean

from tests.benchmarks.figures import percentile
from tests.relevance.judged import Judged

SHOWN = 10
"""Places of an answer that count."""
USEFUL = 2
"""Grade from which a record answers the question."""


@dataclass(frozen=True)
class Given:
    """What an engine gave for one question."""

    question: Judged
    addresses: tuple[str, ...]
    """Of the first ten hits, the best first."""
    milliseconds: float
    total: int
    """All hits that were counted."""

    @property
    def ndcg(self) -> float:
        """From 0 to 1; of a question that must find nothing, 1 for an empty answer."""
        if self.question.is_empty:
            return float(not self.addresses)
        grades = [self.question.grades.get(address, 0) for address in self._once]
        return dcg(grades) / dcg(sorted(self.question.grades.values(), reverse=True))

    @property
    def reciprocal_rank(self) -> float:
        """1 over the place of the first useful record; of a question that must find nothing, as ``ndcg``."""
        if self.question.is_empty:
            return self.ndcg
        places = [place for place, address in enumerate(self._once, 1) if self._is_useful(address)]
        return 1 / places[0] if places else 0.0

    @property
    def is_missed(self) -> bool:
        """Whether there is something to find and nothing was found."""
        return not self.question.is_empty and not self.addresses

    @property
    def wrong(self) -> int:
        """Hits among the first ten that only look like what was asked for."""
        return len(self.question.never.intersection(self.addresses))

    @property
    def _once(self) -> Sequence[str]:
        return tuple(dict.fromkeys(self.addresses))

    def _is_useful(self, address: str) -> bool:
        best = max(self.question.grades.values())
        return self.question.grades.get(address, 0) >= min(USEFUL, best)


@dataclass(frozen=True)
class Score:
    """Means over some answers."""

    answers: int
    ndcg: float
    mrr: float
    missed: float
    """Share of the questions with something to find that got an empty answer."""
    wrong: int
    p95: float
    """Milliseconds."""


def dcg(grades: Iterable[int]) -> float:
    """Return the discounted gain of the first ten places."""
    return sum((2.0**grade - 1) / log2(place + 1) for place, grade in enumerate(list(grades)[:SHOWN], 1))


def score(answers: Sequence[Given]) -> Score:
    """Sum up some answers; raise ``ValueError`` for none."""
    if not answers:
        raise ValueError("no answers")
    findable = [each for each in answers if not each.question.is_empty]
    return Score(
        len(answers),
        fmean(each.ndcg for each in answers),
        fmean(each.reciprocal_rank for each in answers),
        sum(each.is_missed for each in findable) / max(len(findable), 1),
        sum(each.wrong for each in answers),
        percentile([each.milliseconds for each in answers], 95),
    )
