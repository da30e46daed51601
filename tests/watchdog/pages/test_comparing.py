"""Two versions told apart word by word."""

from __future__ import annotations

import pytest

from watchdog.pages.comparing import pieces


def told(before: str, after: str) -> list[tuple[str, str]]:
    return [(piece.kind, piece.text) for piece in pieces(before, after)]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("za 12 głosów", "za 13 głosów", [("same", "za "), ("gone", "12"), ("new", "13"), ("same", " głosów")]),
        ("", "nowe", [("new", "nowe")]),
        ("stare", "", [("gone", "stare")]),
        ("a", "a", [("same", "a")]),
    ],
)
def test_each_word_is_kept_gone_or_new(before: str, after: str, expected: list[tuple[str, str]]) -> None:
    assert told(before, after) == expected


def test_a_long_stretch_that_stays_is_left_out() -> None:
    words = " ".join(str(n) for n in range(200))

    found = told(f"{words} stare {words}", f"{words} nowe {words}")

    assert [kind for kind, _text in found] == ["left out", "same", "gone", "new", "same", "left out"]
    assert found[1][1].endswith("199 ")
