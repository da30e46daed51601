"""
The helper that makes the children of ``limited``: ``python -m watchdog.ingest.nursery FD``.

It has one thread and no secrets: nothing of the portal's environment, no database, and, where the kernel lets it, no
network. For each reading it forks a warden, which forks the reader, waits for its end and passes on how it ended.
"""

from __future__ import annotations

import ctypes
import os
import pickle
import resource
import signal
import socket
import sys
import traceback
from collections.abc import Iterable, Iterator
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING, Any

import watchdog.ingest.pdf  # noqa: F401  # loaded once, before any child, as pydantic is by the next
from watchdog.ingest.answers import received, send
from watchdog.ingest.blocks import Block
from watchdog.ingest.source import Unreadable

if TYPE_CHECKING:
    from watchdog.ingest.limited import Limits

BATCH = 200
"""Drafts a frame: the reader of a large document never holds them all."""

MAX_ORDER = 64 * 1024
NEW_USER, NEW_NET = 0x10000000, 0x40000000
"""Flags of ``unshare(2)``: a user namespace of one's own, which allows a network namespace with nothing in it."""


def serve(line: socket.socket) -> None:
    """Make a child for every order, until the process that we help is gone."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # wardens are not waited for
    while True:
        order, files, _flags, _address = socket.recv_fds(line, MAX_ORDER, 2)
        if not order:
            return
        for module in pickle.loads(order):
            with suppress(ImportError):  # the child meets the same error, and can say so
                import_module(module)
        if os.fork() == 0:
            line.close()
            _guard(*files)
        for file in files:
            os.close(file)


def _guard(job: int, verdict: int) -> None:
    """Be the warden: let a reader work, and write down its exit code, negative for the signal that ended it."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    reader = os.fork()
    if reader == 0:
        os.close(verdict)
        _work(socket.socket(fileno=job))
    os.close(job)
    _pid, status = os.waitpid(reader, 0)
    with suppress(BrokenPipeError):  # who asked has left
        os.write(verdict, str(os.waitstatus_to_exitcode(status)).encode())
    os._exit(0)


def _work(line: socket.socket) -> None:
    """Be the reader: do what is asked within its limits, answer, and end without any clearing up."""
    try:
        kind, function, args, limits = received(line, trusted=True)
        _bind(limits)
        clock = _Clock(limits.seconds)
        clock.start()
        _answer(line, clock, kind, function(*args))
    except Unreadable as failure:
        send(line, ("unreadable", failure.code, failure.text))
    except MemoryError:
        send(line, ("too_costly",))
    except BaseException:
        with suppress(OSError):  # nobody listens any more
            send(line, ("broken", traceback.format_exc()))
    os._exit(0)


def _answer(line: socket.socket, clock: _Clock, kind: str, found: Any) -> None:
    for answer in _batches(iter(found)) if kind == "items" else [found]:
        clock.stop()
        send(line, (kind, answer))
        clock.start()


def _batches(found: Iterable[Any]) -> Iterator[list[Any]]:
    """Yield what is found a frame at a time, a block ending one; a frame that an error cuts is not sent."""
    batch: list[Any] = []
    for each in found:
        batch.append(each)
        if len(batch) == BATCH or isinstance(each, Block):
            yield batch
            batch = []
    if batch:
        yield batch


class _Clock:
    """Counts the seconds of our own work, not those in which nobody takes our answer; the kernel ends us at their end.

    The signal keeps its first meaning, so that a library that never comes back to Python is ended too.
    """

    def __init__(self, seconds: float) -> None:
        self._left = seconds

    def start(self) -> None:
        signal.setitimer(signal.ITIMER_REAL, self._left)

    def stop(self) -> None:
        self._left = max(signal.setitimer(signal.ITIMER_REAL, 0)[0], 0.001)


def _bind(limits: Limits) -> None:
    """Hand the limits to the kernel: memory, processor, no file written, no core left behind."""
    for what, most in (
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_CPU, limits.processor),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def _leave_the_network() -> None:
    """Go where no network is; a kernel that forbids it leaves the other limits as they are."""
    ctypes.CDLL(None).unshare(NEW_USER | NEW_NET)


if __name__ == "__main__":
    _leave_the_network()
    serve(socket.socket(fileno=int(sys.argv[1])))
