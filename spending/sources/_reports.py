"""
What lines of the budget's reports have in common, whether a server sends them or a file brings them.

Amounts are cumulative from 1 January to the end of the quarter. The plan is the one after changes, never the adopted
one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from spending.drafts import BudgetFigureDraft, Scope, Side, Stage

REGISTER = "bestia"
ALWAYS = (Stage.AMENDED, Stage.EXECUTED)
"""Of these a nought is said too („planned and not spent”); of commitments and liabilities it says nothing."""
LIMIT = Decimal("1e14")
"""More than any city has, and more than the column holds."""


class Report(NamedTuple):
    """A kind of report: whose amounts stand in which of its columns."""

    name: str
    """„Rb-28S”."""
    side: Side
    stages: Mapping[str, Stage]
    """Names of the columns, in small letters."""


RB28S = Report(
    "Rb-28S",
    Side.EXPENDITURE,
    {"pl": Stage.AMENDED, "za": Stage.COMMITMENTS, "ww": Stage.EXECUTED, "zo": Stage.LIABILITIES},
)
RB27S = Report("Rb-27S", Side.REVENUE, {"pl": Stage.AMENDED, "dw": Stage.EXECUTED})


class Period(NamedTuple):
    """To the end of which quarter a report counts, from 1 January of its year."""

    year: int
    quarter: int

    def __str__(self) -> str:
        return f"{self.year}-q{self.quarter}"


class Line(NamedTuple):
    """A line's place in the classification, as text; ``unit`` where the report is one unit's."""

    dzial: str
    rozdzial: str
    paragraf: str
    financing: str = ""
    group: str = ""
    unit: str = ""
    unit_code: str = ""

    def key(self, report: Report, period: Period) -> str:
        """Give what makes the line one: a newer copy of the report gives the same."""
        parts = (self.unit_code, self.dzial, self.rozdzial, f"{self.paragraf}{self.financing}", self.group)
        return "-".join([report.name.lower(), str(period), *(part for part in parts if part)])


def figures(
    report: Report, period: Period, line: Line, amounts: Mapping[str, Decimal], place: str, register: str = REGISTER
) -> Iterator[BudgetFigureDraft]:
    """Give a line's figure at each stage; raise ``ValidationError`` for codes that are none."""
    for column, stage in report.stages.items():
        amount = amounts.get(column)
        if amount is None or (not amount and stage not in ALWAYS):
            continue
        yield BudgetFigureDraft(
            place=place,
            register_name=register,
            key=f"{line.key(report, period)}-{stage.value}",
            year=period.year,
            quarter=period.quarter,
            side=report.side,
            stage=stage,
            scope=Scope.LINE,
            dzial=line.dzial,
            rozdzial=line.rozdzial,
            paragraf=line.paragraf,
            financing=line.financing,
            group=line.group,
            unit=line.unit,
            amount=amount,
        )


def amount_of(text: str) -> Decimal:
    """Read „1000000.00”, „1 000 000,00” or nothing, which is nought; raise ``ValueError`` in Polish for the rest."""
    plain = "".join(text.split()).replace(",", ".") or "0"
    try:
        amount = Decimal(plain)
    except InvalidOperation as error:
        raise ValueError(f"„{text[:60]}” nie jest kwotą.") from error
    if not amount.is_finite() or abs(amount) >= LIMIT or amount != round(amount, 2):
        raise ValueError(f"„{text[:60]}” nie jest kwotą.")
    return amount


def code(text: str, length: int) -> str:
    """Give a code as text, with the noughts that a table has eaten in front („10” is „010”)."""
    plain = text.strip()
    return plain.zfill(length) if plain.isascii() and plain.isdigit() else plain
