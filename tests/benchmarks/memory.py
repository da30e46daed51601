"""How much memory groups of processes have for themselves, watched over a time, and whether it grows."""

from __future__ import annotations

import os
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from threading import Event, Thread

from tests.benchmarks.figures import median, slope
from tests.benchmarks.load import stats

MEGABYTE = 1 << 20
EVERY = 2.0
"""Seconds between two looks."""
STEADY = 1 / 3
"""The share of the time, at its beginning, in which caches fill and nothing is judged."""


def private(roots: Sequence[int]) -> float:
    """
    Return the megabytes that some processes, and all they started, have in memory and share with nobody.

    What a process maps with others (the database's own cache) is left out: it fills once and is of fixed size.
    """
    pages = 0
    for pid in stats(roots):
        try:
            fields = Path(f"/proc/{pid}/statm").read_text().split()
        except OSError:
            continue  # it ended while we looked
        pages += int(fields[1]) - int(fields[2])
    return pages * os.sysconf("SC_PAGE_SIZE") / MEGABYTE


class Memory:
    """A watch over named groups of processes: ``with Memory({"web": [pid]}) as memory: …``."""

    def __init__(self, leaders: Mapping[str, Sequence[int]]) -> None:
        self.leaders = leaders
        self.points: dict[str, list[tuple[float, float]]] = defaultdict(list)
        self._stop = Event()
        self._thread = Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Memory:
        self._started = time.monotonic()
        self._thread.start()
        return self

    def __exit__(self, *exc_info: object) -> None:
        self._stop.set()
        self._thread.join()

    def _watch(self) -> None:
        while True:
            now = time.monotonic() - self._started
            for name, pids in self.leaders.items():
                self.points[name].append((now, private(pids)))
            if self._stop.wait(EVERY):
                return

    def growth(self, name: str) -> float:
        """Return by what share of its median a group has grown since caches were full, by a line through its points."""
        return grown(self.points[name])

    def worst(self) -> tuple[str, float]:
        name = max(self.points, key=self.growth)
        return name, self.growth(name)

    def shown(self) -> str:
        """Say what each group had at the start and at the end, in megabytes."""
        return ", ".join(f"{name} {points[0][1]:.0f} → {points[-1][1]:.0f} MB" for name, points in self.points.items())


def grown(points: Sequence[tuple[float, float]]) -> float:
    """Return the growth over the steady part of a series, as a share of its median there; 0 for no points there."""
    end = points[-1][0]
    steady = [point for point in points if point[0] >= end * STEADY]
    middle = median([value for _, value in steady])
    return slope(steady) * (steady[-1][0] - steady[0][0]) / middle if middle else 0.0
