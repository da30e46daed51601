"""A stored vote held against the law: a list that may leave people out proves only what nobody left out could turn."""

from __future__ import annotations

import pytest

from council.assessing import assessed
from council.majority import Assessment
from tests.factories.council import PersonFactory, VoteFactory

pytestmark = pytest.mark.django_db


def found(ayes: int, noes: int, **fields: object) -> Assessment:
    people = [(PersonFactory(), "za" if place < ayes else "przeciw") for place in range(ayes + noes)]
    answer = assessed(VoteFactory(choices=people, **fields))
    assert isinstance(answer, Assessment)
    return answer


@pytest.mark.parametrize(
    ("ayes", "noes", "quorum", "passed"),
    [
        (24, 1, True, True),  # everybody is named
        (20, 1, True, True),  # four people left out could not have turned it
        (10, 8, True, None),  # seven could
        (4, 1, None, None),  # a part of a list proves no lack of a quorum
    ],
)
def test_names_that_may_not_be_all_prove_only_what_is_certain(
    ayes: int, noes: int, quorum: bool | None, passed: bool | None
) -> None:
    answer = found(ayes, noes)

    assert (answer.quorum_met, answer.passed) == (quorum, passed)


def test_printed_counters_are_whole() -> None:
    answer = assessed(VoteFactory(totals=(4, 1, 0, 20, 0), result="passed"))

    assert isinstance(answer, Assessment)
    assert (answer.quorum_met, answer.passed, answer.agrees) == (False, False, False)
