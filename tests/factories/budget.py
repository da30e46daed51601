"""The smallest valid figures of a budget, and the codes of its classification."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import factory
from factory.django import DjangoModelFactory

from spending.models import BudgetFigure, ClassificationCode


class BudgetFigureFactory(DjangoModelFactory[BudgetFigure]):
    """The whole expenditure of a year as the council adopted it."""

    class Meta:
        model = BudgetFigure

    register = "gliwice_facts"
    key = factory.Sequence(lambda n: f"kwota-{n}")
    year = 2013
    side = BudgetFigure.OfSide.EXPENDITURE.value
    stage = BudgetFigure.AtStage.ADOPTED.value
    scope = BudgetFigure.Covers.TOTAL.value
    label = "wydatki ogółem"
    amount = Decimal("1509221084.00")
    address = "https://bip.example/budzet"


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


class ClassificationCodeFactory(DjangoModelFactory[ClassificationCode]):
    """A dział by its name."""

    class Meta:
        model = ClassificationCode

    kind = ClassificationCode.Kind.DZIAL.value
    code = "801"
    name = "Oświata i wychowanie"
    valid_from = date(2010, 1, 1)


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
