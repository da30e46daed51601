"""Which sheets of a year stand side by side: quarters count from 1 January, so of each register one at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from spending.budget.sheets import Sheet
from spending.drafts import Stage

TIMELESS = frozenset({Stage.UNKNOWN.value, Stage.DRAFT.value, Stage.ADOPTED.value})
"""Stages that are one moment; the others go on all year."""

WHOLE_YEAR = 4


def quarters_of(sheets: Iterable[Sheet]) -> list[int]:
    """Give the quarters that any sheet names, in order."""
    return sorted({sheet.quarter for sheet in sheets if sheet.quarter and sheet.stage not in TIMELESS})


def chosen(sheets: Iterable[Sheet], quarter: int | None = None) -> set[Sheet]:
    """
    Keep the sheets to be shown: as of the end of a quarter, else of each register the latest that it has.

    A figure without a quarter is taken for one of the whole year; a plan changed by a resolution has no quarter and
    stands beside the quarterly ones.
    """
    kept, going = set(), defaultdict(list)
    for sheet in sheets:
        if sheet.stage in TIMELESS:
            kept.add(sheet)
        else:
            going[sheet.register, sheet.side, sheet.stage, sheet.unit].append(sheet)
    for rivals in going.values():
        end = quarter or max(map(end_of, rivals))
        kept |= {sheet for sheet in rivals if end_of(sheet) == end or (sheet.act and not quarter)}
    return kept


def end_of(sheet: Sheet) -> int:
    """Give the quarter to the end of which a sheet counts."""
    return sheet.quarter or WHOLE_YEAR


def same_moment(sheet: Sheet) -> tuple[str, str, int, int, str]:
    """Give what two sheets share that may be held against each other: two registers' word on one thing."""
    end = 0 if sheet.stage in TIMELESS else end_of(sheet)
    return sheet.side, sheet.stage, sheet.year, end, sheet.act if sheet.stage == Stage.AMENDED.value else ""
