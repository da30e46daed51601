"""
A page of HTML as a tree, read with the standard library alone.

Offices' pages are rarely valid: an unclosed cell or paragraph ends where the next one begins, a stray closing tag is
passed over (that of a paragraph is an empty one, as in browsers). Nothing is executed, fetched or repaired beyond that.
Free of Django.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from watchdog.core.text import squash
from watchdog.ingest.source import Unreadable

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
CLOSED_BY: dict[str, set[str]] = {
    "tr": {"tr", "td", "th"},
    "td": {"td", "th"},
    "th": {"td", "th"},
    "p": {"p"},
    "li": {"li"},
    "option": {"option"},
}
"""Tags that a new one of the kind closes, where the page has left them open."""
SILENT = {"script", "style", "template", "noscript"}
"""What these hold is no text of the page."""

DECLARED = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
HEAD = 4096
"""A page declares its letters within so many bytes (HTML Standard: 1024; offices take their time)."""
OLD_CHARSETS = {"windows-1250": "cp1250", "cp1250": "cp1250", "iso-8859-2": "iso8859-2", "latin2": "iso8859-2"}
"""What Polish pages were written in before UTF-8, under the names that they declare."""
MAX_NODES = 200_000
"""Elements in one page: the longest list of an office has a tenth of it."""


class Node:
    """An element: its tag, its attributes, the line on which it opens, and what stands in it, in order."""

    def __init__(self, tag: str, attributes: dict[str, str] | None = None, line: int = 1) -> None:
        self.tag = tag
        self.attributes = attributes or {}
        self.line = line
        self.inside: list[Node | str] = []

    def walk(self) -> Iterator[Node | str]:
        """Yield everything that stands in it, at any depth, in the order of the page."""
        waiting = list(reversed(self.inside))
        while waiting:
            each = waiting.pop()
            yield each
            if isinstance(each, Node):
                waiting.extend(reversed(each.inside))

    def edges(self) -> Iterator[tuple[Node | str, bool]]:
        """Yield everything that stands in it, each element once more with ``True`` where it ends."""
        waiting: list[tuple[Node | str, bool]] = [(each, False) for each in reversed(self.inside)]
        while waiting:
            each, ends = waiting.pop()
            yield each, ends
            if isinstance(each, Node) and not ends:
                waiting.append((each, True))
                waiting.extend((inner, False) for inner in reversed(each.inside))

    def all(self, tag: str, **attributes: str) -> Iterator[Node]:
        """Yield the elements of a kind whose attributes hold these words (``class_`` stands for ``class``)."""
        wanted = {name.rstrip("_"): value for name, value in attributes.items()}
        for each in self.walk():
            if isinstance(each, Node) and each.tag == tag and all(each.has(*pair) for pair in wanted.items()):
                yield each

    def first(self, tag: str, **attributes: str) -> Node | None:
        return next(self.all(tag, **attributes), None)

    def has(self, name: str, word: str) -> bool:
        return word in self.attributes.get(name, "").split()

    def text(self, *without: str) -> str:
        """Return the words in it, without those of elements of these kinds."""
        words: list[str] = []
        waiting: list[Node | str] = list(reversed(self.inside))
        while waiting:
            each = waiting.pop()
            if isinstance(each, str):
                words.append(each)
            elif each.tag == "br":
                words.append(" ")
            elif each.tag not in SILENT and each.tag not in without:
                waiting.extend(reversed(each.inside))
        return squash("".join(words))


def page_of(content: bytes) -> Node:
    """Read a page; raise ``Unreadable``: ``empty_file``, ``wrong_shape``, ``bad_encoding``, ``too_large``."""
    if not content.strip():
        raise Unreadable("empty_file", "Plik jest pusty.")
    if content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] != b"<":
        raise Unreadable("wrong_shape", "To nie jest strona HTML.")
    if b"</html" not in content[-2000:].lower():
        raise Unreadable("wrong_shape", "Strona HTML urywa się przed końcem.")
    return tree_of(page_text(content))


def page_text(content: bytes, *, otherwise: str = "", lossy: bool = False) -> str:
    """
    Decode a page: as UTF-8 where its bytes are that, else by the letters that it declares, else by ``otherwise``.

    Bytes that fit none of them raise ``Unreadable`` (``bad_encoding``), or become „�” on a page read ``lossy``.
    """
    found = DECLARED.search(content[:HEAD])
    declared = OLD_CHARSETS.get(found[1].decode("ascii").lower(), "") if found else ""
    for charset in filter(None, ("utf-8-sig", declared, otherwise)):
        try:
            return content.decode(charset)
        except UnicodeDecodeError:
            continue
    if lossy:
        return content.decode(declared or "utf-8-sig", "replace")
    raise Unreadable("bad_encoding", "Nie rozpoznano, w jakim kodowaniu zapisano litery tej strony.")


def tree_of(text: str) -> Node:
    """Read the elements of a page or of a piece of one; raise ``Unreadable`` (``too_large``) for too many."""
    builder = _Builder()
    builder.feed(text)
    builder.close()
    return builder.root


class _Builder(HTMLParser):
    """Puts the elements of a page into one another."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("")
        self._open = [self.root]
        self._count = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._count += 1
        if self._count > MAX_NODES:
            raise Unreadable("too_large", f"Strona ma więcej niż {MAX_NODES} elementów.")
        while self._open[-1].tag in CLOSED_BY.get(tag, ()):
            self._open.pop()
        node = Node(tag, {name: value or "" for name, value in attrs}, self.getpos()[0])
        self._open[-1].inside.append(node)
        if tag not in VOID:
            self._open.append(node)

    def handle_endtag(self, tag: str) -> None:
        depth = next((at for at in range(len(self._open) - 1, 0, -1) if self._open[at].tag == tag), 0)
        if depth:
            del self._open[depth:]
        elif tag == "p":
            self._open[-1].inside.append(Node("p", line=self.getpos()[0]))

    def handle_data(self, data: str) -> None:
        self._open[-1].inside.append(data)
