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
    """
    A watch over named groups of processes: ``with Memory({"web": [pid]}) as memory: …``.

    ``bounds`` are the megabytes that the own setting of a group, a cache, allows it: up to there it may grow.
    """

    def __init__(self, leaders: Mapping[str, Sequence[int]], bounds: Mapping[str, float] | None = None) -> None:
        self.leaders = leaders
        self.bounds = bounds or {}
        self.judged_from = 0.0
        """Seconds from the start of the watch; what was before is work that ends."""
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

    def judge_from_now(self) -> None:
        """Leave aside what was so far: work that had its end."""
        self.judged_from = time.monotonic() - self._started

    def growth(self, name: str) -> float:
        """Return by what share of its median a group has grown since caches were full, by a line through its points."""
        points = [(at - self.judged_from, held) for at, held in self.points[name] if at >= self.judged_from]
        if bound := self.bounds.get(name):
            return max(0.0, max((held for _, held in points), default=0.0) / bound - 1)
        return grown(points)

    def worst(self) -> tuple[str, float]:
        name = max(self.points, key=self.growth)
        return name, self.growth(name)

    def shown(self) -> str:
        """Say what each group had at the start, where it begins to be judged, and at the end, in megabytes."""
        return ", ".join(self._words(name, points) for name, points in self.points.items())

    def _words(self, name: str, points: Sequence[tuple[float, float]]) -> str:
        then = next(held for at, held in points if at >= self.judged_from or at == points[-1][0])
        bound = f" of {self.bounds[name]:.0f}" if name in self.bounds else ""
        return f"{name} {points[0][1]:.0f} → {then:.0f} → {points[-1][1]:.0f}{bound} MB"


def grown(points: Sequence[tuple[float, float]]) -> float:
    """Return the growth over the steady part of a series, as a share of its median there; 0 for no points there."""
    if not points:
        return 0.0
    end = points[-1][0]
    steady = [point for point in points if point[0] >= end * STEADY]
    middle = median([value for _, value in steady])
    return slope(steady) * (steady[-1][0] - steady[0][0]) / middle if middle else 0.0
