"""The text of an issue in the two forms of a mail: HTML with whole addresses, and plain text as people write it."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from textwrap import fill

from newsletter.mail.places import absolute
from watchdog.pages.markdown import render

WIDTH = 72
_OWN_LINK = re.compile(r'(?<=href=")/(?!/)')
_BREAKS = re.compile(r"\n{3,}")


def html_of(body: str) -> str:
    """Give a Markdown text as clean HTML whose links lead to the portal from anywhere."""
    return _OWN_LINK.sub(absolute("/"), render(body).html)


def text_of(body: str) -> str:
    """Give a Markdown text as plain text: headings in capitals, lists with signs, addresses behind their words."""
    writer = _Writer()
    writer.feed(html_of(body))
    writer.close()
    return _BREAKS.sub("\n\n", "\n".join(writer.lines)).strip()


class _Writer(HTMLParser):
    """Reads clean HTML and writes lines."""

    BLOCKS = frozenset({"p", "h2", "h3", "h4", "li", "blockquote", "pre", "tr", "figcaption"})

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self._words = ""
        self._lists: list[int | None] = []
        self._sign = ""
        self._href = ""
        self._quoted = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self.BLOCKS:
            self._write()
        if tag in ("ul", "ol"):
            self._write()
            self._lists.append(None if tag == "ul" else 0)
        elif tag == "li":
            self._sign = self._next_sign()
        elif tag == "a":
            self._href = dict(attrs).get("href") or ""
        elif tag == "br":
            self._words += "\n"
        elif tag == "hr":
            self.lines += ["", "-" * 3, ""]
        elif tag == "blockquote":
            self._quoted += 1

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._href:
            if self._href not in self._words:
                self._words = f"{self._words.rstrip()}: {self._href}"
            self._href = ""
        elif tag in ("td", "th"):
            self._words += " | "
        elif tag in ("ul", "ol") and self._lists:
            self._write()
            self._lists.pop()
            self.lines += [""] if not self._lists else []
        elif tag in self.BLOCKS:
            self._write(heading=tag in ("h2", "h3", "h4"))
            self._quoted -= tag == "blockquote"
            self.lines += [] if tag in ("li", "tr") or self._lists else [""]

    def handle_data(self, data: str) -> None:
        self._words += data.replace("\n", " ").replace("\xa0", " ")

    def _next_sign(self) -> str:
        if not self._lists or self._lists[-1] is None:
            return "* "
        self._lists[-1] += 1
        return f"{self._lists[-1]}. "

    def _write(self, *, heading: bool = False) -> None:
        """Write the words that have come together as a paragraph, and begin anew."""
        words, self._words = self._words.strip(" |\n"), ""
        if not words:
            return
        sign, self._sign = self._sign, ""
        before = "  " * max(len(self._lists) - 1, 0) + "> " * self._quoted
        behind = before + " " * len(sign) if sign or not self._lists else before + "  "
        self.lines += [""] if heading else []
        for piece in words.split("\n"):
            text = " ".join(piece.split())
            text = text.upper() if heading else text
            self.lines.append(
                fill(text, WIDTH, initial_indent=before + sign, subsequent_indent=behind,
                     break_long_words=False, break_on_hyphens=False)
            )  # fmt: skip
            sign = ""
