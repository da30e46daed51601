"""
The words of a file that no reader knows, line by line, so that a list of names in it can be taken like a pasted one.

Run it apart (``watchdog.ingest.limited``): it opens files of strangers. Free of Django.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import groupby

from python_calamine import CalamineError, CalamineWorkbook

from council.sources._docx import parts
from watchdog.ingest.decoding import decoded
from watchdog.ingest.examining import Kind
from watchdog.ingest.pdf import text_layer
from watchdog.ingest.source import Unreadable

LONGEST = 4000
"""Letters that are worth looking at: a list of a hundred people is shorter."""


def words_of(kind: Kind, content: bytes) -> str:
    """Give the lines of a file, the cells of a table's row apart by tabs; raise ``Unreadable`` where it has none."""
    readers = {Kind.PDF: _pdf, Kind.DOCX: _docx, Kind.XLSX: _xlsx, Kind.CSV: _text}
    if kind not in readers:
        raise Unreadable("unrecognised", "Żaden z czytników portalu nie rozpoznaje tego dokumentu.")
    return "\n".join(readers[kind](content))[:LONGEST]


def _pdf(content: bytes) -> Iterator[str]:
    for line in text_layer(content).lines:
        yield "\t".join(cell.text for cell in line.cells)


def _docx(content: bytes) -> Iterator[str]:
    for _place, group in groupby(parts(content), key=lambda part: (part.cell, part.place)):
        yield "\t".join(part.text for part in group)


def _xlsx(content: bytes) -> Iterator[str]:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        rows = book.get_sheet_by_index(0).to_python() if book.sheet_names else []
    except CalamineError as error:
        raise Unreadable("wrong_shape", "Arkusz jest uszkodzony albo zaszyfrowany.") from error
    for row in rows:
        yield "\t".join(str(cell).strip() for cell in row if str(cell).strip())


def _text(content: bytes) -> Iterator[str]:
    yield from decoded(content).text.splitlines()
