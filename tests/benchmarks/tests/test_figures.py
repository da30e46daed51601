import pytest

from tests.benchmarks.figures import percentile, shown, slope, spread
from tests.benchmarks.memory import grown


def test_a_percentile_is_a_value_that_was_measured():
    assert percentile([5, 1, 4, 2, 3], 50) == 3
    assert percentile(list(range(1, 101)), 95) == 95
    assert percentile([7], 95) == 7
    with pytest.raises(ValueError, match="no values"):
        percentile([], 50)


def test_the_spread_is_a_share_of_the_median():
    assert spread([1.0, 2.0, 3.0]) == 1.0
    assert spread([2.0]) == 0.0


def test_a_slope_is_that_of_the_line_through_the_points():
    assert slope([(0, 1), (1, 3), (2, 5)]) == pytest.approx(2)
    assert slope([(1, 3)]) == 0


def test_figures_have_three_digits_that_count():
    assert [shown(value) for value in (0, 0.01234, 4.567, 12345.6)] == ["0", "0.0123", "4.57", "12 346"]


def test_memory_that_fills_and_then_stays_has_not_grown():
    assert grown([(0, 50), (10, 90), (20, 100), (40, 100), (60, 100)]) == pytest.approx(0)


def test_memory_that_leaks_has_grown_by_its_share():
    leaking = [(second, 100 + second) for second in range(61)]
    assert grown(leaking) == pytest.approx(40 / 140, rel=0.05)
