"""A person at a meeting: six states that differ in shape, said in words."""

from __future__ import annotations

from watchdog.core.charts.presence import STATES, presence


def test_each_state_has_a_shape_of_its_own_so_that_colour_is_not_needed() -> None:
    assert len({str(presence(state)) for state in STATES}) == len(STATES)


def test_words_are_said_and_escaped_and_a_box_beside_words_is_silent() -> None:
    assert 'role="img" aria-label="&lt;b&gt;"><title>&lt;b&gt;</title>' in presence("absent", "<b>")
    assert 'aria-hidden="true"' in presence("absent")
