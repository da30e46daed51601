"""How much slower pages become when ten times as many rows lie behind them, both sizes asked in the same rounds."""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.benchmarks import asked
from tests.benchmarks.data import Loaded
from tests.benchmarks.figures import NOT_MEASURED, median, shown
from tests.benchmarks.gates import GROWING, Result
from tests.benchmarks.latency import SECONDS
from tests.benchmarks.load import Client, Target, drain, shoot
from tests.benchmarks.stand import Stand

RECORD = re.compile(rb'href="(/wydatki/umowy/[a-z0-9-]+/)"')


def measure(stand: Stand, small: Loaded, large: Loaded, rounds: int, tell: Callable[[str], None]) -> list[Result]:
    """Ask the pages that have as many rows at both sizes, at one connection, and compare the medians."""
    sites = {loaded.rows: stand.web(loaded.url, f"web-{loaded.rows}") for loaded in (small, large)}
    targets = [
        Target(f"{question.key} {loaded.rows}", sites[loaded.rows].address, question.paths)
        for loaded in (small, large)
        for question in asked.questions(asked.chosen(loaded.url))
        if question.key in GROWING
    ]
    taken: dict[str, list[float]] = {target.name: [] for target in targets}
    pids = [site.child.pid for site in sites.values()]
    for number in range(rounds + 1):
        for target in targets:
            shot = shoot(target, 1, SECONDS)
            if number:  # the first round warms
                taken[target.name].append(shot.p50)
            drain(pids)
    shown_rows = {target.name: rows_on(target) for target in targets}
    stand.stop(*sites.values())
    tell("\n".join(f"{name:24} {shown(median(values))} ms" for name, values in taken.items()))
    return [_result(key, taken, shown_rows, small.rows, large.rows) for key in GROWING]


def rows_on(target: Target) -> int:
    """Count the records that a page links to, so that pages of different length are not compared."""
    with Client(target.base) as client:
        return len(set(RECORD.findall(client.get(target.paths[0], target.headers).body)))


def _result(key: str, taken: dict[str, list[float]], on: dict[str, int], small: int, large: int) -> Result:
    less, more = on[f"{key} {small}"], on[f"{key} {large}"]
    if less != more:
        return Result(f"growth.{key}", None, f"{NOT_MEASURED}: {less} records on one page, {more} on the other")
    few, many = median(taken[f"{key} {small}"]), median(taken[f"{key} {large}"])
    return Result(
        f"growth.{key}", many / few, f"{shown(few)} ms at {shown(small)}, {shown(many)} ms at {shown(large)} rows"
    )
