"""What „1.234” means in one column: told by all its other values, where they agree; else the row waits for a human."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from decimal import Decimal

from watchdog.core.money import AmountError, parse_amount

FIGURES = re.compile(r"\d[\d\s.,']*|[.,]\d+")
AMBIGUOUS = re.compile(r"[1-9]\d{0,2}([.,])\d{3}")
MARK = re.compile(r"[.,]")


def decimal_mark(cells: Iterable[str]) -> str:
    """Return the sign before grosze on which every value of a column agrees; empty where they differ or none tells."""
    votes = set()
    for cell in cells:
        votes |= _vote(cell)
        if len(votes) > 1:
            return ""
    return votes.pop() if votes else ""


def _vote(cell: str) -> set[str]:
    """Tell which sign one value shows to stand before grosze, if it shows it."""
    found = FIGURES.search(cell)
    figures = found[0].strip() if found else ""
    marks = MARK.findall(figures)
    if not marks or AMBIGUOUS.fullmatch(figures):
        return set()
    if len(set(marks)) == 2:
        return {marks[-1]}
    return {"," if marks[0] == "." else "."} if len(marks) > 1 else {marks[0]}


def amount_of(cell: str, mark: str) -> Decimal | None:
    """
    Return the amount in a cell, ``None`` where it says that there is none; ``mark`` is the column's sign before grosze.

    Raises ``AmountError`` for what cannot be read as exactly one amount.
    """
    with suppress(AmountError):
        return parse_amount(cell)
    found = FIGURES.search(cell)
    ambiguous = AMBIGUOUS.fullmatch(found[0].strip()) if found else None
    if found and ambiguous and mark and ambiguous[1] != mark:
        return parse_amount(cell.replace(found[0].strip(), found[0].strip().replace(ambiguous[1], "")))
    return parse_amount(cell)
