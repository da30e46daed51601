from __future__ import annotations

import pytest

from council.timecodes import clock, seconds_of


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("12:05", 725),
        ("0:00", 0),
        ("1:02:05", 3725),
        ("12:05.820", 725),
        ("01:02:05,100", 3725),
        ("75:00", 4500),
        ("55min:30s", 3330),
        ("1 h 2 min 5 s", 3725),
        (" 7 min ", 420),
    ],
)
def test_a_place_is_read_as_people_and_players_write_it(text: str, seconds: int) -> None:
    assert seconds_of(text) == seconds


@pytest.mark.parametrize("text", ["", "12", "12:65", "1:75:00", "punkt 3", "-1:00", "12:5"])
def test_what_is_no_place_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match="„"):
        seconds_of(text)


@pytest.mark.parametrize(("seconds", "text"), [(0, "0:00"), (725, "12:05"), (3725, "1:02:05")])
def test_seconds_are_written_as_players_show_them(seconds: int, text: str) -> None:
    assert clock(seconds) == text
