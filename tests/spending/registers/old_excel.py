"""The smallest workbook of Excel 97 (BIFF8 in an OLE container) that a reader of XLS opens: one sheet, no formats."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from struct import pack

SECTOR = 512
NONE, LAST, OF_THE_TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
"""Marks of the table of sectors: free, the last of a chain, of the table itself."""
SMALLEST = 4096
"""A shorter stream would have to lie in small sectors of its own."""
BOOK, SHEET = 5, 16


def old_workbook(name: str, rows: Iterable[Sequence[str | float]]) -> bytes:
    """Give an XLS file; days are numbers, as Excel counts them."""
    cells = b"".join(_cell(r, c, value) for r, row in enumerate(rows) for c, value in enumerate(row) if value != "")
    before = _beginning(BOOK) + _record(0x42, pack("<H", 1200))
    place = len(before) + len(_sheet_at(0, name)) + len(_END)
    return _container(before + _sheet_at(place, name) + _END + _beginning(SHEET) + cells + _END)


def _record(kind: int, content: bytes) -> bytes:
    return pack("<HH", kind, len(content)) + content


_END = _record(0x0A, b"")


def _beginning(of: int) -> bytes:
    return _record(0x809, pack("<HHHHII", 0x600, of, 0, 0, 0, 0))


def _sheet_at(place: int, name: str) -> bytes:
    return _record(0x85, pack("<IBBBB", place, 0, 0, len(name), 0) + name.encode("latin-1"))


def _cell(row: int, column: int, value: str | float) -> bytes:
    if isinstance(value, str):
        return _record(0x204, pack("<HHHHB", row, column, 0, len(value), 1) + value.encode("utf-16-le"))
    return _record(0x203, pack("<HHHd", row, column, 0, value))


def _container(stream: bytes) -> bytes:
    """Wrap a stream: the table of sectors, the directory, then the stream, sector behind sector."""
    stream = stream.ljust(SMALLEST, b"\0")
    stream += b"\0" * (-len(stream) % SECTOR)
    sectors = len(stream) // SECTOR
    chain = [OF_THE_TABLE, LAST, *range(3, sectors + 2), LAST]
    table = pack("<128I", *chain, *[NONE] * (128 - len(chain)))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(24, b"\0") + pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += pack("<9I", 0, 1, 1, 0, SMALLEST, LAST, 0, LAST, 0) + pack("<109I", 0, *[NONE] * 108)
    directory = _entry("Root Entry", 5, 1, LAST, 0) + _entry("Workbook", 2, NONE, 2, len(stream))
    return head + table + (directory + _entry("", 0, NONE, 0, 0) * 2) + stream


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    letters = name.encode("utf-16-le")
    length = len(letters) + 2 if name else 0
    sides = pack("<HBBIII", length, kind, 1, NONE, NONE, child)
    return letters.ljust(64, b"\0") + sides + bytes(36) + pack("<IQ", start, size)
