"""
The two-column roll-call print as geometry: where its heading, its counters and its table stand.

A print is a stream of lines over pages. „Typ głosowania” occurs once in each vote and anchors it; the heading is above,
counters and table below, and a table may run on to the next page with or without its header row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from council.labels import split_label
from watchdog.core.text import fold
from watchdog.ingest.pdf import Cell, Line

ANCHOR = "typ glosowania"
HEADING = "glosowanie"
CAPTION = "uprawnieni do glosowania"
FOOTER = re.compile(r"wydrukowano:|strona \d+( z \d+)?$|str\. \d+")
TITLE = re.compile(r"\b(sesj|posiedzeni|komisj)")
ROW_NUMBER = re.compile(r"(\d{1,3})\.(?:\s+(.*))?")
NEAR = 2.5
"""A part of a wrapped name stands at most so many letter heights from the line that carries its number."""


class Column(NamedTuple):
    """One half of the table: where its numbers start and where names end and choices begin."""

    start: float
    numbers_end: float
    names_end: float


@dataclass
class Entry:
    """A numbered row of one half."""

    page: int
    half: int
    baseline: float
    number: int
    name: list[str] = field(default_factory=list)
    label: list[str] = field(default_factory=list)

    @property
    def place(self) -> str:
        return f"p. {self.page}"


@dataclass
class Block:
    """One vote: the lines above its anchor, from the session's title on, and the lines from the anchor down."""

    title: list[Line]
    subject: list[Line]
    body: list[Line]

    @property
    def place(self) -> str:
        return self.body[0].place


def blocks(lines: list[Line]) -> Iterator[Block]:
    """Part the stream into votes; whatever stands before the first heading is left out."""
    lines = [line for line in lines if not FOOTER.match(fold(line.text))]
    anchors = [index for index, line in enumerate(lines) if fold(line.text).startswith(ANCHOR)]
    starts = [_heading(lines, anchor, previous) for anchor, previous in zip(anchors, [-1, *anchors], strict=False)]
    ends = [*(title for title, _ in starts[1:]), len(lines)]
    for anchor, (title, subject), end in zip(anchors, starts, ends, strict=False):
        yield Block(lines[title : subject - 1], lines[subject:anchor], lines[anchor:end])


def _heading(lines: list[Line], anchor: int, previous: int) -> tuple[int, int]:
    """Find where a vote's title starts and where, after the word „Głosowanie”, its subject does."""
    above = range(anchor - 1, previous, -1)
    heading = next((index for index in above if fold(lines[index].text) == HEADING), None)
    if heading is None:
        page = next((index for index in reversed(above) if lines[index].page == lines[anchor].page), anchor)
        return page, page
    title = range(heading - 1, previous, -1)
    return next((index for index in title if TITLE.search(fold(lines[index].text))), heading), heading + 1


def number_and_subject(lines: list[Line]) -> tuple[int | None, str]:
    """Part the vote's running number, which stands alone left of everything, from the subject's lines."""
    cells = [cell for line in lines for cell in line.cells]
    leftmost = min(cells, key=lambda cell: cell.left, default=None)
    others = [cell for cell in cells if cell is not leftmost]
    aside = leftmost is not None and all(leftmost.right < other.left for other in others)
    if leftmost is None or not aside or not leftmost.text.isdecimal():
        return None, joined(line.text for line in lines)
    rows = (" ".join(cell.text for cell in line.cells if cell is not leftmost) for line in lines)
    return int(leftmost.text), joined(row for row in rows if row)


def joined(rows: Iterator[str] | list[str]) -> str:
    """Join printed lines; one that ends in a hyphen runs on without a space („(DS-” + „418/25)”)."""
    text = ""
    for row in rows:
        runs_on = re.search(r"\w-$", text)
        text = f"{text}{row}" if runs_on or not text else f"{text} {row}"
    return text


def table(body: list[Line]) -> Iterator[Entry | Cell]:
    """Yield the rows of the list of names by their printed numbers, after the cells that belong to no row."""
    reader = _Table()
    for line in body:
        reader.read(line)
    return reader.rows()


class _Table:
    """The rows of one vote's list, gathered line by line in the geometry of its last header row."""

    def __init__(self) -> None:
        self.columns: tuple[Column, ...] = ()
        self.entries: list[Entry] = []
        self.loose: list[tuple[Line, int, Cell]] = []

    def read(self, line: Line) -> None:
        header = _columns(line)
        self.columns = header or self.columns
        repeated = TITLE.search(fold(line.text)) or fold(line.text) in (HEADING, CAPTION)
        if header or repeated or not self.columns:
            return
        for cell in line.cells:
            self._place(line, sum(cell.centre >= column.start for column in self.columns[1:]), cell)

    def rows(self) -> Iterator[Entry | Cell]:
        for line, half, cell in self.loose:
            entry = self._nearest(line, half)
            if entry is None:
                yield cell
            else:
                self._add(entry, cell, above=line.baseline > entry.baseline)
        yield from sorted(self.entries, key=lambda entry: entry.number)

    def _place(self, line: Line, half: int, cell: Cell) -> None:
        """Give a cell to the row of its line; keep it for later where no number stands on that line."""
        found = ROW_NUMBER.fullmatch(cell.text)
        if found and cell.left < self.columns[half].numbers_end:
            self.entries.append(Entry(line.page, half, line.baseline, int(found[1])))
            if found[2]:
                self._add(self.entries[-1], cell._replace(text=found[2], left=self.columns[half].numbers_end))
            return
        here = (line.page, half, line.baseline)
        own = [entry for entry in self.entries[-2:] if (entry.page, entry.half, entry.baseline) == here]
        if own:
            self._add(own[0], cell)
        else:
            self.loose.append((line, half, cell))

    def _add(self, entry: Entry, cell: Cell, above: bool = False) -> None:
        """Put a cell's text into the name or the label; one that reaches over both is parted by the known labels."""
        edge = self.columns[entry.half].names_end
        name, label = (cell.text, "") if cell.centre < edge else ("", cell.text)
        if name and cell.right > edge:
            name, label = split_label(name)
        for text, parts in ((name, entry.name), (label, entry.label)):
            if text:
                parts.insert(0 if above else len(parts), text)

    def _nearest(self, line: Line, half: int) -> Entry | None:
        """Find the row that a part of a wrapped name belongs to: the closest on its page and half."""
        near = [
            entry
            for entry in self.entries
            if (entry.page, entry.half) == (line.page, half)
            and abs(entry.baseline - line.baseline) <= NEAR * line.height
        ]
        return min(near, key=lambda entry: abs(entry.baseline - line.baseline), default=None)


def _columns(line: Line) -> tuple[Column, ...]:
    """Read the table's geometry from its header row „Lp | Nazwisko i imię | Głos | Lp. | …”."""
    words = {"lp": "number", "nazwisko i imie": "name", "imie i nazwisko": "name", "glos": "label"}
    heads = [(words[fold(cell.text).rstrip(".")], cell) for cell in line.cells if fold(cell.text).rstrip(".") in words]
    kinds = [kind for kind, _ in heads]
    if not heads or kinds != ["number", "name", "label"] * (len(heads) // 3):
        return ()
    columns = []
    end = 0.0
    for (_, number), (_, name), (_, label) in zip(heads[::3], heads[1::3], heads[2::3], strict=True):
        start = (end + number.centre) / 2 if end else 0.0
        columns.append(Column(start, (number.centre + name.centre) / 2, (name.centre + label.centre) / 2))
        end = label.centre
    return tuple(columns)
