"""What the machine was like while it measured: its processors, its load, and how long a fixed piece of work takes."""

from __future__ import annotations

import os
import platform
import subprocess
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from tests.benchmarks.figures import percentile
from watchdog.embedded.state import PROJECT

TURNS = 40
STEPS = 400_000


def loop() -> float:
    """Return the milliseconds that a fixed loop over whole numbers takes: nothing but the processor."""
    started = time.perf_counter()
    total = 0
    for number in range(STEPS):
        total += number & 7
    return (time.perf_counter() - started) * 1000


@dataclass
class Noise:
    """The loop's times between the stages of a run; how much the slow ones exceed the fastest is what to distrust."""

    times: list[float] = field(default_factory=list)

    def listen(self, turns: int = TURNS) -> str:
        """Time the loop some more and say what came of it."""
        fresh = [loop() for _ in range(turns)]
        self.times += fresh
        return f"noise: fixed loop {min(fresh):.0f} ms at least, p90 {percentile(fresh, 90):.0f} ms"

    def __str__(self) -> str:
        least, most = min(self.times), percentile(self.times, 90)
        return f"fixed loop {least:.0f} ms at least, p90 {most:.0f} ms ({most / least:.2f} ×, {len(self.times)} turns)"


def described() -> str:
    """Name the processors, the interpreter and the load."""
    model = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if "model name" in line
        ),
        platform.machine(),
    )
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    return f"{os.cpu_count()} × {model}, Python {platform.python_version()}, load {load}"


def stamp() -> str:
    """Return the commit and the day; a tree that differs from its commit says so."""
    commit = _git("rev-parse", "--short", "HEAD")
    changed = "+" if _git("status", "--porcelain", "--untracked-files=no", "--", ":!docs") else ""
    return f"{commit}{changed}, {datetime.now(UTC).date().isoformat()}"


def _git(*arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=PROJECT, capture_output=True, text=True, check=False)
    return done.stdout.strip()
