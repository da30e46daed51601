from __future__ import annotations

import pytest

from tests.relevance.judged import Judged
from tests.relevance.scoring import Given, dcg, score

QUESTION = Judged("here", "most", "lookalike", {"/best/": 3, "/good/": 2, "/near/": 1, "/mostostal/": 0})
NOTHING = Judged("here", "wieloryb", "nothing", {})


def given(*addresses: str, question: Judged = QUESTION, milliseconds: float = 1.0) -> Given:
    return Given(question, addresses, milliseconds, len(addresses))


def test_a_gain_grows_with_the_grade_and_falls_with_the_place() -> None:
    assert dcg([3, 2, 1]) == pytest.approx(7 + 3 / 1.585 + 1 / 2, abs=0.001)
    assert dcg([0] * 10 + [3]) == 0


def test_the_best_order_is_worth_one_and_any_other_less() -> None:
    assert given("/best/", "/good/", "/near/").ndcg == 1
    assert 0 < given("/near/", "/good/", "/best/").ndcg < given("/good/", "/best/", "/near/").ndcg < 1
    assert given("/other/").ndcg == given().ndcg == 0


def test_a_record_that_is_met_twice_counts_once() -> None:
    assert given("/best/", "/best/", "/good/", "/near/").ndcg == 1


def test_the_first_useful_record_makes_the_reciprocal_rank() -> None:
    assert given("/other/", "/good/").reciprocal_rank == 0.5
    assert given("/near/").reciprocal_rank == 0


def test_where_nothing_better_is_known_a_near_record_is_useful() -> None:
    only_near = Judged("here", "most", "place", {"/near/": 1})

    assert given("/near/", question=only_near).reciprocal_rank == 1


def test_of_what_must_find_nothing_an_empty_answer_is_the_right_one() -> None:
    assert (given(question=NOTHING).ndcg, given("/any/", question=NOTHING).ndcg) == (1, 0)
    assert not given(question=NOTHING).is_missed


def test_what_only_looks_alike_is_counted() -> None:
    assert given("/mostostal/", "/best/").wrong == 1


def test_a_score_is_a_mean_and_its_slowest_tail() -> None:
    found = score([given("/best/", "/good/", "/near/"), given(milliseconds=9), given(question=NOTHING)])

    assert found.ndcg == pytest.approx(2 / 3)
    assert (found.answers, found.missed, found.p95) == (3, 0.5, 9)
