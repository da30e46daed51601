"""
A selection as a workbook of Excel (XLSX): numbers are numbers, days are days, and text is never a formula.

A workbook is closed before its first byte can leave, so it is written row by row to a file of the system's temporary
directory, in constant memory, and it has a limit of rows, which is said; CSV has none.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from xlsxwriter import Workbook

from watchdog.cities import profile
from watchdog.exports.writers import BLOCK, LICENCE, LICENCE_URL, About
from watchdog.records import Column

MOST_ROWS = 50_000
LONGEST = 32_767
"""Characters that a cell of Excel holds; of a longer text the rest stands in the other files."""
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "yyyy-mm-dd",
    "remove_timezone": True,
}
WIDTH = 18


def too_many(rows: QuerySet[Any]) -> str:
    """Say that a selection is too large for a workbook; empty where it is not."""
    if not rows.values("pk")[MOST_ROWS : MOST_ROWS + 1]:
        return ""
    words = _("An Excel file holds at most %(most)s rows here. Narrow the list, or take it as CSV.")
    return words % {"most": f"{MOST_ROWS:,}".replace(",", "\N{NO-BREAK SPACE}")}


def workbook(columns: Sequence[Column], rows: Iterable[Any], about: About) -> Iterator[bytes]:
    """Write a sheet with the rows and one that says what they are; give the file away in blocks."""
    with tempfile.TemporaryFile() as file:
        with Workbook(file, OPTIONS) as book:
            _write_rows(book, columns, rows)
            _write_about(book, about)
        file.seek(0)
        while block := file.read(BLOCK):
            yield block


def _write_rows(book: Workbook, columns: Sequence[Column], rows: Iterable[Any]) -> None:
    sheet = book.add_worksheet(pgettext("sheet of a workbook", "data"))
    bold = book.add_format({"bold": True})
    moments = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(columns) - 1, WIDTH)
    for place, column in enumerate(columns):
        sheet.write_string(0, place, str(column.label), bold)
    for number, record in enumerate(rows, start=1):
        for place, column in enumerate(columns):
            _write(sheet, number, place, column.value(record), moments)


def _write(sheet: Any, row: int, place: int, value: Any, moments: Any) -> None:
    """Write a cell by what its value is; of a list one text."""
    if value is None or value == "":
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, place, value)
    elif isinstance(value, int | Decimal):
        sheet.write_number(row, place, value)
    elif isinstance(value, datetime):
        sheet.write_datetime(row, place, _local(value), moments)
    elif isinstance(value, date):
        sheet.write_datetime(row, place, value)
    else:
        text = "; ".join(map(str, value)) if isinstance(value, list | tuple | set) else str(value)
        sheet.write_string(row, place, text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…")


def _local(at: datetime) -> datetime:
    """Return a moment by the city's clocks, without its zone, which Excel does not know."""
    return timezone.make_naive(at) if timezone.is_aware(at) else at


def _write_about(book: Workbook, about: About) -> None:
    """Say what the rows are, where they come from, and on what terms they may be used."""
    sheet = book.add_worksheet(pgettext("sheet of a workbook", "about"))
    sheet.set_column(0, 0, WIDTH)
    sheet.set_column(1, 1, 4 * WIDTH)
    lines = (
        (_("What it is"), about.title),
        (_("Source"), about.source),
        (_("Made at"), timezone.localtime().isoformat(timespec="seconds")),
        (_("Licence"), f"{LICENCE}, {LICENCE_URL}"),
        (_("Attribution"), profile(settings.CITY).portal),
    )
    for row, (name, value) in enumerate(lines):
        sheet.write_string(row, 0, name)
        sheet.write_string(row, 1, value)
