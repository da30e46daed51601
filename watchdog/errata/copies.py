"""
What changed between two copies of a document, line by line.

Documents are strangers' bytes, so both are read and compared apart, within limits (``watchdog.ingest.limited``). Free
of Django.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from watchdog.core.text import squash
from watchdog.ingest.decoding import decoded
from watchdog.ingest.markup import SILENT, Node, page_text, tree_of
from watchdog.ingest.pdf import looks_like_pdf, text_layer
from watchdog.ingest.source import Unreadable

MOST_BYTES = 5 * 1024 * 1024
MOST_PAGES = 200
MOST_LINES = 5000
"""What a copy may have to be compared whole; of a longer one the beginning is."""
MOST_SHOWN = 500
"""Lines of difference that a page shows."""
AROUND = 2
"""Lines that are shown on each side of a change."""

SAME, GONE, NEW, LEFT_OUT = "same", "gone", "new", "left out"
INLINE = {"a", "abbr", "b", "em", "font", "i", "small", "span", "strong", "sub", "sup", "u"}
"""Elements that break no line."""


class Step(NamedTuple):
    """A line that stands in both copies, in the older or in the newer one alone; or lines left out here."""

    kind: str
    text: str


class Comparison(NamedTuple):
    """What two copies differ in."""

    steps: list[Step]
    gone: int
    new: int
    cut: bool
    """Whether the copies, or their differences, are longer than what is compared and shown."""


def compared(before: bytes, after: bytes) -> Comparison:
    """Compare two copies; raises ``Unreadable`` for bytes without text, and ``too_large``."""
    old, new = lines_of(before), lines_of(after)
    matcher = SequenceMatcher(None, old[:MOST_LINES], new[:MOST_LINES])
    steps = list(_steps(matcher, old, new))
    gone, added = (sum(step.kind == kind for step in steps) for kind in (GONE, NEW))
    cut = max(len(old), len(new)) > MOST_LINES or len(steps) > MOST_SHOWN
    return Comparison(steps[:MOST_SHOWN], gone, added, cut)


def _steps(matcher: SequenceMatcher[str], old: list[str], new: list[str]) -> Iterator[Step]:
    """Give the changes with the lines around them."""
    reached = 0
    for group in matcher.get_grouped_opcodes(AROUND):
        if group[0][1] > reached:
            yield Step(LEFT_OUT, "")
        for kind, first, last, start, end in group:
            if kind == "equal":
                yield from (Step(SAME, line) for line in old[first:last])
                continue
            yield from (Step(GONE, line) for line in old[first:last])
            yield from (Step(NEW, line) for line in new[start:end])
        reached = group[-1][2]


def lines_of(content: bytes) -> list[str]:
    """Give the lines of text in a PDF, a page of HTML, a text, a table or JSON data; empty ones are left out."""
    if len(content) > MOST_BYTES:
        raise Unreadable("too_large", "Dokument jest za duży, żeby go porównać.")
    if looks_like_pdf(content):
        return _clean(line.text for line in text_layer(content, MOST_PAGES).lines)
    start = content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if start == b"<":
        return _clean(_page(tree_of(page_text(content, lossy=True))).splitlines())
    if content[:2] == b"PK":
        raise Unreadable("wrong_shape", "Arkuszy i paczek portal nie porównuje.")
    text = decoded(content).text
    return _clean((_laid_out(text) if start in (b"{", b"[") else text).splitlines())


def _clean(lines: Iterator[str] | list[str]) -> list[str]:
    return [line for each in lines if (line := squash(each))]


def _page(root: Node) -> str:
    """Write a page as its reader sees it, a block a line."""
    words: list[str] = []
    silent: list[Node] = []
    for each, ends in root.edges():
        if isinstance(each, str):
            words += [] if silent else [" ".join(each.split("\n"))]
        elif each.tag in SILENT:
            silent = [] if ends else [each]
        elif each.tag not in INLINE:
            words.append("\n")
    return "".join(words)


def _laid_out(text: str) -> str:
    """Write data that came in one line a value a line."""
    try:
        return json.dumps(json.loads(text), ensure_ascii=False, indent=1)
    except (ValueError, RecursionError):
        return text
