"""
Roll calls printed as tables with an „X” under a choice: where a vote begins, what its columns are, who has which mark.

Each vote has a table for those who voted, one for those present who did not, and one for the absent. A table may run on
to the next page, where its header row is not repeated; its last row states the totals of its columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from council.labels import choice_of
from council.sources._meetings import TITLE
from council.sources._running_lines import without_feet
from watchdog.core.text import fold
from watchdog.ingest.pdf import Cell, Line

ANCHOR = re.compile(r"wyniki glosowania\b.*\b(?:nad|w sprawie)\b")
SAVED = re.compile(r"wyniki zapisano(?: dnia)?:?\s*(?P<when>.*)")
FOOTER = re.compile(r"wydrukowano\b|strona:? \d+ z \d+$")
TOTALS = re.compile(r"(?:wyniki glosowania|razem|ogolem):?$")
CAPTION = re.compile(r"osoby (?:obecne|nieobecne)\b")
ROW_NUMBER = re.compile(r"(\d{1,3})\.(?:\s+(.+))?")
NAMES = ("imie i nazwisko", "nazwisko i imie", "imie nazwisko", "nazwisko imie")
MARKS = ("x", "+", "\u00d7", "\u2715", "\u2713", "\u2714")


@dataclass
class Column:
    """A choice: its words as printed and where they stand."""

    label: str
    centre: float


@dataclass
class Row:
    """A numbered row: the name, and the words of the columns under which a mark stands."""

    line: Line
    number: int
    name: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)

    @property
    def place(self) -> str:
        return self.line.place


class Total(NamedTuple):
    """A printed total of one column."""

    label: str
    number: int


@dataclass
class Block:
    """One vote: its title, the line that opens it, its subject, when it was saved, the lines of its tables."""

    title: list[Line]
    opening: Line
    subject: list[Line]
    saved: Line | None
    body: list[Line]

    @property
    def place(self) -> str:
        return self.opening.place

    @property
    def lines(self) -> list[Line]:
        saved = [self.saved] if self.saved else []
        return [*self.title, self.opening, *self.subject, *saved, *self.body]


def blocks(lines: list[Line]) -> Iterator[Block]:
    """Part the stream of lines into votes; whatever stands before the first title is left out."""
    lines = without_feet([line for line in lines if not FOOTER.match(fold(line.text))])
    anchors = [index for index, line in enumerate(lines) if ANCHOR.match(fold(line.text))]
    starts = [_title(lines, anchor) for anchor in anchors]
    for start, anchor, end in zip(starts, anchors, [*starts[1:], len(lines)], strict=False):
        within = range(anchor + 1, end)
        saved = next((index for index in within if SAVED.match(fold(lines[index].text))), None)
        table = next((index for index in within if _columns(lines[index])), end)
        subject = lines[anchor + 1 : min(table, end if saved is None else saved)]
        yield Block(lines[start:anchor], lines[anchor], subject, lines[saved] if saved else None, lines[table:end])


def _title(lines: list[Line], anchor: int) -> int:
    """Find the first line of the title above a vote's opening line."""
    start = anchor
    while start and lines[start - 1].page == lines[anchor].page and TITLE.search(fold(lines[start - 1].text)):
        start -= 1
    return start


def read(body: list[Line]) -> tuple[list[Row], list[Total], list[Cell]]:
    """Read a vote's tables: rows in their order, totals, and cells that belong to no row."""
    reader = _Tables()
    for line in body:
        reader.read(line)
    reader.settle()
    return reader.rows, reader.totals, reader.loose


class _Tables:
    """The tables of one vote, read line by line in the geometry of the last header row."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.totals: list[Total] = []
        self.loose: list[Cell] = []
        self._columns: list[Column] = []
        self._edge = 0.0
        """Where names end and marks begin."""
        self._fresh = False
        """Whether no row has come since the header: its words may run on over a second line."""
        self._waiting: list[Line] = []
        """Lines without a number: parts of wrapped names, of the row above or of the one to come."""

    def read(self, line: Line) -> None:
        header = _columns(line)
        if header:
            self._columns, self._edge = header
            self._fresh = True
        elif CAPTION.match(fold(line.text)):
            self.settle()
            self._columns = []
        elif TITLE.search(fold(line.text)):
            return  # the title repeated at the top of the next page
        elif self._columns and TOTALS.match(fold(line.cells[0].text)):
            self.settle()
            self._read_totals(line)
        elif self._columns and self._fresh and all(cell.left > self._edge for cell in line.cells):
            self._widen(line)
        else:
            self._fresh = False
            self._read_row(line)

    def _widen(self, line: Line) -> None:
        for cell in line.cells:
            column = self._column(cell)
            if fold(cell.text) in MARKS:
                self.loose.append(cell)
            else:
                column.label = f"{column.label} {cell.text}"

    def _read_totals(self, line: Line) -> None:
        for cell in line.cells[1:]:
            if cell.text.isdecimal():
                self.totals.append(Total(self._column(cell).label, int(cell.text)))
            else:
                self.loose.append(cell)
        self._columns = []

    def _read_row(self, line: Line) -> None:
        number = ROW_NUMBER.fullmatch(line.cells[0].text)
        if not self._columns:
            self.loose += line.cells
        elif number is None:
            self._waiting.append(line)
        else:
            row = Row(line, int(number[1]), [number[2]] if number[2] else [])
            self.settle(row)
            self.rows.append(row)
            for cell in line.cells[1:]:
                self._add(row, cell)

    def settle(self, coming: Row | None = None) -> None:
        """Give the lines that wait to the nearer one of the last row and the coming one."""
        for line in self._waiting:
            rows = [row for row in (*self.rows[-1:], coming) if row and row.line.page == line.page]
            nearest = min(rows, key=lambda row: abs(row.line.baseline - line.baseline), default=None)
            for cell in line.cells:
                if nearest is None:
                    self.loose.append(cell)
                else:
                    self._add(nearest, cell)
        self._waiting = []

    def _add(self, row: Row, cell: Cell) -> None:
        """Put a cell into the row: a name, or a mark under the nearest choice; other words are kept as they are."""
        mark = fold(cell.text) in MARKS
        if cell.centre < self._edge and not (mark and row.name):
            row.name.append(cell.text)
        elif mark:
            row.labels.append(self._column(cell).label)
        else:
            row.labels.append(self._word(cell))

    def _word(self, cell: Cell) -> str:
        """Give a word that stands instead of a mark, with its column where the two disagree („TAK” under „PRZECIW”)."""
        column = self._column(cell)
        agrees = choice_of(cell.text) in (None, choice_of(column.label))
        return cell.text if agrees else f"{cell.text} ({column.label})"

    def _column(self, cell: Cell) -> Column:
        return min(self._columns, key=lambda column: abs(column.centre - cell.centre))


def _columns(line: Line) -> tuple[list[Column], float] | None:
    """Read the geometry from a header row „Lp. | Imię i nazwisko | ZA | PRZECIW | …”."""
    if len(line.cells) < 3:
        return None
    number, name, *heads = line.cells
    choices = [choice for head in heads for choice in _choices(head)]
    if fold(number.text).rstrip(".") not in ("lp", "l.p") or fold(name.text) not in NAMES:
        return None
    # Names start at the left edge of their column, so a long one reaches far beyond the middle of its heading.
    edge = choices[0].left - 0.25 * (choices[0].left - name.right)
    return [Column(cell.text, cell.centre) for cell in choices], edge


def _choices(head: Cell) -> tuple[Cell, ...]:
    """Part a heading in which two choices touch („PRZECIW WSTRZYMUJĄCY SIĘ”), each at its share of the letters."""
    words = head.text.split()
    for at in range(1, len(words)):
        first, second = " ".join(words[:at]), " ".join(words[at:])
        if choice_of(first) and choice_of(second) and not choice_of(head.text):
            letter = (head.right - head.left) / len(head.text)
            return (
                Cell(first, head.left, head.left + len(first) * letter),
                Cell(second, head.right - len(second) * letter, head.right),
            )
    return (head,)
