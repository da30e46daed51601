"""One sheet of a budget: the lines of one register, side, stage, year and quarter, which alone may be added."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Protocol

from spending.drafts import Scope

FIELDS = ("register", "side", "stage", "year", "quarter", "act", "unit", "currency")
"""What lines of one sheet share. A figure after another resolution is another moment, and one unit's report is already
within the city's."""


class MixedSum(ValueError):
    """These figures are no parts of one whole; they stand beside each other and are never added."""


@dataclass(frozen=True)
class Sheet:
    """What the figures of one sheet share, in the order of ``FIELDS``."""

    register: str
    side: str
    stage: str
    year: int
    quarter: int | None = None
    act: str = ""
    unit: str = ""
    currency: str = "PLN"


class Figure(Protocol):
    """What adding asks of a figure."""

    scope: Any
    amount: Decimal
    withdrawn_at: Any
    dzial: str
    rozdzial: str
    paragraf: str


def sheet_of(figure: Any) -> Sheet:
    """Give the sheet that a figure stands on; ``figure`` has every attribute of ``FIELDS``."""
    return Sheet(*(getattr(figure, name) for name in FIELDS))


def added(figures: Iterable[Any]) -> Decimal:
    """
    Add lines of one sheet.

    Raise ``MixedSum`` for figures of two sheets, for anything but lines (totals, parts and tasks overlap), for a line
    that its office withdrew, and for lines of which one holds another (a whole dział beside its rozdziały).
    """
    lines = list(figures)
    if len({sheet_of(line) for line in lines}) > 1:
        raise MixedSum("stages, quarters, years, sides and registers are never added to one another")
    if any(line.scope != Scope.LINE for line in lines):
        raise MixedSum("totals, parts and tasks overlap")
    if any(line.withdrawn_at for line in lines):
        raise MixedSum("a withdrawn line is part of nothing")
    if _overlap(lines):
        raise MixedSum("a whole and its part are one amount twice")
    return sum((line.amount for line in lines), Decimal(0))


def _overlap(lines: Iterable[Figure]) -> bool:
    """Tell whether a dział or a rozdział stands there both as a whole and in its parts."""
    depths: dict[tuple[str, ...], set[bool]] = defaultdict(set)
    for line in lines:
        depths[(line.dzial,)].add(bool(line.rozdzial))
        if line.rozdzial:
            depths[line.dzial, line.rozdzial].add(bool(line.paragraf))
    return any(len(depth) > 1 for depth in depths.values())
