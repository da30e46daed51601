"""
What any question of two or three words costs the database: the time of all queries of one answer, taken in process.

Words that are frequent and never meet, words that meet seldom, and words of which one stands nowhere. The cache is off,
so that each answer counts what a first visitor's does. A program of its own, because Django is set up once a process::

    DATABASE_URL=… python -m tests.benchmarks.words
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import quote_plus

from tests.benchmarks.asked import LIST, ROTATING, SEARCH
from tests.benchmarks.figures import median, shown
from tests.benchmarks.gates import Result
from tests.benchmarks.generate import COMMON, FREQUENT, RARE
from tests.benchmarks.stand import Stand
from watchdog.embedded.errors import EmbeddedError
from watchdog.embedded.state import PROJECT

NEVER_MEETING = (
    f"{FREQUENT} {COMMON}",
    f"{COMMON} dostawa",
    "dostawa zakup",
    f"{FREQUENT} zakup",
    "szkoła urząd remont",
)
NOWHERE = (f"{FREQUENT} qqqqq", "qqqqq wwwww", f"{COMMON} qqqqq szkoła")
RANDOM = 20
TIMES = 3
HOPELESS = 1000.0
"""Milliseconds of two answers after which it is not asked again: noise explains no such figure twice."""


def queries(seed: int = 1) -> list[str]:
    """Give questions of two or three words: those that are known to be hard, and some put together at random."""
    chance = random.Random(seed)
    pool = [*ROTATING, FREQUENT, COMMON, *RARE[:5]]
    found = [" ".join(chance.sample(pool, chance.choice((2, 3)))) for _ in range(RANDOM)]
    return [*NEVER_MEETING, *NOWHERE, *found]


def measure(stand: Stand, url: str, tell: Callable[[str], None]) -> Result:
    """Ask them all, on /szukaj/ and as the filter of the list, and return the dearest answer's milliseconds of SQL."""
    environ = {**stand.environ(url), "DJANGO_SETTINGS_MODULE": "watchdog.settings.dev"}
    command = [sys.executable, "-m", "tests.benchmarks.words"]
    done = subprocess.run(command, cwd=PROJECT, env=environ, capture_output=True, text=True, check=False)
    if done.returncode:
        raise EmbeddedError(f"words: {done.stderr[-1500:]}")
    taken: dict[str, float] = json.loads(done.stdout)
    dearest = sorted(taken, key=lambda name: taken[name], reverse=True)
    tell("\n".join(f"{taken[name]:9.1f} ms SQL  {name}" for name in dearest[:6]))
    words = f"{len(taken)} answers: median {shown(median(list(taken.values())))} ms, dearest „{dearest[0]}”"
    return Result("words", taken[dearest[0]], words)


def main() -> None:
    """Print the median milliseconds of SQL of each address, as JSON."""
    import django

    django.setup()
    from django.test import Client
    from django.test.utils import override_settings

    client = Client(headers={"host": "127.0.0.1"})
    client.get("/health/ready")  # opens the connection
    taken = {}
    with override_settings(CACHES={"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}):
        for page in (SEARCH, LIST):
            for query in queries():
                address = f"{page}?q={quote_plus(query)}"
                times = [spent(client, address) for _ in range(2)]
                times += [spent(client, address) for _ in range(TIMES - 2) if min(times) < HOPELESS]
                taken[f"{page} {query}"] = median(times)
    print(json.dumps(taken))


def spent(client: Any, address: str) -> float:
    """Return the milliseconds that the database worked for one answer; raise ``RuntimeError`` if it is no 200."""
    from django.db import connection

    times: list[float] = []

    def timed(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        started = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            times.append((time.perf_counter() - started) * 1000)

    with connection.execute_wrapper(timed):
        response = client.get(address)
    if response.status_code != 200:
        raise RuntimeError(f"{address}: {response.status_code}")
    return sum(times)


if __name__ == "__main__":
    main()
