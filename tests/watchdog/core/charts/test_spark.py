"""A row of columns: one scale from nought to all, a gap where nothing is known."""

from __future__ import annotations

from watchdog.core.charts.spark import spark


def test_a_column_is_a_share_a_nought_is_a_line_and_the_unknown_a_gap() -> None:
    drawn = spark([1.0, 0.25, None, 0.0], label="Głosy <b>")

    assert 'viewBox="0 0 4 1"' in drawn
    assert 'd="M0.1 1V0.000h.8V1zM1.1 1V0.750h.8V1z"' in drawn
    assert '<path class="spark__nought" d="M3.1 1h.8"/>' in drawn
    assert "M2.1" not in drawn
    assert "<title>Głosy &lt;b&gt;</title>" in drawn


def test_nothing_is_drawn_of_nothing() -> None:
    assert spark([None, None], label="x") == ""
