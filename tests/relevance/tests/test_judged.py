from __future__ import annotations

from pathlib import Path

import pytest

from tests.relevance import judged
from tests.relevance.judged import KINDS, cities, questions

GOOD = '[[question]]\ntext = "most"\nkind = "lookalike"\n3 = ["/a/"]\n0 = ["/b/"]\n'


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(judged, "QUERIES", tmp_path)
    return tmp_path / "here.toml"


def test_more_than_a_hundred_questions_of_every_kind_are_judged_over_three_cities() -> None:
    asked = [question for city in cities() for question in questions(city)]

    assert cities() == ("gliwice", "katowice", "poznan")
    assert len(asked) > 200
    assert {question.kind for question in asked} == set(KINDS)


def test_every_record_is_named_by_an_address_of_the_portal() -> None:
    for city in cities():
        for question in questions(city):
            assert all(address.startswith(("/rada/", "/wydatki/")) for address in question.grades), question


def test_a_question_knows_what_answers_it_and_what_must_not_be_met(written: Path) -> None:
    written.write_text(GOOD, encoding="utf-8")

    [question] = questions("here")

    assert dict(question.grades) == {"/a/": 3, "/b/": 0}
    assert question.never == {"/b/"}
    assert not question.is_empty


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (GOOD + GOOD, "asked twice"),
        (GOOD.replace("lookalike", "riddle"), "riddle"),
        (GOOD + '4 = ["/c/"]\n', "4"),
        (GOOD + '2 = ["/a/"]\n', "two grades"),
        (GOOD.replace("lookalike", "nothing"), "nothing"),
        ('[[question]]\ntext = "most"\nkind = "place"\n', "nothing"),
    ],
)
def test_a_file_that_is_not_written_as_it_should_be_is_refused(text: str, reason: str, written: Path) -> None:
    written.write_text(text, encoding="utf-8")

    with pytest.raises(ValueError, match=reason):
        questions("here")
