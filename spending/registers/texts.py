"""Rows of a text file of any length: its encoding and separator found out, its bytes never held whole."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO

from spending.registers.pieces import MAX_LINE, TOO_LONG, cells_of, parted
from watchdog.ingest.decoding import BYTE_ORDER_MARKS, NAMES, ONLY_LATIN2, ONLY_WINDOWS
from watchdog.ingest.source import Unreadable

PIECE = 1 << 20
SEPARATORS = ";\t,|"
NAMED = {";": "średnik", ",": "przecinek", "\t": "tabulator", "|": "kreska pionowa"}
SAMPLE = 60
"""Rows by which the separator is told."""


@dataclass(frozen=True)
class Text:
    """A text file whose encoding and separator are known."""

    again: Callable[[], BinaryIO]
    codec: str
    separator: str

    @property
    def encoding(self) -> str:
        """What a person calls the encoding."""
        return NAMES[self.codec]

    def pieces(self) -> Iterator[list[bytes]]:
        """Yield every row, the blank ones too, in the form of ``pieces``; raise ``Unreadable`` (``bad_table``)."""
        return parted(self.again(), self.codec, self.separator)

    def rows(self) -> Iterator[list[str]]:
        """Yield every row as its cells, the blank ones too, so that rows can be numbered; raise as ``pieces`` does."""
        return (cells_of(row) for piece in self.pieces() for row in piece)


def open_text(again: Callable[[], BinaryIO], separator: str = "") -> Text:
    """Find out how a text file is to be read; raise ``Unreadable``: ``bad_encoding``, ``bad_table``, ``bad_gzip``."""
    codec = _codec(again)
    return Text(again, codec, separator or _separator(list(islice(_lines(again(), codec), SAMPLE))))


def _codec(again: Callable[[], BinaryIO]) -> str:
    """
    Tell the encoding by the whole file: its byte-order mark, zeros, UTF-8, else which old Polish letters it has.

    A file that is cut within a letter is still UTF-8.
    """
    start = again().read(PIECE)
    for mark, codec in BYTE_ORDER_MARKS:
        if start.startswith(mark):
            return codec
    start = start[:4096]
    if start.count(0) > len(start) // 4:  # every other byte of Latin letters in UTF-16
        return "utf-16-le" if start[1::2].count(0) > start[::2].count(0) else "utf-16-be"
    decoder = codecs.getincrementaldecoder("utf-8")()
    return "utf-8" if all(_decodes(decoder, piece) for piece in _pieces(again())) else _old_codec(again())


def _old_codec(stream: BinaryIO) -> str:
    found = Counter[str]()
    for piece in _pieces(stream):
        found["iso8859-2"] += _count(piece, ONLY_LATIN2)
        found["cp1250"] += _count(piece, ONLY_WINDOWS)
    return "iso8859-2" if found["iso8859-2"] > found["cp1250"] else "cp1250"


def _pieces(stream: BinaryIO) -> Iterator[bytes]:
    while piece := stream.read(PIECE):
        if b"\x00" in piece:
            raise Unreadable("bad_encoding", "Plik zawiera bajty, których nie ma w żadnym tekście.")
        yield piece


def _decodes(decoder: codecs.IncrementalDecoder, piece: bytes) -> bool:
    try:
        decoder.decode(piece)
    except UnicodeDecodeError:
        return False
    return True


def _count(piece: bytes, letters: bytes) -> int:
    return len(piece) - len(piece.translate(None, letters))


def _lines(stream: BinaryIO, codec: str) -> Iterator[str]:
    """Yield lines with their ends; a byte that is no letter becomes the sign of a lost one, doubted later."""
    text = io.TextIOWrapper(stream, codec, errors="replace", newline="")
    try:
        while line := text.readline(MAX_LINE):
            if len(line) >= MAX_LINE:
                raise Unreadable("bad_table", TOO_LONG)
            yield line
    finally:
        text.detach()  # whoever opened the stream closes it


def _separator(lines: list[str]) -> str:
    """Give the sign by which most lines fall into the same number of fields."""
    return max(SEPARATORS, key=lambda sign: _evenness(lines, sign))


def _evenness(lines: list[str], separator: str) -> int:
    try:
        widths = Counter(len(cells) for cells in csv.reader(lines, delimiter=separator) if any(map(str.strip, cells)))
    except csv.Error:  # to be met again, where it can be said at which line
        return 0
    width, times = max(widths.items(), key=lambda item: (item[0] - 1) * item[1], default=(1, 0))
    return (width - 1) * times
