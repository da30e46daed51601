"""
Turns among the workers of one run: a test marked ``alone`` waits until no other runs, and the others wait for it.

The workers' databases lie in one cluster and are apart but for what belongs to the whole of it: its journal, which
every write moves on. Everybody holds the room together with others or, alone, for itself. Who wants to be alone also
keeps the door closed while waiting: otherwise the others, one test after another, would never leave the room empty.
"""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def turn(directory: Path, *, alone: bool) -> Iterator[None]:
    """Hold the room of the workers that share a directory; a worker that is killed gives it back by that."""
    kind = fcntl.LOCK_EX if alone else fcntl.LOCK_SH
    with (directory / "door").open("w") as door, (directory / "room").open("w") as room:
        fcntl.flock(door, kind)
        fcntl.flock(room, kind)
        fcntl.flock(door, fcntl.LOCK_UN)
        yield
