"""The lines of a paste: where each stood, how far it was set in, which of them only tell of a page. Free of Django."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from watchdog.core.text import fold, squash

PAGE = "\f"
"""Parts pages in what is copied from a PDF."""
BREAKS = re.compile(r"\r\n|[\n\r\v\u0085\u2028\u2029]")
PAGE_NUMBER = re.compile(
    r"[-–—]\s*\d{1,3}\s*[-–—]|(?:strona|str\.|s\.)\s*\d{1,3}(?:\s*(?:z|/)\s*\d{1,3})?|\d{1,3}\s*(?:z|/)\s*\d{1,3}",
    re.IGNORECASE,
)
"""„- 3 -”, „Strona 3 z 5”, „3/5” on a line of its own."""
MARKED = re.compile(r"\d{1,3}[.)]|[IVX]+[.)]|[-–—•·*]\s")
FIGURES = re.compile(r"\d{1,3}")


@dataclass(frozen=True)
class Line:
    """One line with words in it."""

    number: int
    """Which one it is in the paste, from 1, empty ones counted."""
    text: str
    """In NFC, with single spaces."""
    indent: int
    """How many blanks stood before it."""
    after_blank: bool
    """Whether an empty line stood before it."""
    at_page: bool = False
    """Whether a page began with it."""


def lines_of(text: str) -> tuple[list[Line], list[Line]]:
    """Return the lines that say something, and those that only tell of a page: its number, its repeated head or foot.

    A bare number is that of a page where other lines begin with a number and a dot or bracket, or with a dash.
    """
    lines = _split(text)
    marked = any(MARKED.match(line.text) for line in lines)
    marks = {line.number for line in lines if _is_page_number(line.text, bare=marked)}
    marks |= _repeated(lines, marks)
    # An empty line beside the number of a page parts nothing.
    kept = [line for line in lines if line.number not in marks]
    return [_rejoined(line, lines, marks) for line in kept], [line for line in lines if line.number in marks]


def _split(text: str) -> list[Line]:
    lines: list[Line] = []
    blank = False
    for number, raw in enumerate(BREAKS.split(text), 1):
        words = squash(raw.replace(PAGE, " "))
        if words:
            indent = len(raw) - len(raw.lstrip())
            lines.append(Line(number, words, indent, blank, at_page=PAGE in raw))
        blank = not words
    return lines


def _is_page_number(text: str, *, bare: bool) -> bool:
    return bool(PAGE_NUMBER.fullmatch(text)) or (bare and bool(FIGURES.fullmatch(text)))


def _repeated(lines: list[Line], marks: set[int]) -> set[int]:
    """Find the heads and feet of pages: lines that stand next to a page's number or on top of one, more than once."""
    beside = [
        line
        for before, line, after in zip([None, *lines], lines, [*lines[1:], None], strict=False)
        if line.number not in marks and (line.at_page or any(near and near.number in marks for near in (before, after)))
    ]
    times = Counter(_worded(line) for line in beside)
    return {line.number for line in beside if times[_worded(line)] > 1 and "druk" not in fold(line.text)}


def _worded(line: Line) -> str:
    return re.sub(r"\d+", "#", fold(line.text))


def _rejoined(line: Line, lines: list[Line], marks: set[int]) -> Line:
    place = lines.index(line)
    near = place > 0 and lines[place - 1].number in marks
    return Line(line.number, line.text, line.indent, line.after_blank and not near, line.at_page)
