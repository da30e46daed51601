"""
Reading a stranger's document where it can do no harm: in a process of its own, with limits kept by the kernel.

A document that sends a reader in circles, fills the memory or breaks a library costs one child process; whoever asked
gets ``Unreadable`` and goes on. The children are forked by ``nursery``, a small helper without threads, database or
network that each process starts for itself the first time it needs one: a worker of Celery may not have children of
``multiprocessing``, and a web process with threads should not fork itself. Linux only. Free of Django.
"""

from __future__ import annotations

import atexit
import os
import pickle
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from watchdog.ingest.answers import next_answer, send
from watchdog.ingest.source import Unreadable

ROOT = Path(__file__).resolve().parent.parent.parent
MEGABYTE = 1024 * 1024
GRACE = 15.0
"""Seconds beyond the child's own wall clock after which we stop listening: its kernel should have ended it."""


@dataclass(frozen=True)
class Limits:
    """What one reading may cost: seconds by the clock, seconds of processor, bytes of address space."""

    seconds: float
    processor: int
    memory: int


UPLOAD = Limits(seconds=40, processor=30, memory=1024 * MEGABYTE)
"""Somebody is waiting before the screen."""

DOCUMENT = Limits(seconds=900, processor=600, memory=4096 * MEGABYTE)
"""Nobody waits: a register of a million rows takes minutes."""

REGISTER = Limits(seconds=4 * 3600, processor=2 * 3600, memory=2048 * MEGABYTE)
"""Read piece by piece, however long the document is; more memory than a spreadsheet takes is a fault."""

OVER_TIME = frozenset({signal.SIGALRM, signal.SIGXCPU, signal.SIGKILL})
"""How the kernel ends a child: the clock, the processor, the memory of the whole machine."""

TOO_COSTLY = "Odczyt pliku wymagał więcej czasu albo pamięci, niż portal na to przeznacza; plik zachowano."
BROKEN_OFF = "Plik doprowadził do awarii programu, który go czytał; plik zachowano."


class Broken(RuntimeError):
    """The function raised an error that it should not have; the text is the child's own traceback."""


def call(function: Callable[..., Any], *args: Any, limits: Limits = UPLOAD) -> Any:
    """
    Return what a function of a module returns, having run it apart.

    The function and its arguments are found by their names in the child, which knows no Django. What it returns may be
    built of drafts, dataclasses and enumerations of ours, and plain values. Raises what it raises of ``Unreadable``,
    ``Unreadable`` (``too_costly``, ``crashed``) when a limit or a fault ended it, ``Broken`` for any other error.
    """
    return next(_answers("value", function, args, limits))


def stream(function: Callable[..., Any], *args: Any, limits: Limits = DOCUMENT) -> Iterator[Any]:
    """Yield what a function of a module yields, as ``call`` does; the child's clock rests while we are busy."""
    for batch in _answers("items", function, args, limits):
        yield from batch


def get_ready() -> None:
    """Start the helper ahead of the first reading, without waiting for it."""
    _nursery()


def _answers(kind: str, function: Callable[..., Any], args: tuple[Any, ...], limits: Limits) -> Iterator[Any]:
    ours, theirs = socket.socketpair()
    verdict, verdict_end = os.pipe()
    with closing(ours), open(verdict, "rb") as said:  # noqa: PTH123  # a pipe has no path
        with closing(theirs):
            try:
                _nursery().take(function, args, [theirs.fileno(), verdict_end])
            finally:
                os.close(verdict_end)
        ours.settimeout(limits.seconds + GRACE)
        with suppress(BrokenPipeError, ConnectionResetError):
            send(ours, (kind, function, args, limits))
        yield from _until_done(ours)
        ours.close()
        _judge(said.read())


def _until_done(ours: socket.socket) -> Iterator[Any]:
    """Yield the child's answers; leave where it falls silent without a last word; raise what it could not do."""
    while answer := next_answer(ours, TOO_COSTLY):
        match answer:
            case ("items" | "value", given):
                yield given
            case ("unreadable", code, text):
                raise Unreadable(code, text)
            case ("too_costly",):
                raise Unreadable("too_costly", TOO_COSTLY)
            case ("broken", traceback):
                raise Broken(traceback)


def _judge(verdict: bytes) -> None:
    """Say by what the child was ended; zero is a good end."""
    if verdict == b"0":
        return
    number = -int(verdict) if verdict.startswith(b"-") else 0
    if number in OVER_TIME:
        raise Unreadable("too_costly", TOO_COSTLY)
    raise Unreadable("crashed", BROKEN_OFF)


class _Nursery:
    """The helper process of this process, and the line to it."""

    def __init__(self) -> None:
        self.owner = os.getpid()
        self._asked = False
        self._lock = threading.Lock()
        self._line, theirs = socket.socketpair()
        with closing(theirs):
            self._process = subprocess.Popen(
                [sys.executable, "-m", "watchdog.ingest.nursery", str(theirs.fileno())],
                cwd=ROOT,
                env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8", "TZ": "Europe/Warsaw"},
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                start_new_session=True,  # Ctrl-C is for the portal; the helper ends when our end of the line closes
            )

    def take(self, function: Callable[..., Any], args: tuple[Any, ...], files: list[int]) -> None:
        """Have a child made that answers on these files; modules are loaded before it, once for all that follow."""
        owner = getattr(function, "__self__", None)
        modules = {function.__module__, *(type(each).__module__ for each in (owner, *args))}
        with self._lock:
            self._asked = True
            socket.send_fds(self._line, [pickle.dumps(sorted(modules))], files)

    def is_alive(self) -> bool:
        return self.owner == os.getpid() and self._process.poll() is None

    def close(self) -> None:
        self._line.close()
        if self.owner == os.getpid():
            if not self._asked:  # it may not have come to look at its line yet
                self._process.kill()
            self._process.wait()


_starting = threading.Lock()
_helpers: list[_Nursery] = []


def _nursery() -> _Nursery:
    """Return this process's helper; start one where there is none, where it died, and after a fork."""
    with _starting:
        if not _helpers or not _helpers[0].is_alive():
            _close()
            _helpers.append(_Nursery())
        return _helpers[0]


@atexit.register
def _close() -> None:
    while _helpers:
        _helpers.pop().close()
