"""
Marking what was found, in the text as it stands.

The database marks words in the text without punctuation, which is as long as the text itself; the marks are carried
over, by their places. They are the control characters \\x02 and \\x03, which no kept text contains: whoever shows the
text escapes it first and makes tags of them afterwards (``{{ text|highlight }}``).
"""

from __future__ import annotations

import re

START, STOP = "\x02", "\x03"
PASSAGE = 260
"""Characters of a quoted passage."""
BEFORE_HIT = 80
ELLIPSIS = "…"

_MARKS = re.compile(f"([{START}{STOP}])")
_JOINT = re.compile(f"{STOP}([^\\w\\s]){START}")
_MARKED = re.compile(f"{START}[^{STOP}]*{STOP}")


def marked(text: str, headline: str) -> str:
    """Return the text with the marks of its headline; a number („XLIV/949/2014”) is marked in one piece."""
    pieces, place = [], 0
    for piece in _MARKS.split(headline):
        if piece in (START, STOP):
            pieces.append(piece)
        else:
            pieces.append(text[place : place + len(piece)])
            place += len(piece)
    return _JOINT.sub(r"\1", "".join(pieces))


def has_hit(text: str) -> bool:
    return START in text


def passage(text: str) -> str:
    """Return the marked text around its first hit, cut between words; its beginning where nothing is marked."""
    found = _MARKED.search(text)
    start = min(_word_start(text, found.start() - BEFORE_HIT), found.start()) if found else 0
    stop = _word_end(text, max(start + PASSAGE, found.end() if found else 0))
    cut = text[start:stop].strip()
    if cut.count(START) > cut.count(STOP):
        cut += STOP
    return f"{ELLIPSIS if start else ''}{cut}{ELLIPSIS if stop < len(text) else ''}"


def _word_start(text: str, near: int) -> int:
    """Return where a word begins at or after a place; the beginning of the text for a place near it."""
    if near <= BEFORE_HIT // 4:
        return 0
    return text.find(" ", near) + 1


def _word_end(text: str, near: int) -> int:
    """Return where a word ends at or after a place."""
    end = text.find(" ", near)
    return len(text) if end < 0 else end
