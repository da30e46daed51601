"""Year after year: one side at each stage, bars of one stage only, and a gap where a year is not known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from spending.budget.moments import TIMELESS, WHOLE_YEAR, chosen, end_of
from spending.drafts import Stage
from spending.presenters.budget_asking import Asked, Choice, NotThere
from spending.presenters.budget_stated import Stated
from spending.presenters.budget_totals import BEST
from spending.presenters.budget_words import side_title, stage_title
from watchdog.core.charts.yearly import Bar, year_bars

STAGES = (Stage.DRAFT, Stage.ADOPTED, Stage.AMENDED, Stage.EXECUTED)


@dataclass(frozen=True)
class Said:
    """One amount of a year at a stage, and how many others a document gives for the same."""

    title: str
    stated: Stated | None
    others: int = 0

    @property
    def is_whole_year(self) -> bool:
        """Tell whether the amount may be compared with other years: execution of half a year may not."""
        if self.stated is None:
            return False
        sheet = self.stated.sheet
        return sheet.stage in TIMELESS or end_of(sheet) == WHOLE_YEAR


@dataclass(frozen=True)
class Year:
    """One year: an amount a stage, and the one that is drawn."""

    year: int
    said: tuple[Said, ...]
    at: Said
    """What is said at the stage that is drawn."""
    drawn: Decimal | None
    known: bool
    """Whether there is anything of this year at all, so that its page exists."""


@dataclass(frozen=True)
class Years:
    """One side of the budget through the years."""

    title: str
    stage: str
    columns: tuple[str, ...]
    rows: tuple[Year, ...]
    largest: Decimal
    light: bool
    """Whether the bars stand for a plan that was only drafted."""
    sides: tuple[Choice, ...]
    stages: tuple[Choice, ...]


def years_of(stated: Iterable[Stated], asked: Asked, side: str, sides: Iterable[str], known: Iterable[int]) -> Years:
    """
    Lay out one side's totals of all years, the newest first; years without any stand there too.

    Drawn is the stage that is asked for, else the one that most years have; raise ``NotThere`` for one that none has.
    """
    by_year: dict[int, list[Stated]] = defaultdict(list)
    for each in stated:
        if each.sheet.side == side:
            by_year[each.sheet.year].append(each)
    years = sorted({*by_year, *known})
    said = {year: _said(by_year[year]) for year in years}
    counts = {stage.value: sum(_at(said[year], stage.value) is not None for year in years) for stage in BEST}
    there = [stage for stage, count in counts.items() if count]
    if asked.stage is not None and asked.stage not in there:
        raise NotThere
    stage = asked.stage or max(BEST, key=lambda each: counts[each.value]).value
    span = range(years[-1], years[0] - 1, -1) if years else ()
    rows = tuple(_year(year, said.get(year) or _said([]), stage, year in said) for year in span)
    return Years(
        title=side_title(side),
        stage=stage_title(stage),
        columns=tuple(stage_title(each.value) for each in STAGES),
        rows=rows,
        largest=max((row.drawn for row in rows if row.drawn is not None), default=Decimal(0)),
        light=stage == Stage.DRAFT,
        sides=asked.choices("side", sides, side_title, side),
        stages=asked.choices("stage", there, stage_title, stage),
    )


def years_chart(years: Years) -> SafeString:
    """Draw the years side by side, the oldest first; a year that no document states is a gap between bars."""
    gap = pgettext("in a chart", "gap")
    bars = [
        Bar(str(row.year), row.drawn or Decimal(0), f"{row.year}: {_drawn_words(row) or gap}")
        for row in reversed(years.rows)
    ]
    words = {"side": years.title, "stage": years.stage.lower()}
    return year_bars(bars, label=_("%(side)s year by year: %(stage)s; the table below has the figures") % words)


def _drawn_words(row: Year) -> str:
    return row.at.stated.short if row.drawn is not None and row.at.stated else ""


def _said(stated: list[Stated]) -> dict[str, Said]:
    kept = chosen({each.sheet for each in stated})
    found = {}
    for stage in STAGES:
        there = [
            each for each in stated if each.sheet in kept and each.sheet.stage == stage and each.amount is not None
        ]
        there.sort(key=lambda each: (-end_of(each.sheet), each.rounded, each.sheet.act, each.sheet.register))
        others = len({each.amount for each in there}) - 1
        found[stage.value] = Said(stage_title(stage.value), there[0] if there else None, max(others, 0))
    return found


def _at(said: dict[str, Said], stage: str) -> Decimal | None:
    """Give the amount that may be drawn beside those of other years."""
    each = said[stage]
    return each.stated.amount if each.stated and each.is_whole_year else None


def _year(year: int, said: dict[str, Said], stage: str, known: bool) -> Year:
    return Year(year, tuple(said.values()), said[stage], _at(said, stage), known)
