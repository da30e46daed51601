"""
Rows of a text file in UTF-8, a piece of it at a time.

A cell is squashed (``watchdog.core.text.squash``) before anybody reads it, which costs more than parting the row. A
piece that holds only printable ASCII, Polish letters and Polish quotation marks, and no two spaces side by side, has
nothing to be squashed but the ends of its cells; that is seen of a megabyte at once.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from watchdog.core.text import squash
from watchdog.ingest.source import Unreadable

PIECE = 1 << 20
MAX_LINE = 1 << 20
PRINTABLE = bytes(range(0x20, 0x7F)) + b"\r\n"
LETTERS = re.compile(
    rb"(?:\xc3[\x93\xb3]|\xc4[\x84-\x87\x98\x99]|\xc5[\x81-\x84\x9a\x9b\xb9-\xbc]|\xe2\x80[\x93\x9d\x9e])*"
)
"""The Polish letters beyond ASCII, and „ ” –, in UTF-8: one after another, the rest having been taken out."""


def tidied(stream: BinaryIO, codec: str, separator: str) -> Iterator[list[str]]:
    """Yield every row with its cells squashed, the blank ones too; raise ``Unreadable`` (``bad_table``)."""
    pieces = _Pieces(stream, codec)
    reader = csv.reader(pieces, delimiter=separator)
    line = 0
    try:
        for cells in reader:
            line += 1
            if not pieces.tidy or line != reader.line_num:  # a cell of several lines has their ends in it
                line = reader.line_num
                yield [squash(cell) if cell else "" for cell in cells]
            else:
                yield list(map(str.strip, cells))
    except csv.Error as error:
        text = f"Od wiersza {reader.line_num} plik nie daje się podzielić na pola. Sprawdź cudzysłowy."
        raise Unreadable("bad_table", text) from error


class _Pieces:
    """The lines of a file with their ends, and whether the piece that is read is tidy, and the one before."""

    def __init__(self, stream: BinaryIO, codec: str) -> None:
        self.tidy = True
        self._stream = stream
        self._codec = codec

    def __iter__(self) -> Iterator[str]:
        before = True
        while piece := self._stream.read(PIECE):
            piece += self._end_of_line(piece)
            now = is_tidy(piece.removeprefix(codecs.BOM_UTF8))
            self.tidy, before = now and before, now
            lines = io.StringIO(piece.decode(self._codec, "replace"), newline="")
            yield from lines if _short(piece) else _checked(lines)
            self._codec = "utf-8"

    def _end_of_line(self, piece: bytes) -> bytes:
        """Read on to the end of the line that a piece breaks off; a byte that is no letter is that of a lost one."""
        if piece.endswith(b"\n"):
            return b""
        rest = self._stream.readline(2 * MAX_LINE)
        if len(rest) == 2 * MAX_LINE and not rest.endswith(b"\n"):
            raise Unreadable("bad_table", TOO_LONG)
        return rest


def _short(piece: bytes) -> bool:
    """Tell whether no line can be too long, because one ends in the middle of the piece."""
    return len(piece) < MAX_LINE or (len(piece) < PIECE * 5 // 4 and b"\n" in piece[PIECE // 4 : PIECE])


def _checked(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        if len(line) >= MAX_LINE:
            raise Unreadable("bad_table", TOO_LONG)
        yield line


TOO_LONG = f"Plik ma wiersz dłuższy niż {MAX_LINE} znaków; to nie jest tabela."


def is_tidy(piece: bytes) -> bool:
    """Tell whether nothing of a piece needs to be squashed but spaces at the ends of cells."""
    return b"  " not in piece and LETTERS.fullmatch(piece.translate(None, PRINTABLE)) is not None
