"""
Lists of names that run over lines: „…, Lech Wałęsa, Karol” and, on the next line or page, „Ważny”.

Names are parted by commas and wrapped wherever the line is full. Where a list ends is told by what the next line looks
like and by whether its first word had no room left on the line before. Free of Django.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from council.sources._line_ends import run_on
from watchdog.core.text import squash
from watchdog.ingest.pdf import Line

PARTICLES = {"de", "da", "di", "del", "della", "dos", "la", "le", "van", "von", "zu", "der", "den", "el", "al", "vel"}
"""Small words inside family names."""
TITLES = {"dr", "hab", "prof", "mgr", "inż", "lic", "med", "lek", "adw", "ks", "bp", "o", "s", "gen", "płk", "ppłk"}
"""Small words before names, as offices shorten them."""
ROW = re.compile(r"\d{1,3}\s?[.)]\s+(?=[^\W\d_])")
"""The number before a name, where each name has a line of its own."""
LETTER_GAP = 1.9
"""Baselines of one paragraph stand at most so many letter heights apart."""
SLACK = 4.0
"""A word that lacks so many points at most would not have fitted, as far as we can measure it."""


class Name(NamedTuple):
    """A name as printed, and where it begins."""

    text: str
    place: str


@dataclass
class NameList:
    """The lines under one heading, taken in one by one for as long as they go on."""

    margin: float
    """Where the longest line of the document's votes ends, in points."""
    printed: int | None = None
    """How many names the heading announces."""
    lines: list[Line] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    def take(self, line: Line, text: str) -> None:
        self.lines.append(line)
        self.texts.append(text)

    def goes_on(self, line: Line) -> bool:
        """Say whether a line still belongs to the list."""
        text = ROW.sub("", line.text) if self._rows else line.text
        if not self.texts:
            return looks_like_names(text) or bool(ROW.match(line.text))
        if self.texts[-1].rstrip().endswith((",", ";", "-")):
            return not ROW.match(text)
        if not looks_like_names(text):
            return False
        names = self.names()
        if self._rows and ROW.match(line.text):
            return len(names) < (self.printed or 0)
        if self._one_a_line(len(names)):
            return True
        if names and " " not in names[-1].text:
            return True
        missing = len(names) < (self.printed or 0)
        return not self._apart(line) and (missing or not self._would_fit(line))

    def names(self) -> list[Name]:
        """Give the names, each put together from its pieces."""
        return list(_parted(self._pieces()))

    @property
    def _rows(self) -> bool:
        return bool(self.texts) and bool(ROW.match(self.texts[0]))

    def _one_a_line(self, found: int) -> bool:
        whole = all("," not in text and " " in text.strip() for text in self.texts)
        return whole and self.printed is not None and found < self.printed

    def _pieces(self) -> Iterator[tuple[str, str, bool]]:
        """Yield each line's text with its place, and whether a new name begins with it in any case."""
        each = self._rows or (self.printed is not None and self._stacked())
        for line, text in zip(self.lines, self.texts, strict=True):
            yield ROW.sub("", text) if self._rows else text, line.place, each

    def _stacked(self) -> bool:
        """Whether the names stand one a line, without commas, as many as the heading announces."""
        whole = all("," not in text and " " in text.strip() for text in self.texts)
        return whole and len(self.texts) <= (self.printed or 0)

    def _apart(self, line: Line) -> bool:
        last = self.lines[-1]
        return line.page == last.page and last.baseline - line.baseline > LETTER_GAP * min(line.height, last.height)

    def _would_fit(self, line: Line) -> bool:
        """Say whether the line's first word had room at the end of the line before, so that nothing forced a wrap."""
        last = self.lines[-1]
        letter = (line.cells[-1].right - line.cells[0].left) / max(len(line.text), 1)
        first = line.text.split()[0]
        return last.cells[-1].right + (len(first) + 1) * letter + SLACK < self.margin


def looks_like_names(text: str) -> bool:
    """Say whether every word could be a part of a name: a capital first, no figures; particles and titles apart."""
    words = [word.strip(",;.()") for word in text.split()]
    names = [word for word in words if word and word not in PARTICLES | TITLES]
    return bool(names) and all(word[0].isupper() and not any(map(str.isdigit, word)) for word in names)


def _parted(pieces: Iterator[tuple[str, str, bool]]) -> Iterator[Name]:
    """Part the running text at its commas; a name keeps the place of its first piece."""
    open_name = Name("", "")
    for text, place, each in pieces:
        parts = re.split(r"[,;]", text)
        for index, part in enumerate(parts):
            starts = index > 0 or each or not open_name.text
            if starts:
                yield from _whole(open_name)
                open_name = Name(part.strip(), place)
            else:
                open_name = open_name._replace(text=run_on(open_name.text, part.strip()))
        if text.rstrip().endswith((",", ";")):
            yield from _whole(open_name)
            open_name = Name("", "")
    yield from _whole(open_name)


def _whole(name: Name) -> Iterator[Name]:
    text = squash(name.text)
    text = text if re.search(r"\b\w\.$", text) else text.rstrip(". ")
    if text:
        yield Name(text, name.place)
