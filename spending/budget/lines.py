"""Lines of the classification added up by the database, sheet by sheet, so that no two sheets can come together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib.postgres.aggregates import BoolOr
from django.db.models import Count, Q, QuerySet, Sum

from spending.budget.opinions import REPORTS
from spending.budget.sheets import FIELDS, Sheet
from spending.drafts import Scope
from spending.models import BudgetFigure

WHOLE_REPORTS = frozenset(REPORTS)
"""Registers whose lines make a whole report. Elsewhere we know single lines, and their sum is nobody's total."""


@dataclass(frozen=True)
class Group:
    """The lines of one sheet that share codes, added."""

    sheet: Sheet
    codes: tuple[str, ...]
    amount: Decimal | None
    """Nothing where a whole stands beside its parts: adding them would count one amount twice."""
    lines: int
    rounded: bool
    """Whether any of the lines is a rounded figure."""

    @property
    def is_of_a_whole(self) -> bool:
        """Tell whether the lines of this sheet are all there are."""
        return self.sheet.register in WHOLE_REPORTS


def lines_of(**where: Any) -> QuerySet[BudgetFigure]:
    """Give the lines that offices still state of the whole city, of a year (``year=2013``) and narrower."""
    return BudgetFigure.objects.filter(scope=Scope.LINE.value, unit="", withdrawn_at__isnull=True, **where)


def rozdzialy(lines: QuerySet[BudgetFigure]) -> list[Group]:
    """Add lines by sheet, dział and rozdział, in one query."""
    return [_rozdzial(row) for row in _counted(lines, "dzial", "rozdzial")]


def paragrafy(lines: QuerySet[BudgetFigure]) -> list[Group]:
    """Add lines by sheet and paragraph with its fourth digit, in one query; the lines are of one rozdział."""
    return [
        Group(_sheet(row), (row["paragraf"] + row["financing"],), row["total"], row["n"], row["rounded"])
        for row in _counted(lines, "paragraf", "financing")
    ]


def folded(groups: Iterable[Group], depth: int) -> list[Group]:
    """
    Add groups of one sheet that share their first ``depth`` codes: 1 gives działy, 0 a sheet as a whole.

    One level after the other, so that a whole beside its parts is seen wherever it stands.
    """
    found = list(groups)
    while found and len(found[0].codes) > depth:
        together: dict[tuple[Sheet, tuple[str, ...]], list[Group]] = defaultdict(list)
        for group in found:
            together[group.sheet, group.codes[:-1]].append(group)
        found = [_fold(sheet, codes, parts) for (sheet, codes), parts in together.items()]
    return found


def _fold(sheet: Sheet, codes: tuple[str, ...], parts: list[Group]) -> Group:
    """Add groups that differ in their last code; one without it is a whole, which has no parts beside it."""
    amounts = [part.amount for part in parts if part.amount is not None]
    overlap = len(parts) > 1 and any(not part.codes[-1] for part in parts)
    total = None if overlap or len(amounts) < len(parts) else sum(amounts, Decimal(0))
    return Group(sheet, codes, total, sum(part.lines for part in parts), any(part.rounded for part in parts))


def _counted(lines: QuerySet[BudgetFigure], *names: str) -> Iterable[Mapping[str, Any]]:
    """Group by these fields and always by those of the sheet, so that lines of two sheets never meet."""
    bare = Count("pk", filter=Q(paragraf=""))
    grouped = lines.order_by().values(*FIELDS, *names).order_by(*FIELDS, *names)
    found: Iterable[Mapping[str, Any]] = grouped.annotate(
        total=Sum("amount"), n=Count("pk"), bare=bare, rounded=BoolOr("approximate")
    )
    return found


def _rozdzial(row: Mapping[str, Any]) -> Group:
    overlaps = 0 < row["bare"] < row["n"]
    total = None if overlaps else row["total"]
    return Group(_sheet(row), (row["dzial"], row["rozdzial"]), total, row["n"], row["rounded"])


def _sheet(row: Mapping[str, Any]) -> Sheet:
    return Sheet(*(row[name] for name in FIELDS))
