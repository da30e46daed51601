from __future__ import annotations

import pytest
from django.utils import translation

from watchdog.search.question import parse
from watchdog.search.wording import explained, passed_over


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("strefa parkow", "“strefa” and words that begin with “parkow”"),
        ("szkoła -budżet", "“szkoła”, without “budżet”"),
        ('"plan miejscowy"', "exactly “plan miejscowy”"),
        ("plac lub 2024", "“plac” or the number 2024"),
        ("druk nr 495", "print number 495"),
        ("uchwała XLIV/949/2014", "the number XLIV/949/2014"),
    ],
)
def test_what_was_looked_for_is_said_in_words(text: str, said: str) -> None:
    with translation.override(None):
        assert explained(parse(text)) == said


def test_small_words_are_said_once() -> None:
    assert passed_over(parse("dom w lesie i w polu")) == "w, i"
