"""Waiting for what another thread, process or program does."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic, sleep

PAUSE = 0.02


def until(true: Callable[[], bool], longest: float = 30) -> None:
    """Wait until something is so, at most so many seconds."""
    ends = monotonic() + longest
    while not true():
        assert monotonic() < ends, "nothing happened"
        sleep(PAUSE)  # there is nothing else to wait on
