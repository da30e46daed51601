from __future__ import annotations

import pytest

from watchdog.search.guessing import likelier, one_letter_off, other_cases


@pytest.mark.parametrize(
    ("typed", "stands"),
    [("mirbudem", "mirbud"), ("solarisa", "solaris"), ("szopienicka", "szopienickiej"), ("wieczorka", "wieczorek")],
)
def test_a_name_is_looked_for_in_its_other_cases(typed: str, stands: str) -> None:
    assert stands in other_cases(typed)


def test_a_short_name_is_not_cut_to_nothing() -> None:
    assert all(len(word) >= 4 for word in other_cases("balu"))


def test_letters_turned_round_are_likelier_than_one_missing_and_that_than_another() -> None:
    near = ("remontu", "remotn", "remotna")

    assert set(near) <= set(one_letter_off("remotnu"))
    assert [likelier("remotnu", word) for word in near] == [0, 1, 2]
