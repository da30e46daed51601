"""
Paragraphs and table cells of a DOCX, in reading order.

A DOCX is a ZIP with one XML file that holds the text. It is unpacked piece by piece under a limit, and a file with
a document type of its own is refused, so that neither a bomb nor an entity can do harm. Free of Django.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import NamedTuple
from xml.parsers import expat

from watchdog.core.text import squash
from watchdog.ingest.source import Unreadable

BODY = "word/document.xml"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main "
MAX_BYTES = 120 * 1024 * 1024
"""Of XML: a session with 262 roll calls of 60 people is 21 MB of it."""
PIECE = 256 * 1024
BREAKS = {f"{W}br": "\n", f"{W}cr": "\n", f"{W}tab": "\t", f"{W}noBreakHyphen": "-"}
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)
"""What Python's reader of ZIP files says of one that is cut, locked or packed in a way we do not know."""


class Part(NamedTuple):
    """A line of a paragraph, or a cell of a table."""

    text: str
    cell: bool
    place: str
    """The paragraph's or the table row's number in the document: ``paragraph 3``, ``row 17``."""
    pieces: tuple[str, ...] = ()
    """Of a line: what stands between its tabs."""


def looks_like_zip(content: bytes) -> bool:
    return content.startswith(b"PK\x03\x04")


def parts(content: bytes) -> Iterator[Part]:
    """Yield the document's lines and cells that hold text, as they are read.

    Raises ``Unreadable``: ``empty_file``, ``html_instead``, ``wrong_shape`` (no DOCX, cut, locked), ``too_large``.
    """
    if not content.strip():
        raise Unreadable("empty_file", "Plik jest pusty.")
    if content.lstrip()[:1] == b"<":
        raise Unreadable("html_instead", "Zamiast dokumentu DOCX przyszła strona HTML.")
    if not looks_like_zip(content):
        raise Unreadable("wrong_shape", "To nie jest plik DOCX.")
    reader = _Reader()
    size = 0
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive, archive.open(BODY) as body:
            while piece := body.read(PIECE):
                size += len(piece)
                if size > MAX_BYTES:
                    raise Unreadable("too_large", f"Po rozpakowaniu tekst zajmuje ponad {MAX_BYTES // 1024**2} MB.")
                yield from reader.read(piece)
        yield from reader.read(b"", last=True)
    except KeyError as error:
        raise Unreadable("wrong_shape", "To nie jest plik DOCX: brak w nim tekstu dokumentu.") from error
    except (*BROKEN, expat.ExpatError) as error:
        raise Unreadable("wrong_shape", "Plik DOCX jest uszkodzony, ucięty albo zaszyfrowany.") from error


class _Reader:
    """Follows the XML of a document and keeps the parts that are whole."""

    def __init__(self) -> None:
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._data
        self._parser.StartDoctypeDeclHandler = self._refuse
        self._text: list[str] = []
        self._found: list[Part] = []
        self._inside = False
        self._cells = self._paragraphs = self._rows = 0

    def read(self, piece: bytes, *, last: bool = False) -> list[Part]:
        self._parser.Parse(piece, last)
        found, self._found = self._found, []
        return found

    def _refuse(self, *_declared: object) -> None:
        raise Unreadable("wrong_shape", "Plik DOCX zawiera własne definicje XML; nie otwieramy takich plików.")

    def _start(self, name: str, _attributes: dict[str, str]) -> None:
        self._inside = name == f"{W}t"
        if name == f"{W}tc":
            self._cells += 1
        elif name == f"{W}tr":
            self._rows += 1
        elif name in BREAKS:
            self._text.append(BREAKS[name])

    def _data(self, text: str) -> None:
        if self._inside:
            self._text.append(text)

    def _end(self, name: str) -> None:
        self._inside = False
        if name == f"{W}tc":
            self._cells -= 1
            self._keep(_cell_lines("".join(self._text)), f"row {self._rows}", cell=True)
        elif name == f"{W}p" and self._cells:
            self._text.append("\n")
        elif name == f"{W}p":
            self._paragraphs += 1
            self._keep("".join(self._text).split("\n"), f"paragraph {self._paragraphs}", cell=False)

    def _keep(self, lines: list[str], place: str, *, cell: bool) -> None:
        for line in lines:
            pieces = tuple(filter(None, map(squash, line.split("\t"))))
            self._found += [Part(" ".join(pieces), cell, place, pieces)] if pieces else []
        self._text = []


def _cell_lines(text: str) -> list[str]:
    """Part a cell that holds several names, one a line; a line of one word is a part of a text that was wrapped."""
    lines = [line for line in text.split("\n") if squash(line)]
    return lines if all(" " in squash(line) for line in lines) else [" ".join(lines)]
