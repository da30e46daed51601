"""Has anything changed since the last time? Answered from names, sizes and times, without starting Django."""

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOMS = ("watchdog", "council", "spending", "newsletter")
"""The packages whose code, profiles and seeds decide what the database should hold."""


def fingerprint(project: Path, *also: str, within: str = "") -> str:
    """
    Return a digest that changes when a file of the rooms does, or one of the strings in ``also``.

    ``within`` keeps only the files in directories of that name.
    """
    digest = hashlib.sha256("\0".join(also).encode())
    for path, status in sorted(_files(project / room for room in ROOMS)):
        if within and Path(path).parent.name != within:
            continue
        digest.update(f"{path}\0{status.st_size}\0{status.st_mtime_ns}\n".encode(errors="surrogateescape"))
    return digest.hexdigest()


def matches(stamp: Path, value: str) -> bool:
    """Tell whether the work that left ``stamp`` was done for this very ``value``."""
    return stamp.is_file() and stamp.read_text() == value


def _files(directories: Iterable[Path]) -> Iterator[tuple[str, os.stat_result]]:
    for directory in directories:
        for entry in os.scandir(directory) if directory.is_dir() else ():
            if entry.is_dir(follow_symlinks=False):
                if entry.name != "__pycache__":
                    yield from _files([Path(entry.path)])
            else:
                yield entry.path, entry.stat(follow_symlinks=False)
