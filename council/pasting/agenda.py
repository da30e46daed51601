"""
An agenda pasted as text becomes items to confirm; every line that is part of none is given back.

Knows the ways in which offices number: „1.”, „1)”, „9.2a”, „IV.”, „a)”, dashes, „Ad. 1”; lines that a page or a letter
broke; what pages print on top and at their foot. Free of Django.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from council.pasting.heads import is_head, under
from council.pasting.items import Leftover, Open, Reader
from council.pasting.lines import Line, lines_of
from council.pasting.markers import marker_of
from council.pasting.numbering import NO_NUMBER
from council.pasting.prints import titled

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
class PastedAgenda:
    """What a paste holds."""

    items: tuple[PastedItem, ...]
    leftover: tuple[Leftover, ...]


def read_agenda(text: str) -> PastedAgenda:
    """Read a pasted agenda."""
    lines, furniture = lines_of(text)
    reader = Reader(lines)
    for line in lines:
        for part in _parts(line):
            reader.take(part)
    pages = (Leftover(line.number, line.text, page=True) for line in furniture)
    leftover = sorted([*reader.leftover, *pages], key=lambda line: line.line)
    return PastedAgenda(tuple(_items(reader.items)), tuple(leftover))


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


def _items(opened: list[Open]) -> Iterator[PastedItem]:
    """Give the items whole: with the words of their heads, their prints, and doubts about labels that repeat."""
    bare = [item.label.rpartition(".")[2] if re.match("[IVXLC]", item.label) else item.label for item in opened]
    labels = bare if len(set(bare)) == len(bare) else [item.label for item in opened]
    times = Counter(labels)
    heads: list[Open] = []
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
