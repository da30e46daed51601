"""Questions that nobody has asked: each another one, the same in every run, and no fewer than promised."""

import pytest

from tests.benchmarks.questions import KINDS, PAGES, SQL, Words, addresses
from watchdog.embedded.errors import EmbeddedError

WORDS = Words(
    tuple(f"slowo{chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(200)), ("umowa", "remont", "dostawa", "zakup")
)


def test_every_question_is_another_one_and_the_same_in_every_run() -> None:
    asked = addresses(WORDS, PAGES, 10)
    assert set(asked) == set(KINDS)
    assert all(len(set(pages)) == 10 for pages in asked.values())
    assert asked == addresses(WORDS, PAGES, 10)
    assert asked != addresses(WORDS, SQL, 10)


def test_too_few_words_are_told() -> None:
    with pytest.raises(EmbeddedError, match="only"):
        addresses(WORDS, PAGES, 50)
