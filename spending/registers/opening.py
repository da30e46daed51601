"""
A file of any kind and size as sheets of rows of texts.

A text file is read as often as needed, piece by piece, and never held whole; a workbook is small by its own limits and
is looked through before it is opened, because it may unpack to any size.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import BinaryIO, NamedTuple

from spending.registers.texts import open_text
from spending.registers.workbooks import open_workbook
from watchdog.ingest.examining import ENCRYPTED_PACKAGE, OLD_OFFICE, ZIP
from watchdog.ingest.pdf import looks_like_pdf
from watchdog.ingest.source import Unreadable
from watchdog.ingest.streamed import unwrapped

Again = Callable[[], BinaryIO]
"""Gives the document from its beginning, unwrapped, as often as it is called."""

BEGINNING = 4096
MAX_WORKBOOK = 100 * 1024 * 1024
"""Bytes of a workbook as it lies on the disk; a sheet holds at most 1 048 576 rows."""
ALIEN = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"MZ", b"\x7fELF", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")


class Row(NamedTuple):
    """One row; its number is the one that a spreadsheet shows beside it."""

    number: int
    cells: list[str]


@dataclass(frozen=True)
class Sheet:
    """A sheet of a workbook, or the whole of a text file, which has no name."""

    name: str
    again: Callable[[], Iterable[list[str]]]
    pieces: Callable[[], Iterable[list[bytes]]] = tuple
    """The rows of a text file in the form of ``pieces``."""

    def rows(self) -> Iterator[Row]:
        """Give the rows from the first on, empty ones left out."""
        for number, cells in enumerate(self.again(), start=1):
            if any(cells):
                yield Row(number, cells)


@dataclass(frozen=True)
class Opened:
    """A file that can be read, and how: its encoding and separator, or its sheets."""

    kind: str
    """„CSV”, „XLSX”, „XLS”, „ODS”."""
    sheets: tuple[Sheet, ...]
    encoding: str = ""
    separator: str = ""


def open_table(again: Again, separator: str = "") -> Opened:
    """
    Say what a file is and make its rows readable.

    Raises ``Unreadable``: ``empty_file``, ``html_instead``, ``wrong_kind``, ``encrypted_file``, ``too_large``,
    ``unsafe_file``, ``wrong_shape``, ``bad_encoding``, ``bad_table``, ``bad_gzip``.
    """
    stream = again()
    start = stream.read(BEGINNING)
    if not start.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise Unreadable("empty_file", "Plik jest pusty.")
    if start.startswith((ZIP, OLD_OFFICE)):
        content = start + stream.read(MAX_WORKBOOK + 1 - len(start))
        if len(content) > MAX_WORKBOOK:
            raise Unreadable("too_large", f"Arkusz jest większy niż {MAX_WORKBOOK // 1024**2} MB; zapisz go jako CSV.")
        if start.startswith(OLD_OFFICE) and ENCRYPTED_PACKAGE in content:
            raise Unreadable("encrypted_file", "Plik jest zabezpieczony hasłem; zapisz go bez hasła.")
        kind, sheets = open_workbook(content)
        return Opened(kind, tuple(Sheet(name, rows) for name, rows in sheets))
    _refuse_others(start)
    text = open_text(again, separator)
    return Opened("CSV", (Sheet("", text.rows, text.pieces),), text.encoding, text.separator)


def _refuse_others(start: bytes) -> None:
    """Refuse what is no table by its first bytes; an office that is out of order sends a page and calls it a file."""
    bare = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    if bare.startswith(b"<"):
        raise Unreadable("html_instead", "Zamiast tabeli przyszła strona HTML albo XML, zapewne komunikat o błędzie.")
    if looks_like_pdf(start) or start.startswith(ALIEN):
        raise Unreadable("wrong_kind", "To nie jest tabela. Można wczytać CSV, XLSX, XLS i ODS.")


@contextmanager
def opener(path: str) -> Iterator[Again]:
    """Give a function that opens a file from its beginning, unwrapped where it is gzipped; all is closed at the end."""
    with ExitStack() as files:
        yield lambda: unwrapped(files.enter_context(open(path, "rb")))  # noqa: PTH123  # the path is a text
