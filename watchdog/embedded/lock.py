"""
One owner of a city's servers at a time, and a note that tells everybody else who and where it is.

The locks are the kernel's (flock): they vanish with the process that holds them, however it ends, so there is no such
thing as a stale one. The note may be stale; it counts only while the lock is held.
"""

import fcntl
import json
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO

from watchdog.embedded.processes import Child, birth_of, is_same, stop_stranger
from watchdog.embedded.state import State


@dataclass
class Note:
    """What runs in a state directory: who started it, where it answers, which processes there are."""

    command: str
    pid: int
    born: str
    database_url: str = ""
    redis_url: str = ""
    site: str = ""
    children: list[tuple[str, int, str, int]] = field(default_factory=list)

    @classmethod
    def of_this_process(cls, command: str) -> "Note":
        return cls(command, os.getpid(), birth_of(os.getpid()))

    @classmethod
    def read(cls, state: State) -> "Note | None":
        with suppress(OSError, ValueError, TypeError):
            return cls(**json.loads(state.running.read_text()))
        return None

    def write(self, state: State, children: list[Child]) -> None:
        """Replace the note in one step, so that no reader sees half of it."""
        self.children = [(child.name, child.pid, child.started, int(child.stop_signal)) for child in children]
        draft = state.running.with_suffix(f".{os.getpid()}")
        draft.write_text(json.dumps(asdict(self)))
        draft.chmod(0o600)
        draft.replace(state.running)


@contextmanager
def exclusive(path: Path, *, wait: bool) -> Iterator[bool]:
    """Hold the lock file ``path`` alone; answer whether we have it (always, when we ``wait``)."""
    with _opened(path) as file:
        yield _flock(file, fcntl.LOCK_EX, wait=wait)


@contextmanager
def shared(path: Path) -> Iterator[None]:
    """Hold the lock file ``path`` together with others; wait while someone holds it alone."""
    with _opened(path) as file:
        _flock(file, fcntl.LOCK_SH, wait=True)
        yield


def owner_lock(state: State) -> Path:
    """Return the lock of whoever starts and stops the servers."""
    return state.root / "owner.lock"


def users_lock(state: State) -> Path:
    """Return the lock that commands share while they use servers which another one started."""
    return state.root / "users.lock"


def stop_leftovers(state: State) -> list[str]:
    """
    Stop what an earlier owner left running, and name it.

    Only for the holder of the owner's lock: whoever wrote the note is gone by then. Processes are known by pid and
    time of birth, so a pid that names another program today is left alone.
    """
    note = Note.read(state)
    if note is None:
        return []
    left = [child for child in reversed(note.children) if is_same(child[1], child[2])]
    for _, pid, born, stop_signal in left:
        stop_stranger(pid, born, signal.Signals(stop_signal))
    state.running.unlink(missing_ok=True)
    return [child[0] for child in left]


def _opened(path: Path) -> IO[bytes]:
    return path.open("ab")


def _flock(file: IO[bytes], kind: int, *, wait: bool) -> bool:
    try:
        fcntl.flock(file, kind if wait else kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
