"""Words of records inside texts of ours: one line, no sign of Markdown, no private name, of a bearable length."""

from __future__ import annotations

import re

from watchdog.core.privacy import masked
from watchdog.core.text import INVISIBLE, squash

LONGEST_TITLE = 160
_SIGNS = re.compile(r"([\\`*_\[\]<>#!|~&])")


def short(text: str, length: int = LONGEST_TITLE) -> str:
    """Give a text as one line, cut at a word where it is longer; what turns the direction of letters is taken out."""
    line = squash(masked(text).translate(INVISIBLE))
    if len(line) <= length:
        return line
    head = line[: length - 1]
    at_word = head.rpartition(" ")[0]
    return f"{(at_word if len(at_word) > length // 2 else head).rstrip(',;:–- ')}…"


def plain(text: str) -> str:
    """Take away from the words of a record what Markdown, or an editor's code of a block, would be read from."""
    return _SIGNS.sub(r"\\\1", text.replace("[[", "[ [").replace("]]", "] ]"))


def linked(text: str, address: str) -> str:
    """Give a link in Markdown whose words are a record's."""
    return f"[{plain(short(text))}]({address})"


def chapter(heading: str, *lines: str) -> str:
    """Give a heading and the lines under it in Markdown."""
    return "\n".join([f"## {heading}", "", *lines])
