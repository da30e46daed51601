"""Work for which several sessions ask the database at once, because one of its processes keeps one processor busy."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from django.db import connections

T = TypeVar("T")
R = TypeVar("R")

SESSIONS = min(2, os.cpu_count() or 1)
"""More would take from those who read meanwhile what they need."""


def in_sessions(work: Callable[[T], R], pieces: Iterable[T]) -> Iterator[R]:
    """
    Do work on each piece, several at once, and yield what comes of them in their order.

    Every piece has a connection of its own, which sees only what was committed: not to be asked for in a transaction.
    Pieces are taken as there is room for them. The first error is raised; pieces that have begun come to their end.
    """

    def done(piece: T) -> R:
        try:
            return work(piece)
        finally:
            connections.close_all()  # those of this thread

    waiting: deque[Future[R]] = deque()
    with ThreadPoolExecutor(SESSIONS, thread_name_prefix="session") as threads:
        for piece in pieces:
            waiting.append(threads.submit(done, piece))
            if len(waiting) > SESSIONS:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
