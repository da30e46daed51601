"""
The rows of a text file, a piece of it at a time, in one form: UTF-8, squashed cells, a sign between them.

A cell is squashed (``watchdog.core.text.squash``) before anybody reads it, which costs more than parting the row. A
piece that holds only printable ASCII, Polish letters and Polish quotation marks, and no space that is not between two
letters, has nothing to be squashed; that is seen of all its rows at once. So is where its cells end, for all rows
without a quotation mark; ``csv`` reads the others, and what goes on over the end of a line.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Iterator
from typing import IO, AnyStr, BinaryIO

from watchdog.core.text import squash
from watchdog.ingest.source import Unreadable

PIECE = 1 << 17
"""Bytes of a file that are read at once: some hundreds of rows."""
MAX_LINE = 1 << 20
"""Letters of one line: a file of zeros, or one without line ends, is not a table."""
TOO_LONG = f"Plik ma wiersz dłuższy niż {MAX_LINE} znaków; to nie jest tabela."
CELL = "\x1f"
"""Stands between the cells of a row; squashing takes such a sign out of every cell."""
SIGN = CELL.encode()
PRINTABLE = bytes(range(0x20, 0x7F)) + SIGN + b"\n"
LETTERS = "ĄĆĘŁŃÓŚŹŻąćęłńóśźż„”–"
AS_SPACES = bytes.maketrans(SIGN + b"\n", b"  ")
END = "that is all"


def parted(stream: BinaryIO, codec: str, separator: str) -> Iterator[list[bytes]]:
    """Yield the rows, blank ones too, some hundreds together; raise ``Unreadable`` (``bad_table``)."""
    return iter(_Parted(stream, codec, separator))


def cells_of(row: bytes) -> list[str]:
    """Take a row apart."""
    return row.decode().split(CELL)


def row_of(cells: Iterable[str]) -> bytes:
    """Put cells together as a row of a file, each squashed."""
    return CELL.join(squash(cell) if cell else "" for cell in cells).encode()


class _Parted:
    """The rows of a file; between two pieces, whether a cell goes on from one to the next."""

    def __init__(self, stream: BinaryIO, codec: str, separator: str) -> None:
        self._pieces = _pieces(stream, codec)
        self._separator = separator
        self._lines = 0
        self._goes_on = False

    def __iter__(self) -> Iterator[list[bytes]]:
        for piece in self._pieces:
            rows = _rows(piece, self._separator)
            yield list(self._by_csv(piece)) if rows is None else rows
            self._lines += len(rows or ())

    def _by_csv(self, piece: bytes) -> Iterator[bytes]:
        try:
            for cells in csv.reader(self._lines_of(piece), delimiter=self._separator):
                self._goes_on = False
                yield row_of(cells)
        except csv.Error as error:
            text = f"Od wiersza {self._lines} plik nie daje się podzielić na pola. Sprawdź cudzysłowy."
            raise Unreadable("bad_table", text) from error

    def _lines_of(self, piece: bytes) -> Iterator[str]:
        """Yield the lines of a piece, and those of the pieces behind it into which its last row goes on."""
        while piece:
            for line in io.StringIO(piece.decode("utf-8", "replace"), newline=""):
                if len(line) >= MAX_LINE:
                    raise Unreadable("bad_table", TOO_LONG)
                self._lines += 1
                self._goes_on = True  # until the reader gives a row
                yield line
            piece = next(self._pieces, b"") if self._goes_on else b""


def _rows(piece: bytes, separator: str) -> list[bytes] | None:
    """Part a piece into its rows; ``None`` where a row is not a line, or the lines are of another kind."""
    if SIGN in piece or len(piece) >= MAX_LINE:
        return None
    if b"\r" in piece:
        piece = piece.replace(b"\r\n", b"\n")
        if b"\r" in piece:
            return None
    piece = piece.removesuffix(b"\n")
    whole = piece.replace(separator.encode(), SIGN)
    if b'"' not in piece:
        return whole.split(b"\n") if is_tidy(whole) else _tidied(whole.split(b"\n"))
    quoted = _quoted(piece.split(b"\n"), separator)
    if quoted is None:
        return None
    rows = [quoted.get(n, row) for n, row in enumerate(whole.split(b"\n"))]
    return rows if is_tidy(b"\n".join(rows)) else _tidied(rows)


def _quoted(lines: list[bytes], separator: str) -> dict[int, bytes] | None:
    """Read the lines with quotation marks, by their places; ``None`` where one does not end with its last cell."""
    places = [n for n, line in enumerate(lines) if b'"' in line]
    texts = [lines[n].decode("utf-8", "replace") for n in places]
    try:
        read = list(csv.reader([*texts, END], delimiter=separator))
    except csv.Error:  # to be met again by whoever can say at which line
        return None
    if len(read) != len(texts) + 1 or read.pop() != [END]:
        return None
    return {n: row_of(cells) for n, cells in zip(places, read, strict=True)}


def is_tidy(rows: bytes) -> bool:
    """Tell whether rows hold nothing that would have to be squashed."""
    return not _has_odd_spaces(rows) and rows.translate(None, PRINTABLE).decode("utf-8", "replace").strip(LETTERS) == ""


def _has_odd_spaces(rows: bytes) -> bool:
    """Tell whether any space stands at the end of a cell or beside another."""
    if b"  " not in b" %b " % rows.translate(AS_SPACES):
        return False
    cells = b"\x1f%b\x1f" % rows.replace(b"\n", SIGN)  # two ends of cells may stand side by side: an empty one
    return b"  " in cells or b" \x1f" in cells or b"\x1f " in cells


def _tidied(rows: list[bytes]) -> list[bytes]:
    return [row if is_tidy(row) else row_of(row.decode("utf-8", "replace").split(CELL)) for row in rows]


def _pieces(stream: BinaryIO, codec: str) -> Iterator[bytes]:
    """Yield a file in UTF-8; a byte that is no letter becomes the sign of a lost one, doubted later, if not before."""
    if codec in ("utf-8", "utf-8-sig"):
        whole = _ending_lines(stream, b"\n")
        yield next(whole, b"").removeprefix(codecs.BOM_UTF8)
        yield from whole
        return
    text = io.TextIOWrapper(stream, codec, errors="replace", newline="")
    try:
        for piece in _ending_lines(text, "\n"):
            yield piece.encode()
    finally:
        text.detach()  # whoever opened the stream closes it


def _ending_lines(stream: IO[AnyStr], end: AnyStr) -> Iterator[AnyStr]:
    """Yield a stream by pieces, reading on to the end of the line that a piece would break off."""
    while piece := stream.read(PIECE):
        if not piece.endswith(end):
            rest = stream.readline(2 * MAX_LINE)
            if len(rest) == 2 * MAX_LINE and not rest.endswith(end):
                raise Unreadable("bad_table", TOO_LONG)
            piece += rest
        yield piece
