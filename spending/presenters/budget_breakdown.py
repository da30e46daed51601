"""A budget by its classification: a map of areas for one stage, and the table with every stage beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from spending.budget.lines import Group, folded
from spending.budget.moments import chosen, end_of, quarters_of
from spending.budget.sheets import Sheet
from spending.classification import Name
from spending.drafts import Side, Stage
from spending.presenters.budget_asking import Asked, Choice, NotThere
from spending.presenters.budget_stated import Stated, of_group
from spending.presenters.budget_totals import ALWAYS, SOMETIMES
from spending.presenters.budget_words import quarter_words, share_words, side_title, stage_title
from spending.registers_shown import register_shown
from watchdog.core.charts.treemap import MOST, PAUSE, Tile

ORDER = {stage.value: place for place, stage in enumerate((*ALWAYS, *SOMETIMES))}
DRAWN_FIRST = (Stage.AMENDED, Stage.ADOPTED, Stage.DRAFT, Stage.EXECUTED, Stage.COMMITMENTS, Stage.LIABILITIES)
"""Which stage is drawn, after an execution of the whole year: a part of a year's execution is no picture of it."""


class Level(Protocol):
    """One level of the classification: names its codes, on a side, and leads to the page of each."""

    def names(self, side: str) -> Callable[[str], Name]: ...
    def url(self, code: str) -> str: ...


@dataclass(frozen=True)
class Column:
    """One stage of one report: its head, the moment that it counts to, and its sum."""

    title: str
    total: Stated
    drawn: bool


@dataclass(frozen=True)
class Cell:
    """One amount, or why there is none."""

    title: str
    words: str
    reason: str = ""


@dataclass(frozen=True)
class Line:
    """One dział, rozdział or paragraf, with its amount at each stage."""

    number: int
    code: str
    name: str
    whole_name: str
    """As the regulation has it, where a table has no room for it."""
    url: str
    cells: tuple[Cell, ...]
    share: str


@dataclass(frozen=True)
class Breakdown:
    """What one register says of one side, code by code."""

    side: str
    side_title: str
    register: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    tiles: tuple[Tile, ...]
    """Empty where the lines are no whole report, or there is nothing above nought to draw."""
    whole: bool
    named_from: date | None
    """The day from which the list knows the names, where the year is an earlier one."""
    undrawn: int
    """How many rows have an amount of nought or less, which no area can show."""
    sides: tuple[Choice, ...]
    stages: tuple[Choice, ...]
    quarters: tuple[Choice, ...]
    registers: tuple[Choice, ...]

    @property
    def drawn(self) -> Column:
        return next(column for column in self.columns if column.drawn)

    @property
    def left_out(self) -> str:
        """Say which rows the drawing leaves out; nothing where it has them all."""
        words = ngettext(
            "%(n)s row of nought or less is not drawn.", "%(n)s rows of nought or less are not drawn.", self.undrawn
        )
        return words % {"n": self.undrawn} if self.undrawn else ""


def breakdown(groups: Sequence[Group], asked: Asked, level: Level) -> Breakdown | None:
    """Lay out groups of one code each; nothing where there are none, ``NotThere`` where the address asks for others."""
    if not groups:
        return None
    sides = _present((each.value for each in (Side.EXPENDITURE, Side.REVENUE)), groups, "side")
    side = _pick(asked.side, sides)
    of_side = [group for group in groups if group.sheet.side == side]
    registers = sorted({group.sheet.register for group in of_side}, key=lambda name: (-_weight(name, of_side), name))
    register = _pick(asked.register, registers)
    own = [group for group in of_side if group.sheet.register == register]
    quarters = quarters_of(group.sheet for group in own)
    if asked.quarter and asked.quarter not in quarters:
        raise NotThere
    totals = _one_a_stage(folded(own, 0), asked.quarter)
    drawn = _drawn(totals, asked)
    shown_quarter = asked.quarter or max(quarters, default=None)
    laid = _laid_out(own, totals, drawn, level)
    return Breakdown(
        side=side,
        side_title=side_title(side),
        register=str(register_shown(register)),
        columns=tuple(Column(stage_title(each.sheet.stage), of_group(each), each is drawn) for each in totals),
        lines=laid.lines,
        tiles=laid.tiles,
        whole=drawn.is_of_a_whole,
        named_from=laid.named_from,
        undrawn=laid.undrawn,
        sides=asked.choices("side", sides, side_title, side),
        stages=asked.choices("stage", [each.sheet.stage for each in totals], stage_title, drawn.sheet.stage),
        quarters=asked.choices("quarter", quarters, quarter_words, shown_quarter),
        registers=asked.choices("register", registers, lambda name: str(register_shown(name)), register),
    )


def _present(values: Iterable[str], groups: Iterable[Group], name: str) -> list[str]:
    there = {getattr(group.sheet, name) for group in groups}
    return [value for value in values if value in there] or sorted(there)


def _pick(asked: str, there: Sequence[str]) -> str:
    if asked and asked not in there:
        raise NotThere
    return asked or there[0]


def _weight(register: str, groups: Iterable[Group]) -> int:
    return sum(group.lines for group in groups if group.sheet.register == register)


def _one_a_stage(totals: Iterable[Group], quarter: int | None) -> list[Group]:
    """Keep one sheet a stage: of the moments to be shown the latest, and of several acts the last by its number."""
    found = list(totals)
    kept = chosen({each.sheet for each in found}, quarter)
    last: dict[str, Group] = {}
    for each in sorted(found, key=lambda each: (end_of(each.sheet), each.sheet.act, each.sheet.currency)):
        if each.sheet in kept:
            last[each.sheet.stage] = each
    return sorted(last.values(), key=lambda each: ORDER[each.sheet.stage])


def _drawn(totals: Sequence[Group], asked: Asked) -> Group:
    by_stage = {each.sheet.stage: each for each in totals}
    if asked.stage is not None:
        if asked.stage not in by_stage:
            raise NotThere
        return by_stage[asked.stage]
    executed = by_stage.get(Stage.EXECUTED.value)
    if executed and end_of(executed.sheet) == 4:
        return executed
    return next((by_stage[stage.value] for stage in DRAWN_FIRST if stage.value in by_stage), totals[0])


@dataclass(frozen=True)
class _Laid:
    """The rows, the areas, how many rows cannot be drawn, and since when the names are known."""

    lines: tuple[Line, ...]
    tiles: tuple[Tile, ...]
    undrawn: int
    named_from: date | None


def _laid_out(groups: Sequence[Group], totals: Sequence[Group], drawn: Group, level: Level) -> _Laid:
    """Lay out the rows, the largest of the drawn stage first, and an area for each that has one."""
    sheets = [total.sheet for total in totals]
    amounts = {(group.sheet, group.codes[0]): group for group in groups if group.sheet in sheets}
    codes = {code for _sheet, code in amounts}
    named = level.names(drawn.sheet.side)
    names = {code: named(code) for code in codes}

    def size(code: str) -> Decimal:
        group = amounts.get((drawn.sheet, code))
        return group.amount if group and group.amount is not None else Decimal("-Infinity")

    lines, tiles, undrawn = [], [], 0
    for place, code in enumerate(sorted(codes, key=lambda code: (-size(code), code)), 1):
        name, amount = names[code].short or _unnamed(code), size(code)
        share = share_words(amount, drawn.amount) if amount.is_finite() and drawn.is_of_a_whole else ""
        cells = tuple(_cell(amounts.get((sheet, code)), sheet) for sheet in sheets)
        lines.append(Line(place, code, name, names[code].whole, level.url(code), cells, share))
        if amount > 0:
            words = PAUSE.join(filter(None, (of_group(amounts[drawn.sheet, code]).short, share)))
            tiles.append(Tile(place, name, amount, words, level.url(code)))
        else:
            undrawn += amount.is_finite()
    drawable = drawn.is_of_a_whole and drawn.amount is not None
    areas = tuple(_at_most(tiles, drawn)) if drawable else ()
    named_from = max((name.as_of for name in names.values() if name.as_of), default=None)
    return _Laid(tuple(lines), areas, undrawn, named_from)


def _unnamed(code: str) -> str:
    return _("code %(code)s, name not known") % {"code": code} if code else _("not divided further")


def _cell(group: Group | None, sheet: Sheet) -> Cell:
    title = stage_title(sheet.stage)
    if group is None:
        return Cell(title, "", _("not in the report"))
    words = of_group(group).words
    return Cell(title, words, "" if words else _("a whole beside its parts: not added"))


def _at_most(tiles: list[Tile], drawn: Group) -> list[Tile]:
    """Draw the smallest parts as one where there are more than can be told apart; they share one sheet."""
    if len(tiles) <= MOST:
        return tiles
    kept, rest = tiles[: MOST - 1], tiles[MOST - 1 :]
    amount = sum((tile.amount for tile in rest), Decimal(0))
    name = ngettext("%(n)s smaller part", "%(n)s smaller parts", len(rest)) % {"n": len(rest)}
    words = PAUSE.join(
        filter(None, (Stated(drawn.sheet, amount, drawn.rounded).short, share_words(amount, drawn.amount)))
    )
    joined = Tile(0, name, amount, words)
    return sorted([*kept, joined], key=lambda tile: -tile.amount)
