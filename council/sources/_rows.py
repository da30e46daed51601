"""
The rows of a document whatever it is: a page of HTML, plain text or a PDF with a text layer.

A row is a line, or a row of a table with its cells. Old pages name their encoding in the page or not at all. Free of
Django.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from council.sources._running_lines import without_feet
from watchdog.core.text import squash
from watchdog.ingest.markup import SILENT, Node, page_text, tree_of
from watchdog.ingest.pdf import looks_like_pdf, text_layer
from watchdog.ingest.source import Unreadable

BLOCKS = frozenset(
    ("p", "div", "br", "tr", "li", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "hr", "dt", "dd", "body")
)
"""Elements that stand on lines of their own."""
CELLS = frozenset(("td", "th"))
ROWS = frozenset(("tr", "table"))
NO_TEXT = SILENT | {"head"}
MAX_BYTES = 8 * 1024 * 1024
"""Of text: a session's page is a hundredth of it."""


class Row(NamedTuple):
    """What stands on one line, cell by cell."""

    cells: tuple[str, ...]
    place: str
    """``row 17`` of the text or the page, ``p. 3`` of a PDF."""

    @property
    def text(self) -> str:
        return " ".join(self.cells)


def is_text(content: bytes) -> bool:
    """Say cheaply whether bytes may be a page or a text, and neither a file of an office program nor JSON."""
    return b"\x00" not in content[:1000] and content.lstrip()[:1] not in (b"{", b"[", b"") and content[:2] != b"PK"


def rows_of(content: bytes, pages: int = 1000) -> list[Row]:
    """Give the rows that hold text, in reading order; of a PDF, those of its first pages.

    Raises ``Unreadable``: ``empty_file``, ``too_large``, ``bad_encoding``, and what ``text_layer`` says of a PDF.
    """
    if not content.strip():
        raise Unreadable("empty_file", "Plik jest pusty.")
    if looks_like_pdf(content):
        lines = without_feet(text_layer(content, pages).lines)
        return [Row(tuple(cell.text for cell in line.cells), line.place) for line in lines]
    if len(content) > MAX_BYTES:
        raise Unreadable("too_large", f"Plik ma ponad {MAX_BYTES // 1024**2} MB; tak długiej strony nie czytamy.")
    text = page_text(content, otherwise="cp1250")
    return _of_page(tree_of(text)) if text.lstrip()[:1] == "<" else _of_text(text)


def _of_text(text: str) -> list[Row]:
    """Part lines at tabs and at wide gaps."""
    parted = ([squash(cell) for cell in re.split(r"\t|[ \u00a0]{2,}", line)] for line in text.splitlines())
    rows = (tuple(cell for cell in cells if cell) for cells in parted)
    return [Row(cells, f"row {number}") for number, cells in enumerate(rows, start=1) if cells]


def _of_page(page: Node) -> list[Row]:
    reader = _Page()
    silent = 0
    for each, ends in page.edges():
        if isinstance(each, Node) and each.tag in NO_TEXT:
            silent += -1 if ends else 1
        elif not silent:
            reader.read(each, ends=ends)
    reader.end_row()
    return reader.rows


class _Page:
    """Gathers the text between block elements as rows, and that of table cells as cells."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self._cells: list[str] = [""]
        self._table_cell = 0

    def read(self, each: Node | str, *, ends: bool) -> None:
        if isinstance(each, str):
            self._cells[-1] += each
        elif each.tag in CELLS:
            self._cells.append("")
            self._table_cell = max(self._table_cell + (-1 if ends else 1), 0)
        elif each.tag in BLOCKS:
            self._break(each.tag)

    def _break(self, tag: str) -> None:
        """End the row, except for a break inside a table's cell, which is a space in its text."""
        if self._table_cell and tag not in ROWS:
            self._cells[-1] += " "
        else:
            self._table_cell = 0
            self.end_row()

    def end_row(self) -> None:
        cells = tuple(squash(cell) for cell in self._cells if squash(cell))
        if cells:
            self.rows.append(Row(cells, f"row {len(self.rows) + 1}"))
        self._cells = [""]
