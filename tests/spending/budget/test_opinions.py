"""Registers that speak of the same year: set side by side, with the difference, and never added."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from spending.budget.opinions import Comparison, opinions
from spending.models import BudgetFigure
from tests.factories.spending import BudgetFigureFactory

pytestmark = pytest.mark.django_db
YEAR = 2024


def total(register: str, amount: str, **said: Any) -> BudgetFigure:
    told = {"stage": "executed", "side": "revenue", "year": YEAR, **said}
    figure: BudgetFigure = BudgetFigureFactory(register=register, amount=Decimal(amount), **told)
    return figure


def line(amount: str, **said: Any) -> BudgetFigure:
    return total("bestia", amount, **{"scope": "line", "dzial": "801", "quarter": 4, **said})


def only() -> Comparison:
    (comparison,) = opinions(YEAR)
    return comparison


def test_a_second_opinion_stands_beside_the_first_with_the_difference() -> None:
    total("bestia", "100.50", quarter=4)
    total("gus_bdl", "99.00")

    comparison = only()

    assert [(each.register, str(each.amount)) for each in comparison.opinions] == [
        ("bestia", "100.50"),
        ("gus_bdl", "99.00"),
    ]
    assert (comparison.difference, comparison.agrees) == (Decimal("1.50"), False)


def test_lines_of_a_whole_report_are_held_against_its_total() -> None:
    total("bestia", "100.00", quarter=4)
    line("60.00")
    line("40.00")

    comparison = only()

    assert [each.summed for each in comparison.opinions] == [False, True]
    assert comparison.agrees


def test_quarters_other_years_units_parts_and_withdrawn_figures_are_other_matters() -> None:
    total("bestia", "100.00", quarter=4)
    total("gus_bdl", "25.00", quarter=1)
    total("gus_bdl", "90.00", year=YEAR - 1)
    total("gus_bdl", "1.00", unit="Szkoła")
    total("gus_bdl", "2.00", scope="part", label="dochody bieżące")
    total("gus_bdl", "3.00", stage="amended")
    total("gus_bdl", "4.00", withdrawn_at="2025-01-01T00:00:00Z")

    assert opinions(YEAR) == []


@pytest.mark.parametrize(("exact", "agrees"), [("2291301896.42", True), ("2300000000", True), ("2310000000", False)])
def test_a_rounded_figure_contradicts_only_what_rounding_cannot_explain(exact: str, agrees: bool) -> None:
    total("gliwice_facts", "2290000000", approximate=True)
    total("uchwaly", exact)

    assert only().agrees is agrees
