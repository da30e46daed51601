"""
The two-column roll-call print as geometry: where its heading, its counters and its table stand.

A print is a stream of lines over pages. „Typ głosowania” occurs once in each vote and anchors it; the heading is above,
counters and table below, and a table may run on to the next page with or without its header row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import takewhile
from typing import NamedTuple

from council.labels import choice_of, split_label
from council.sources._line_ends import joined, joined_name
from council.sources._meetings import TITLE, meeting_titled
from council.sources._running_lines import heads, without_feet
from watchdog.core.text import fold
from watchdog.ingest.pdf import Cell, Line

ANCHOR = re.compile(r"(?:typ|rodzaj) glosowania\b")
HEADING = re.compile(r"(?:wyniki )?glosowani[ae](?: (?:nr )?(?P<number>\d{1,3}))?:?")
CAPTION = "uprawnieni do glosowania"
FOOTER = re.compile(r"(?:data )?wydruk(?:owano|u)?:|strona:? \d+( z \d+)?$|str\. \d+")
ROW_NUMBER = re.compile(r"(\d{1,3})\.(?:\s+(.*))?")
NUMBER_WITHIN = re.compile(r"\s+(?=\d{1,3}\.(?:\s|$))")
HEADS = {
    **dict.fromkeys(("lp", "l.p", "nr"), "number"),
    **dict.fromkeys(("nazwisko i imie", "imie i nazwisko", "nazwisko imie", "imie nazwisko", "radny", "radni"), "name"),
    **dict.fromkeys(("glos", "oddany glos", "glosowanie", "decyzja"), "label"),
}
"""Words of the list's header row and what stands below them, folded."""
NEAR = 2.5
"""A part of a wrapped name stands at most so many letter heights from the line that carries its number."""


class Column(NamedTuple):
    """One half of the table: where its numbers start and where names end and choices begin."""

    start: float
    numbers_end: float
    names_end: float


class Part(NamedTuple):
    """A piece of a row's name or choice; pieces sort as they are read, from the top and from the left."""

    below: float
    left: float
    text: str


@dataclass
class Entry:
    """A numbered row of one half."""

    page: int
    half: int
    baseline: float
    number: int
    names: list[Part] = field(default_factory=list)
    labels: list[Part] = field(default_factory=list)

    @property
    def name(self) -> str:
        return joined_name(part.text for part in sorted(self.names))

    @property
    def label(self) -> str:
        return joined(part.text for part in sorted(self.labels))

    @property
    def place(self) -> str:
        return f"p. {self.page}"


@dataclass
class Block:
    """One vote: the lines above its anchor, from the session's title on, and the lines from the anchor down."""

    title: list[Line]
    heading: Line | None
    """The line „Głosowanie” between title and subject; some prints put the vote's number into it."""
    subject: list[Line]
    body: list[Line]

    @property
    def place(self) -> str:
        return self.body[0].place

    @property
    def facts(self) -> list[Line]:
        """The lines above the list of names: kind, day, counters, quorum, result."""
        return self.body[: next((at for at, line in enumerate(self.body) if _columns(line)), len(self.body))]


def blocks(lines: list[Line]) -> Iterator[Block]:
    """Part the stream into votes; whatever stands before the first heading is left out."""
    lines = without_feet([line for line in lines if not FOOTER.match(fold(line.text))])
    running = heads(lines, list(takewhile(lambda line: not (_titles(line) or _is_heading(line)), lines)))
    lines = [line for line in lines if fold(line.text) not in running]
    anchors = [index for index, line in enumerate(lines) if _is_anchor(line)]
    starts = [_heading(lines, anchor, previous) for anchor, previous in zip(anchors, [-1, *anchors], strict=False)]
    ends = [*(title for title, _, _ in starts[1:]), len(lines)]
    for anchor, (title, heading, subject), end in zip(anchors, starts, ends, strict=False):
        above = lines[title : heading if heading is not None else subject]
        yield Block(above, None if heading is None else lines[heading], lines[subject:anchor], lines[anchor:end])


def _is_anchor(line: Line) -> bool:
    return any(ANCHOR.match(fold(cell.text)) for cell in line.cells)


def _heading(lines: list[Line], anchor: int, previous: int) -> tuple[int, int | None, int]:
    """Find where a vote's title starts, where the word „Głosowanie” stands, and where its subject starts."""
    above = range(anchor - 1, previous, -1)
    heading = next((index for index in above if _is_heading(lines[index])), None)
    last = None if heading is None else heading - 1
    if last is None:
        last = next((index for index in above if meeting_titled(without_figures(lines[index]))), None)
    if last is None:
        page = next((index for index in reversed(above) if lines[index].page == lines[anchor].page), anchor)
        return page, None, page
    title = next((index for index in range(last, previous, -1) if TITLE.search(fold(lines[index].text))), last + 1)
    while title - 1 > previous and lines[title - 1].page == lines[title].page and _titles(lines[title - 1]):
        title -= 1
    return title, heading, last + 1 if heading is None else heading + 1


def _titles(line: Line) -> bool:
    return bool(TITLE.search(fold(line.text)))


def _is_heading(line: Line) -> bool:
    return bool(HEADING.fullmatch(fold(line.text)))


def without_figures(line: Line) -> str:
    """Give a title's words without the number that stands aside."""
    return " ".join(cell.text for cell in line.cells if not cell.text.isdecimal())


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
        repeated = _titles(line) or _is_heading(line) or fold(line.text).rstrip(":") == CAPTION
        if header or repeated or not self.columns:
            return
        cells = [piece for whole in line.cells for piece in self._parted(whole)]
        for cell, half in zip(cells, self._halves(cells), strict=True):
            self._place(line, half, cell)

    def rows(self) -> Iterator[Entry | Cell]:
        for line, half, cell in self.loose:
            entry = self._nearest(line, half)
            if entry is None:
                yield cell
            else:
                self._add(entry, cell, line)
        yield from sorted(self.entries, key=lambda entry: entry.number)

    def _halves(self, cells: list[Cell]) -> list[int]:
        """Say in which half each cell of a line stands; a choice set right up to the next number is left of it."""
        halves = [sum(cell.centre >= column.start for column in self.columns[1:]) for cell in cells]
        limit = len(self.columns)
        for at in reversed(range(len(cells))):
            numbered = ROW_NUMBER.fullmatch(cells[at].text) and cells[at].left < self.columns[halves[at]].numbers_end
            if numbered:
                limit = halves[at]
            elif halves[at] >= limit > 0:
                halves[at] = limit - 1
            elif choice_of(cells[at].text) and cells[at].centre < self.columns[halves[at]].numbers_end:
                halves[at] = max(halves[at] - 1, 0)
        return halves

    def _place(self, line: Line, half: int, cell: Cell) -> None:
        """Give a cell to the row of its line; keep it for later where no number stands on that line."""
        found = ROW_NUMBER.fullmatch(cell.text)
        if found and cell.left < self.columns[half].numbers_end:
            self.entries.append(Entry(line.page, half, line.baseline, int(found[1])))
            if found[2]:
                self._add(self.entries[-1], cell._replace(text=found[2], left=self.columns[half].numbers_end), line)
            return
        here = (line.page, half, line.baseline)
        own = [
            entry for entry in self.entries[-len(self.columns) :] if (entry.page, entry.half, entry.baseline) == here
        ]
        if own:
            self._add(own[0], cell, line)
        else:
            self.loose.append((line, half, cell))

    def _add(self, entry: Entry, cell: Cell, line: Line) -> None:
        """Put a cell's text into the name or the label; one that reaches over both is parted by the known labels."""
        edge = self.columns[entry.half].names_end
        name, label = split_label(cell.text) if cell.left < edge < cell.right else (cell.text, "")
        if not label and (cell.centre >= edge or (cell.right > edge and choice_of(name))):
            name, label = "", name
        for text, parts in ((name, entry.names), (label, entry.labels)):
            if text:
                parts.append(Part(-line.baseline, cell.left, text))

    def _parted(self, cell: Cell) -> list[Cell]:
        """Part a cell that reaches into the next column, where letters leave no gap, before the row number in it."""
        if not any(cell.left < column.numbers_end and column.start < cell.right for column in self.columns[1:]):
            return [cell]
        pieces = NUMBER_WITHIN.split(cell.text)
        letter = (cell.right - cell.left) / max(len(cell.text), 1)
        found, at = [], 0
        for piece in pieces:
            left = cell.left + at * letter
            found.append(Cell(piece, left, left + len(piece) * letter))
            at += len(piece) + 1
        return found

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
    words = [(HEADS.get(fold(cell.text).rstrip(".:")), cell) for cell in line.cells]
    heads = [(kind, cell) for kind, cell in words if kind]
    if not heads or [kind for kind, _ in heads] != ["number", "name", "label"] * (len(heads) // 3):
        return ()
    columns = []
    end = 0.0
    for (_, number), (_, name), (_, label) in zip(heads[::3], heads[1::3], heads[2::3], strict=True):
        start = (end + number.centre) / 2 if end else 0.0
        columns.append(Column(start, (number.centre + name.centre) / 2, (name.centre + label.centre) / 2))
        end = label.centre
    return tuple(columns)
