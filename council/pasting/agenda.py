"""
An agenda pasted as text becomes items to confirm; every line that is part of none is given back.

Knows the ways in which offices number: „1.”, „1)”, „9.2a”, „IV.”, „a)”, dashes, „Ad. 1”; lines that a page or a letter
broke; what pages print on top and at their foot. Free of Django.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from council.pasting.heads import is_head, under
from council.pasting.lines import Line, lines_of
from council.pasting.markers import Kind, Marker, marker_of
from council.pasting.numbering import NO_NUMBER, Numbering
from council.pasting.prints import ABBREVIATION, titled
from council.sources._line_ends import HYPHENS, run_on

WRAPPED = 0.8
"""A line that ends sooner than at so much of the longest one was not broken by the page."""
GOES_ON = re.compile(
    r"(?:[\s(„/]|^)(?:w|z|i|o|u|na|do|od|ze|we|nr|nad|pod|oraz|dla|przez|ust\.|art\.|§|dnia)$", re.IGNORECASE
)
"""Words that close no title."""
SIGNED = re.compile(r"(?:wice)?przewodnicząc\w+\s+rady\b|\(\s?[-–]\s?\)", re.IGNORECASE)
"""Who signed the agenda, below it."""
LETTERS = re.compile(r"(?<=[:,;])\s+(?=[a-z]\)\s)")
"""Where the letters under a head stand, in such a line."""
NEXT = r"(?<=[.;)”])\s+(?={}\s?[.)]\s+[A-ZĄĆĘŁŃÓŚŹŻ„])"
"""Where the next number stands in a line that holds several items."""


@dataclass(frozen=True)
class PastedItem:
    """One item, as the form of an agenda item takes it."""

    label: str
    """As printed, without the closing dot; „10a” for „a)” under „10.”; „b.n. 1” where the source prints none."""
    position: int
    """Which one it is on the list, from 1."""
    title: str
    """Without the print, whole: an item under „Projekty uchwał w sprawie:” has its head's words."""
    print_number: str = ""
    replaces: str = ""
    amended: bool = False
    doubts: tuple[str, ...] = ()
    """What a person should look at, in sentences."""
    line: int = 0
    """The line of the paste that it begins on, from 1."""


@dataclass(frozen=True)
class Leftover:
    """A line that is part of no item."""

    line: int
    text: str
    page: bool = False
    """Whether it only tells of a page: its number, its repeated head."""


@dataclass(frozen=True)
class PastedAgenda:
    """What a paste holds."""

    items: tuple[PastedItem, ...]
    leftover: tuple[Leftover, ...]


@dataclass
class _Open:
    """An item while its lines come in."""

    label: str
    line: Line
    text: str
    depth: int
    last: str = ""
    """Its last line as it stands in the paste."""
    doubts: list[str] = field(default_factory=list)


def read_agenda(text: str) -> PastedAgenda:
    """Read a pasted agenda."""
    lines, furniture = lines_of(text)
    reader = _Reader(lines)
    for line in lines:
        for part in _parts(line):
            reader.take(part)
    pages = (Leftover(line.number, line.text, page=True) for line in furniture)
    leftover = sorted([*reader.leftover, *pages], key=lambda line: line.line)
    return PastedAgenda(tuple(_items(reader.items)), tuple(leftover))


class _Reader:
    """Takes lines one by one: each opens an item, goes on with the open one, or is left over."""

    def __init__(self, lines: list[Line]) -> None:
        self.items: list[_Open] = []
        self.leftover: list[Leftover] = []
        self._numbering = Numbering()
        self._closed = True
        self._width = max((len(line.text) for line in lines), default=0)
        kinds = {marker.kind for line in lines if (marker := marker_of(line.text))}
        self._bare = not kinds  # a column of a table: numbers without a dot
        self._unnumbered = not kinds & {Kind.NUMBER, Kind.ROMAN}

    def take(self, line: Line) -> None:
        marker = marker_of(line.text, bare=self._bare)
        if marker and self._opens(marker):
            self._open(marker, line)
        elif not self._closed and self._goes_on(line):
            self._go_on(line)
        else:
            self._closed = True
            self.leftover.append(Leftover(line.number, line.text))

    def _opens(self, marker: Marker) -> bool:
        """Say whether a marker opens an item, and is no figure, letter or dash within a broken line."""
        text = "" if self._closed else self.items[-1].text
        follows = self._numbering.follows(marker)
        if marker.kind is Kind.ROMAN or (marker.kind is Kind.LETTER and (marker.closing == "." or not self.items)):
            return follows
        if text.count("(") > text.count(")") or GOES_ON.search(text):
            return follows and marker.kind is Kind.NUMBER and not text.endswith("nr")
        if marker.kind is Kind.BULLET:
            return bool(self.items) or self._unnumbered
        first_of_head = marker.value == 1 and text.endswith(":")
        words = not marker.plain or marker.closing == ")" or marker.rest[:1].isupper() or marker.rest[:1] in '„"'
        return follows or first_of_head or not text or words

    def _open(self, marker: Marker, line: Line) -> None:
        head = (bool(self.items) and self.items[-1].text.rstrip().endswith(":")) or self._numbering.sub is not None
        label = self._numbering.label(marker, head=head, indent=line.indent)
        doubts = list(self._numbering.doubts)
        if marker.kind is Kind.BULLET:
            doubts.append("Źródło nie daje temu punktowi numeru: sprawdź, czy to osobny punkt.")
        self.items.append(_Open(label, line, marker.rest, self._depth(marker), line.text, doubts))
        self._closed = False

    def _depth(self, marker: Marker) -> int:
        order = {Kind.ROMAN: 0, Kind.NUMBER: 1, Kind.LETTER: 3, Kind.BULLET: 4}
        inner = marker.kind is Kind.NUMBER and (self._numbering.sub is not None or not marker.plain)
        return order[marker.kind] + inner

    def _goes_on(self, line: Line) -> bool:
        """Say whether a line without a marker still belongs to the open item."""
        item = self.items[-1]
        text = item.text.rstrip()
        if not text or text.count("(") > text.count(")") or text[-1] in f",{HYPHENS}" or GOES_ON.search(text):
            return True
        if SIGNED.search(line.text):
            return False
        if line.text[0].islower() or line.text[0] in "(/" or ABBREVIATION.search(text):
            return True
        if line.after_blank or text[-1] in ".;:":
            return False
        return len(item.last) + 1 + len(line.text.split()[0]) > WRAPPED * self._width

    def _go_on(self, line: Line) -> None:
        item = self.items[-1]
        if re.search(rf"\w[{HYPHENS}]$", item.text) and line.text[0].islower():
            half = f"{item.text.split()[-1]}{line.text.split()[0]}"
            item.doubts.append(f"Wyraz podzielono między wiersze („{half}”): sprawdź, czy łącznik był potrzebny.")
        item.text, item.last = run_on(item.text, line.text), line.text


def _parts(line: Line) -> Iterator[Line]:
    """Part a line that holds several items: a page copied without its line breaks."""
    marker = marker_of(line.text)
    rest = line
    while marker and marker.plain:
        parts = re.split(NEXT.format(marker.value + 1), rest.text, maxsplit=1)
        if len(parts) == 1:
            break
        yield from _lettered(replace(rest, text=parts[0]))
        rest = replace(rest, text=parts[1], after_blank=False)
        marker = marker_of(rest.text)
    yield from _lettered(rest)


def _lettered(line: Line) -> Iterator[Line]:
    parts = LETTERS.split(line.text) if ": a) " in line.text else [line.text]
    return (replace(line, text=part) for part in parts)


def _items(opened: list[_Open]) -> Iterator[PastedItem]:
    """Give the items whole: with the words of their heads, their prints, and doubts about labels that repeat."""
    bare = [item.label.rpartition(".")[2] if re.match("[IVXLC]", item.label) else item.label for item in opened]
    labels = bare if len(set(bare)) == len(bare) else [item.label for item in opened]
    times = Counter(labels)
    heads: list[_Open] = []
    for position, (item, label) in enumerate(zip(opened, labels, strict=True), 1):
        heads = [head for head in heads if head.depth < item.depth]
        said = titled(item.text)
        title = under(heads[-1].text, said.title) if heads and is_head(heads[-1].text) and said.title else said.title
        heads.append(item)
        doubts = [*item.doubts, *said.doubts, *_about(title, label, times[label])]
        yield PastedItem(
            label, position, title, said.print_number, said.replaces, said.amended, tuple(doubts), item.line.number
        )


def _about(title: str, label: str, times: int) -> Iterator[str]:
    if not title:
        yield "Punkt nie ma tytułu."
    if times > 1 and not label.startswith(NO_NUMBER):
        yield f"Numer {label} stoi na liście więcej niż raz."
