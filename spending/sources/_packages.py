"""
Packages of reports in XML, read piece by piece: whatever their size, one position is in memory at a time.

No document type is accepted, so no entity can be declared: neither one that unfolds without end nor one that names a
file of this machine.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO
from xml.parsers import expat

from watchdog.core.text import fold
from watchdog.ingest.source import Unreadable

PIECE = 64 * 1024
LONGEST = 1000
"""Letters of one cell; a longer one is no code and no amount, and is cut."""
DEEPEST = 50
ABOUT = ("rok", "okres")
"""What a package may say of all its reports, or of one."""


@dataclass(frozen=True)
class Position:
    """One line of one report of one unit, its cells by their names in small letters."""

    report: str
    """„rb-28s”."""
    unit: str
    regon: str
    about: dict[str, str]
    fields: dict[str, str]
    place: str

    @property
    def raw(self) -> str:
        return " ".join(f"{name}={value}" for name, value in self.fields.items())[:2000]


def positions(stream: BinaryIO) -> Iterator[Position]:
    """Yield every position of a package; raise ``ExpatError`` for broken XML, ``Unreadable`` for a document type."""
    reader = _Reader()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.StartDoctypeDeclHandler = _refuse
    while piece := stream.read(PIECE):
        parser.Parse(piece, False)
        yield from reader.take()
    parser.Parse(b"", True)
    yield from reader.take()


def _refuse(*_declared: object) -> None:
    raise Unreadable("wrong_shape", "Plik XML deklaruje własny typ dokumentu; takich nie otwieramy.")


@dataclass
class _Reader:
    """What the parser has met so far."""

    path: list[str] = field(default_factory=list)
    done: list[Position] = field(default_factory=list)
    unit: str = ""
    regon: str = ""
    about: dict[str, str] = field(default_factory=dict)
    fields: dict[str, str] | None = None
    report: str = ""
    letters: str = ""
    count: int = 0

    def take(self) -> list[Position]:
        taken, self.done = self.done, []
        return taken

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        tag = fold(name)
        if len(self.path) >= DEEPEST:
            raise Unreadable("wrong_shape", "Plik XML jest zagnieżdżony głębiej, niż daje się odczytać.")
        self.path.append(tag)
        self.letters = ""
        if tag == "jednostka":
            self.unit = self.regon = ""
        elif tag.startswith("rb-"):
            self.report = tag
        elif tag == "pozycja":
            self.fields = {}

    def text(self, letters: str) -> None:
        self.letters = (self.letters + letters)[:LONGEST]

    def end(self, name: str) -> None:
        tag = self.path.pop()
        said = self.letters.strip()
        self.letters = ""
        if tag == "pozycja" and self.fields is not None:
            self._finish(self.fields)
        elif self.fields is not None:
            self.fields[tag] = said
        elif tag == "nazwa" and self.path[-1:] == ["jednostka"]:
            self.unit = said[:200]
        elif tag == "regon" and self.path[-1:] == ["jednostka"]:
            self.regon = said
        elif tag in ABOUT:
            self.about[tag] = said

    def _finish(self, fields: dict[str, str]) -> None:
        self.count += 1
        place = f"Pozycja {self.count}"
        self.done.append(Position(self.report, self.unit, self.regon, dict(self.about), fields, place))
        self.fields = None
