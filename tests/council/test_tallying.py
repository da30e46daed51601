"""What the names of a vote make while they are typed; the script is held against the same in a journey."""

from __future__ import annotations

import json
import re

import pytest

from council.majority import SPECIAL
from council.tallying import Question, rules, tally


def test_everybody_for_is_a_quorum_and_a_majority() -> None:
    found = tally(["za"] * 25, 25, Question(), {})

    assert (found.quorum, found.majority, found.number("za"), found.present) == ("met", "met", 25, 25)


def test_nothing_is_said_while_nobody_has_a_choice() -> None:
    found = tally([""] * 25, 25, Question(), {"official_for": 3})

    assert (found.quorum, found.majority, found.differing) == ("unknown", "unknown", ())


@pytest.mark.parametrize(
    ("choices", "quorum", "majority"),
    [
        (["za"] * 12 + [""] * 13, "unknown", "unknown"),
        (["za"] * 13 + [""] * 12, "met", "met"),
        (["za"] * 9 + ["przeciw"] * 8 + [""] * 8, "met", "unknown"),
        (["za"] * 12 + ["nieobecny"] * 13, "missed", "missed"),
    ],
)
def test_while_people_are_missing_only_what_is_certain_is_said(choices: list[str], quorum: str, majority: str) -> None:
    found = tally(choices, 25, Question(), {})

    assert (found.quorum, found.majority) == (quorum, majority)


def test_a_result_that_the_numbers_do_not_make_is_told() -> None:
    found = tally(["za"] * 10 + ["przeciw"] * 15, 25, Question(result="passed"), {})

    assert found.found is not None
    assert found.found.agrees is False


def test_a_counter_that_differs_from_the_names_is_named() -> None:
    found = tally(["za"] * 20 + ["przeciw"] * 5, 25, Question(), {"official_for": 21, "official_against": 5})

    assert found.differing == ("official_for",)


def test_between_candidates_no_majority_is_computed() -> None:
    question = Question(subject="Wybór spośród kandydatów", kind="election")

    assert tally(["za"] * 25, 25, question, {}).found is None


def test_the_script_gets_every_rule_as_a_pattern_that_it_can_read() -> None:
    given = json.loads(rules())

    assert [rule["words"] for rule in given["special"]] == [pattern.pattern for pattern, _basis in SPECIAL]
    # Python and JavaScript mean the same by these signs over letters without diacritics.
    assert all(re.fullmatch(r"[a-z0-9 \\bw*?|()+]+", rule["words"]) for rule in given["special"])
