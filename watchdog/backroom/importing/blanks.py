"""
Files that we give: a kind's empty table, and what is wrong with a table that was brought.

Neither can make a spreadsheet compute anything: CSV goes through ``watchdog.exports.writers``, which guards what looks
like a formula, and a workbook's cells are written as texts. An empty table has no example among its rows, so that none
can be imported by mistake; examples stand on the sheet of explanations.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import Any

from django.utils.translation import gettext as _
from xlsxwriter import Workbook

from watchdog.backroom.importing.kinds import ImportKind
from watchdog.backroom.importing.tables import MAX_ROWS
from watchdog.exports.writers import About, write_polish_csv
from watchdog.records import Column

NOTHING_SAID = About("", "", "", {})
LAST_ROW = min(MAX_ROWS, 2000)
"""Down to which row the template offers words to choose."""


def blank_csv(kind: ImportKind) -> Iterator[str]:
    """Give the headings alone, as Excel in Polish opens them."""
    return write_polish_csv([Column(name, name, str) for name in _headings(kind)], [], NOTHING_SAID)


def errors_csv(errors: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Give what is wrong with a table, a row an error."""
    columns = [
        Column("row", _("row"), itemgetter("row")),
        Column("column", _("column"), itemgetter("column")),
        Column("text", _("what is wrong"), itemgetter("text")),
    ]
    return write_polish_csv(columns, errors, NOTHING_SAID)


def blank_xlsx(kind: ImportKind) -> bytes:
    """Give a workbook: a sheet with the headings and lists to choose from, and one that explains each column."""
    buffer = io.BytesIO()
    with Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        _data_sheet(book, kind)
        _explanations(book, kind)
    return buffer.getvalue()


def _headings(kind: ImportKind) -> list[str]:
    return [*(column.name for column in kind.columns), *(name for name, _example in kind.open_ended)]


def _data_sheet(book: Workbook, kind: ImportKind) -> None:
    sheet = book.add_worksheet("Dane")
    bold, plain = book.add_format({"bold": True}), book.add_format({"num_format": "@"})
    for place, heading in enumerate(_headings(kind)):
        sheet.set_column(place, place, max(12, len(heading) + 2), plain)  # text: Excel turns no „9.2” into a day
        sheet.write_string(0, place, heading, bold)
    for place, column in enumerate(kind.columns):
        if column.choices:
            rule = {"validate": "list", "source": list(column.choices), "error_type": "warning"}
            sheet.data_validation(1, place, LAST_ROW, place, rule)
    sheet.freeze_panes(1, 0)


def _explanations(book: Workbook, kind: ImportKind) -> None:
    sheet = book.add_worksheet("Objaśnienia")
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    widths = {"kolumna": 24, "wymagana": 12, "co wpisać": 60, "przykład": 30, "dozwolone słowa": 40}
    for place, (heading, width) in enumerate(widths.items()):
        sheet.set_column(place, place, width, wrapped)
        sheet.write_string(0, place, heading, bold)
    for number, cells in enumerate(explained(kind), start=1):
        for place, cell in enumerate(cells):
            sheet.write_string(number, place, cell)


def explained(kind: ImportKind) -> Iterator[tuple[str, str, str, str, str]]:
    """Give for each column: its heading, whether it is required, what to put there, an example, the words allowed."""
    for column in kind.columns:
        yield (
            column.name,
            "tak" if column.required else "",
            column.about,
            column.example,
            ", ".join(column.choices),
        )
    for name, example in kind.open_ended:
        yield (name, "", "Nagłówkiem jest imię i nazwisko; kolumn jest tyle, ile osób.", example, "")
