"""How much slower pages become when ten times as many rows lie behind them, both sizes asked in the same rounds."""

from __future__ import annotations

from collections.abc import Callable

from tests.benchmarks import asked
from tests.benchmarks.data import Loaded
from tests.benchmarks.figures import median, shown
from tests.benchmarks.gates import GROWING, Result
from tests.benchmarks.latency import SECONDS
from tests.benchmarks.load import Target, drain, shoot
from tests.benchmarks.stand import Stand

NOT_GIVEN = "servers were given, with one size of data only"


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
    stand.stop(*sites.values())
    tell("\n".join(f"{name:24} {shown(median(values))} ms" for name, values in taken.items()))
    return [_result(key, taken, small.rows, large.rows) for key in GROWING]


def _result(key: str, taken: dict[str, list[float]], small: int, large: int) -> Result:
    few, many = median(taken[f"{key} {small}"]), median(taken[f"{key} {large}"])
    return Result(
        f"growth.{key}", many / few, f"{shown(few)} ms at {shown(small)}, {shown(many)} ms at {shown(large)} rows"
    )
