"""
A file as a table of texts, whatever program wrote it: CSV in any usual encoding and with any usual separator, or XLSX.

Run it apart (``watchdog.ingest.limited``): it opens files of strangers. Free of Django.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, load_workbook

from watchdog.core.text import fold, squash
from watchdog.ingest.decoding import NO_TEXT, decoded
from watchdog.ingest.examining import Kind
from watchdog.ingest.source import Unreadable

MAX_ROWS = 20_000
MAX_COLUMNS = 300
"""A roll call in the wide form has a column for each councillor, at most a hundred."""
MAX_CELL = 10_000
"""Letters of one cell; the longest title of a resolution known to us has about 1 500."""
SEPARATORS = ";,\t"
NAMES = {";": "średnik", ",": "przecinek", "\t": "tabulator"}


@dataclass(frozen=True)
class Row:
    """One row; its number is the one that a spreadsheet shows beside it."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """The headings, the rows that say something, and what to tell the person about the way it was read."""

    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    said: tuple[str, ...]


def table_of(kind: Kind, document: bytes) -> Table:
    """
    Read a file's table: its first row that is not empty holds the headings.

    Raises ``Unreadable``: ``empty_file``, ``bad_encoding``, ``bad_table``, ``too_many_rows``, ``too_many_columns``.
    """
    said, rows = _of_workbook(document) if kind is Kind.XLSX else _of_text(document)
    filled = _filled(rows)
    head = next(filled, None)
    if head is None:
        raise Unreadable("empty_file", "W pliku nie ma żadnego wypełnionego wiersza.")
    if len(head.cells) > MAX_COLUMNS:
        raise Unreadable("too_many_columns", f"Tabela ma więcej niż {MAX_COLUMNS} kolumn.")
    return Table(head.cells, tuple(_within_limits(filled, len(head.cells))), said)


def _filled(rows: Iterable[Sequence[str]]) -> Iterator[Row]:
    """Number the rows as a spreadsheet does, and leave out the empty ones and the empty cells at the ends."""
    for number, cells in enumerate(rows, start=1):
        last = max((place for place, cell in enumerate(cells, start=1) if cell), default=0)
        if last:
            yield Row(number, tuple(cells[:last]))


def _within_limits(rows: Iterator[Row], width: int) -> Iterator[Row]:
    for count, row in enumerate(rows, start=1):
        if count > MAX_ROWS:
            raise Unreadable("too_many_rows", f"Plik ma więcej niż {MAX_ROWS} wierszy. Podziel go na mniejsze.")
        if len(row.cells) > width:
            text = f"Wiersz {row.number} ma pól: {len(row.cells)}, a nagłówek: {width}. Sprawdź separatory."
            raise Unreadable("bad_table", text)
        if any(len(cell) > MAX_CELL for cell in row.cells):
            text = f"W wierszu {row.number} jest pole dłuższe niż {MAX_CELL} znaków. Sprawdź cudzysłowy."
            raise Unreadable("bad_table", text)
        yield row


def _of_text(document: bytes) -> tuple[tuple[str, ...], Iterator[list[str]]]:
    text, encoding = decoded(document)
    separator = _separator(text)
    said = f"Odczytano jako {encoding}; kolumny rozdziela {NAMES[separator]}."
    return (said,), _csv_rows(text, separator)


def _separator(text: str) -> str:
    """Give the sign that parts the headings; several lines of a note above them have none."""
    first = next((line for line in text.splitlines() if line.strip(f"{SEPARATORS} \"'")), "")
    return max(SEPARATORS, key=first.count)


def _csv_rows(text: str, separator: str) -> Iterator[list[str]]:
    try:
        for cells in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            yield [squash(cell) for cell in cells]
    except csv.Error as error:
        raise Unreadable("bad_table", "Plik nie daje się podzielić na pola. Sprawdź cudzysłowy.") from error


def _of_workbook(document: bytes) -> tuple[tuple[str, ...], Iterator[list[str]]]:
    try:
        workbook = load_workbook(io.BytesIO(document))
        name, rows = _first_sheet(workbook)
    except CalamineError as error:
        raise Unreadable("bad_table", "Arkusz jest uszkodzony i nie daje się odczytać.") from error
    others = [other for other in workbook.sheet_names if other != name]
    said = f"Odczytano arkusz „{name}”." + (f" Pominięto: {', '.join(others)}."[:500] if others else "")
    return (said,), ([_text(cell) for cell in cells] for cells in rows)


def _first_sheet(workbook: CalamineWorkbook) -> tuple[str, list[list[Any]]]:
    """Give the first sheet that holds anything; a sheet of explanations beside it says nothing."""
    for name in workbook.sheet_names:
        sheet = workbook.get_sheet_by_name(name)
        if sheet.height and sheet.width and fold(name) != EXPLANATIONS:
            if sheet.total_height > MAX_ROWS + 1000:
                raise Unreadable("too_many_rows", f"Arkusz ma więcej niż {MAX_ROWS} wierszy. Podziel go na mniejsze.")
            return name, sheet.to_python(skip_empty_area=False)
    raise Unreadable("empty_file", "W pliku nie ma żadnego wypełnionego arkusza.")


EXPLANATIONS = "objasnienia"
"""The folded name of the sheet that explains our own templates."""


def _text(cell: Any) -> str:
    """Write a cell's value as a person would type it: days in ISO, whole numbers without a point."""
    if isinstance(cell, bool):
        return "tak" if cell else "nie"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", "minutes")
    if isinstance(cell, date | time | timedelta):
        return _clock(cell) if isinstance(cell, timedelta) else cell.isoformat()
    return squash(NO_TEXT.sub("", str(cell)))  # a sheet can hold what no text has, and no database takes


def _clock(span: timedelta) -> str:
    minutes = int(span.total_seconds() // 60)
    return f"{minutes // 60}:{minutes % 60:02}"
