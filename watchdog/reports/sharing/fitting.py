"""Texts of any length into the room that a picture has."""

from __future__ import annotations

from watchdog.core.text import squash

STEPS = ((34, "xl"), (70, "l"), (120, "m"))
"""How many letters a title may have for each size; a longer one is set small."""

LONGEST, LONGEST_BESIDE = 200, 150
"""Letters of a title alone, and beside a drawing."""
ADDRESS = 84
"""Letters of an address; what is left out stands behind „…”."""


def cut(text: str, length: int) -> str:
    """Cut a text at a word, or inside of one that has no end; what is left out is „…”."""
    text = squash(text)
    if len(text) <= length:
        return text
    head = text[: length - 1]
    whole = head.rpartition(" ")[0] if text[length - 1] != " " else head
    return f"{(whole if len(whole) > length // 2 else head).rstrip(',;:–- ')}…"


def size_of(title: str, beside: bool) -> str:
    """Name the size in which a title is set; beside a drawing each has less room."""
    letters = len(title) * (1.45 if beside else 1)
    return next((name for most, name in STEPS if letters <= most), "s")
