"""Which program this is: the same text in all its processes and after a new start, another one after any change."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

PARTS = (".py", ".html", ".txt", ".md", ".toml", ".mo", ".css", ".js", ".svg")
ROOMS = ("watchdog", "council", "spending", "newsletter", "templates", "static", "locale")


def digest(base: Path, *said: str) -> str:
    """Return eight figures and letters of all files that make pages (name, size, time) and of what was said."""
    marks = sorted(mark for room in ROOMS for mark in _marks(base / room))
    return hashlib.sha256(repr((marks, said)).encode()).hexdigest()[:8]


def _marks(room: Path) -> Iterator[tuple[str, int, int]]:
    """Yield name, size and time of each file, every directory read once: each process begins with this."""
    waiting = [str(room)]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                elif entry.name.endswith(PARTS):
                    about = entry.stat()
                    yield entry.path, about.st_size, about.st_mtime_ns
