"""Rows of workbooks: XLSX, ODS and the old XLS, examined before anything opens them."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import partial
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, load_workbook

from watchdog.core.text import squash
from watchdog.ingest.containers import names_in
from watchdog.ingest.examining import ZIP
from watchdog.ingest.source import Unreadable

PARTS = {"xl/workbook.xml": "XLSX", "xl/workbook.bin": "XLSB", "content.xml": "ODS"}
GROSZ = Decimal("0.01")
NOISE = Decimal("0.000001")
"""How far from whole grosze a cell may be by the way computers keep fractions."""

Sheets = list[tuple[str, Callable[[], Iterable[list[str]]]]]


def open_workbook(content: bytes) -> tuple[str, Sheets]:
    """Say of which kind a workbook is, and give its sheets that hold anything."""
    kind = _kind(content)
    try:
        book = load_workbook(io.BytesIO(content))
        sheets: Sheets = [(name, partial(_rows, book, name)) for name in book.sheet_names]
    except CalamineError as error:
        raise _broken() from error
    return kind, sheets


def _kind(content: bytes) -> str:
    if not content.startswith(ZIP):
        return "XLS"
    names = names_in(content)
    kind = next((kind for part, kind in PARTS.items() if part in names), "")
    if not kind:
        raise Unreadable("wrong_kind", "To jest archiwum ZIP, a nie arkusz. Można wczytać CSV, XLSX, XLS i ODS.")
    return kind


def _rows(book: CalamineWorkbook, name: str) -> Iterator[list[str]]:
    try:
        sheet = book.get_sheet_by_name(name)
    except CalamineError as error:
        raise _broken() from error
    downs = _merged(sheet)
    kept: dict[int, str] = {}
    for number, cells in enumerate(sheet.iter_rows()):
        texts = [text_of(cell) for cell in cells]
        for column in downs.get(number, {}):
            if downs[number][column]:
                kept[column] = texts[column]
            else:
                texts[column] = kept.get(column, "")
        yield texts


def _merged(sheet: CalamineSheet) -> dict[int, dict[int, bool]]:
    """
    Give by row the columns that are merged with cells above or below, and whether the cell is the first of them.

    What is merged downwards holds for each of its rows; what is merged to the side stays where it is printed.
    """
    left = sheet.start[1] if sheet.start else 0
    found: dict[int, dict[int, bool]] = {}
    for (top, column), (bottom, _right) in sheet.merged_cell_ranges or []:
        for number in range(top, bottom + 1) if bottom > top else ():
            found.setdefault(number, {})[column - left] = number == top
    return found


def text_of(cell: Any) -> str:
    """Write a cell's value as a person would type it: days in ISO, whole numbers without a point, grosze with two."""
    if isinstance(cell, bool):
        return "tak" if cell else "nie"
    if isinstance(cell, float):
        return _number(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", "minutes")
    if isinstance(cell, date | time):
        return cell.isoformat()
    return squash("" if isinstance(cell, timedelta) else str(cell))


def _number(value: float) -> str:
    """Write a number so that it is no riddle: a workbook knows that 1.234 is one and a bit."""
    if value.is_integer():
        return str(int(value))
    exact = Decimal(repr(value))
    rounded = exact.quantize(GROSZ, ROUND_HALF_UP)
    return str(rounded) if abs(exact - rounded) < NOISE else f"{exact:.4f}"


def _broken() -> Unreadable:
    return Unreadable("wrong_shape", "Arkusz jest uszkodzony albo ucięty i nie daje się odczytać.")
