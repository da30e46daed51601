"""
The rows of a document whatever it is: a page of HTML, plain text or a PDF with a text layer.

A row is a line, or a row of a table with its cells. Old pages name their encoding in the page or not at all. Free of
Django.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import NamedTuple

from council.sources._running_lines import without_feet
from watchdog.core.text import squash
from watchdog.ingest.pdf import looks_like_pdf, text_layer
from watchdog.ingest.source import Unreadable

BLOCKS = {
    "p",
    "div",
    "br",
    "tr",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "table",
    "ul",
    "ol",
    "hr",
    "dt",
    "dd",
    "body",
}
CELLS = {"td", "th"}
SILENT = {"script", "style", "noscript", "template", "head"}
CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
ENCODINGS = {"iso-8859-2": "iso8859-2", "latin2": "iso8859-2", "windows-1250": "cp1250", "cp1250": "cp1250"}
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
    text = _decoded(content)
    return _of_page(text) if text.lstrip()[:1] == "<" else _of_text(text)


def _decoded(content: bytes) -> str:
    named = CHARSET.search(content[:4000])
    tries = ["utf-8-sig", ENCODINGS.get(named[1].decode().lower(), "cp1250") if named else "cp1250"]
    for encoding in tries:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable("bad_encoding", "Nie rozpoznano, w jakim kodowaniu zapisano litery tego pliku.")


def _of_text(text: str) -> list[Row]:
    """Part lines at tabs and at wide gaps."""
    parted = ([squash(cell) for cell in re.split(r"\t|[ \u00a0]{2,}", line)] for line in text.splitlines())
    rows = (tuple(cell for cell in cells if cell) for cells in parted)
    return [Row(cells, f"row {number}") for number, cells in enumerate(rows, start=1) if cells]


def _of_page(text: str) -> list[Row]:
    reader = _Page()
    reader.feed(text)
    reader.close()
    reader.end_row()
    return reader.rows


class _Page(HTMLParser):
    """Gathers the text between block elements as rows, and that of table cells as cells."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[Row] = []
        self._cells: list[str] = [""]
        self._silent = 0
        self._table_cell = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in SILENT
        if tag in CELLS:
            self._cells.append("")
            self._table_cell += 1
        elif tag in BLOCKS:
            self._break(tag)

    def handle_endtag(self, tag: str) -> None:
        self._silent = max(self._silent - (tag in SILENT), 0)
        if tag in CELLS:
            self._cells.append("")
            self._table_cell = max(self._table_cell - 1, 0)
        elif tag in BLOCKS:
            self._break(tag)

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._cells[-1] += data

    def _break(self, tag: str) -> None:
        """End the row, except for a break inside a table's cell, which is a space in its text."""
        if self._table_cell and tag not in ("tr", "table"):
            self._cells[-1] += " "
        else:
            self._table_cell = 0
            self.end_row()

    def end_row(self) -> None:
        cells = tuple(squash(cell) for cell in self._cells if squash(cell))
        if cells:
            self.rows.append(Row(cells, f"row {len(self.rows) + 1}"))
        self._cells = [""]
