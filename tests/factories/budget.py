"""Lines of a report of the budget, all invented."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from spending.models import BudgetFigure
from tests.factories.spending import BudgetFigureFactory


class BudgetLineFactory(BudgetFigureFactory):
    """A line of a report of the state: what was spent on schools to the end of the year."""

    register = "bestia"
    year = 2024
    quarter = 4
    stage = BudgetFigure.AtStage.EXECUTED.value
    scope = BudgetFigure.Covers.LINE.value
    label = ""
    dzial, rozdzial, paragraf, financing = "801", "80101", "401", "0"
    amount = Decimal("1000.00")


def made_up_report(year: int = 2024, quarter: int | None = 4, **more: Any) -> None:
    """Store a small invented report: three działy, four rozdziały, a plan and what was spent of it."""
    rows = [("801", "80101", "401", 600), ("801", "80101", "605", 90), ("801", "80104", "401", 200)]
    rows += [("600", "60015", "605", 900), ("921", "92109", "248", 10)]
    for dzial, rozdzial, paragraf, thousands in rows:
        for stage, share in (("amended", Decimal(1)), ("executed", Decimal("0.5"))):
            BudgetLineFactory(
                year=year,
                quarter=quarter,
                stage=stage,
                dzial=dzial,
                rozdzial=rozdzial,
                paragraf=paragraf,
                amount=thousands * 1000 * share,
                **more,
            )
