"""
What several registers say of one and the same: a side and a stage of one year, next to one another, never added.

A register speaks by its stated total, and by the sum of its lines where these make a whole report. Only figures of the
whole year are set against each other: a quarter says something else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Sum

from spending.drafts import Scope, Side
from spending.models import BudgetFigure

WHOLE_YEAR = (None, 4)
"""Quarters that stand for the whole year: none named, or the fourth, which counts from 1 January."""

REPORTS = ("bestia",)
"""Registers whose lines make a whole report; elsewhere a sum of the lines that we know is nobody's word."""

Subject = tuple[str, str, str]
"""A side, a stage and a currency."""


@dataclass(frozen=True)
class Opinion:
    """What one register says."""

    register: str
    amount: Decimal
    approximate: bool = False
    summed: bool = False
    """Whether we added the register's lines, instead of taking the total that it states."""

    @property
    def slack(self) -> Decimal:
        """By how much a rounded figure may be off: one of its last digit that is not a nought („2,29 mld”: 10 mln)."""
        if not self.approximate or not self.amount:
            return Decimal(0)
        digits = str(abs(int(self.amount)))
        return Decimal(10) ** (len(digits) - len(digits.rstrip("0")))


@dataclass(frozen=True)
class Comparison:
    """Two or more opinions on one side and stage of a year, the fullest register first."""

    side: str
    stage: str
    currency: str
    opinions: tuple[Opinion, ...]

    @property
    def difference(self) -> Decimal:
        """By how much the highest is above the lowest."""
        amounts = [each.amount for each in self.opinions]
        return max(amounts) - min(amounts)

    @property
    def agrees(self) -> bool:
        """Say whether nothing contradicts: exact figures are equal, and rounded ones no further off than rounding."""
        return self.difference <= max(each.slack for each in self.opinions)


def opinions(year: int) -> list[Comparison]:
    """Give what more than one register, or a total and the lines under it, say of one year; by side and stage."""
    told: dict[Subject, list[Opinion]] = defaultdict(list)
    for subject, opinion in (*_stated(year), *_summed(year)):
        told[subject].append(opinion)
    order = [side.value for side in Side]
    return [
        Comparison(*subject, opinions=tuple(sorted(told[subject], key=lambda each: (each.approximate, each.register))))
        for subject in sorted(told, key=lambda subject: (order.index(subject[0]), subject[1], subject[2]))
        if len(told[subject]) > 1
    ]


def _stated(year: int) -> Iterator[tuple[Subject, Opinion]]:
    """Yield the totals of the whole city that registers state, of each register and stage the latest."""
    latest: dict[tuple[str, Subject], BudgetFigure] = {}
    for figure in BudgetFigure.objects.of_year(year).filter(scope=Scope.TOTAL, unit="").order_by("pk"):
        if figure.quarter in WHOLE_YEAR and figure.stage:
            latest[figure.register, (figure.side, figure.stage, figure.currency)] = figure
    for (register, subject), figure in latest.items():
        yield subject, Opinion(register, figure.amount, figure.approximate)


def _summed(year: int) -> Iterator[tuple[Subject, Opinion]]:
    """Yield the sums of the lines of whole reports at the end of the year."""
    lines = BudgetFigure.objects.of_year(year).filter(scope=Scope.LINE, unit="", register__in=REPORTS, quarter=4)
    sums = lines.order_by().values("register", "side", "stage", "currency").annotate(amount=Sum("amount"))
    for each in sums:
        yield (each["side"], each["stage"], each["currency"]), Opinion(each["register"], each["amount"], summed=True)
