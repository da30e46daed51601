"""The totals of a year: revenue, expenditure, result and debt in rows, the stages in columns that are never added."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from spending.budget.moments import WHOLE_YEAR, chosen, end_of
from spending.drafts import Side, Stage
from spending.presenters.budget_stated import Stated, differences
from spending.presenters.budget_words import amount_words, side_title, stage_title
from watchdog.cities import PopulationProfile

ALWAYS = (Stage.DRAFT, Stage.ADOPTED, Stage.AMENDED, Stage.EXECUTED)
SOMETIMES = (Stage.COMMITMENTS, Stage.LIABILITIES, Stage.UNKNOWN)
ROWS = (Side.REVENUE, Side.EXPENDITURE, Side.RESULT, Side.DEBT)
PER_RESIDENT = (Side.REVENUE, Side.EXPENDITURE, Side.DEBT)
PLANS = (Stage.AMENDED, Stage.ADOPTED, Stage.DRAFT)
BEST = (Stage.EXECUTED, *PLANS)


@dataclass(frozen=True)
class Cell:
    """Everything that is said of one side at one stage; empty where nothing is known."""

    title: str
    """The column's, for a phone."""
    stated: tuple[Stated, ...]
    differ: tuple[str, ...]


@dataclass(frozen=True)
class Row:
    """One side of a budget through its stages."""

    side: str
    title: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Totals:
    """The table of totals."""

    stages: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    def of(self, side: Side, *stages: Stage) -> Stated | None:
        """Give the first amount that is known of a side, by the first of these stages that has one."""
        row = next(row for row in self.rows if row.side == side)
        cells = dict(zip(self.stages, row.cells, strict=True))
        found = (each for stage in stages for each in cells[stage.value].stated if each.amount is not None)
        return next(found, None)

    def best(self, side: Side) -> Stated | None:
        """Give what answers for the year: its whole execution, else a plan; a part of a year is the last resort."""
        executed = self.of(side, Stage.EXECUTED)
        if executed and end_of(executed.sheet) == WHOLE_YEAR:
            return executed
        return self.of(side, *PLANS) or executed


def totals_of(stated: Iterable[Stated], quarter: int | None = None) -> Totals:
    """Lay out what is said of a year, of quarterly figures the latest or those to the end of ``quarter``."""
    said = list(stated)
    kept = chosen({each.sheet for each in said}, quarter)
    shown = [each for each in said if each.sheet in kept]
    present = {each.sheet.stage for each in shown}
    stages = tuple(str(each.value) for each in (*ALWAYS, *(each for each in SOMETIMES if each in present)))
    sides = [*ROWS, *([Side.FINANCING] if any(each.sheet.side == Side.FINANCING for each in shown) else [])]
    rows = tuple(Row(side.value, side_title(side.value), _cells(shown, side, stages)) for side in sides)
    return Totals(stages, tuple(map(stage_title, stages)), rows)


def _cells(shown: Sequence[Stated], side: Side, stages: Sequence[str]) -> tuple[Cell, ...]:
    found = [[each for each in shown if (each.sheet.side, each.sheet.stage) == (side, stage)] for stage in stages]
    exact_first = [tuple(sorted(cell, key=lambda each: (each.rounded, each.sheet.register))) for cell in found]
    return tuple(
        Cell(stage_title(stage), cell, tuple(differences(cell)))
        for stage, cell in zip(stages, exact_first, strict=True)
    )


@dataclass(frozen=True)
class Resident:
    """One total shared among the residents."""

    title: str
    stage: str
    """With the moment that it counts to: half a year's execution is not a year's."""
    words: str


def per_resident(totals: Totals, population: PopulationProfile) -> list[Resident]:
    """Divide each total by the people of the same year, to the whole złoty; a stage for a stage."""
    known = [(side, stage, totals.of(side, stage)) for side in PER_RESIDENT for stage in BEST]
    return [
        Resident(side_title(side.value), _moment(each), _share(each, population.people))
        for side, stage, each in known
        if each
    ]


def _moment(stated: Stated) -> str:
    return ", ".join(filter(None, (stated.stage_title, stated.when)))


def _share(stated: Stated, people: int) -> str:
    amount = (stated.amount or Decimal(0)) / people
    return amount_words(amount.quantize(Decimal(1), ROUND_HALF_UP), stated.sheet.currency, rounded=stated.rounded)
