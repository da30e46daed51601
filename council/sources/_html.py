"""The text of web pages: the elements a reader asks for, in the page's order, however carelessly they are closed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from watchdog.core.text import squash

DECLARED = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([A-Za-z0-9_-]{3,20})""", re.IGNORECASE)
HEAD = 4096
"""A page declares its letters within so many bytes (HTML Standard: 1024; offices take their time)."""
VOID = frozenset(("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"))
"""Elements that have no end and no text."""


@dataclass
class Element:
    """One element: its text with that of everything inside it, and the line on which it opens."""

    tag: str
    attributes: dict[str, str]
    line: int
    pieces: list[str] = field(default_factory=list)
    own: list[str] = field(default_factory=list)
    """Its text without that of such elements inside it: one that is not closed swallows all that follow."""

    @property
    def text(self) -> str:
        return squash("".join(self.pieces))

    @property
    def own_text(self) -> str:
        return squash("".join(self.own))

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()

    @property
    def place(self) -> str:
        return f"wiersz {self.line}"


def page_text(content: bytes) -> str:
    """Decode a page as UTF-8 where it is that, else by the letters its head declares; what fits neither becomes „�”."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        found = DECLARED.search(content[:HEAD])
    try:
        return content.decode(found[1].decode("ascii") if found else "utf-8-sig", "replace")
    except LookupError:
        return content.decode("utf-8", "replace")


def elements(content: bytes, *tags: str) -> list[Element]:
    """Return the elements of these tags, in the order in which they open."""
    reader = _Reader(tags)
    reader.feed(page_text(content))
    reader.close()
    return reader.found


class _Reader(HTMLParser):
    def __init__(self, tags: tuple[str, ...]) -> None:
        super().__init__()
        self._tags = tags
        self._open: list[tuple[str, Element | None]] = []
        self.found: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = None
        if tag in self._tags:
            element = Element(tag, {name: value or "" for name, value in attrs}, self.getpos()[0])
            self.found.append(element)
        if tag not in VOID:
            self._open.append((tag, element))
        elif tag == "br":
            self.handle_data(" ")

    def handle_endtag(self, tag: str) -> None:
        """Close the element and what was left open inside it; an end without a beginning closes nothing."""
        if any(name == tag for name, _ in self._open):
            while self._open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        found = [element for _, element in self._open if element is not None]
        for element in found:
            element.pieces.append(data)
        for element in found[-1:]:
            element.own.append(data)
