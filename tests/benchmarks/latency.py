"""
What pages cost at a million rows: as drawn and as remembered, against bare SQL, a null view, and the peers.

Every target is asked in every round, one after the other, so that other work on the machine slows all of them alike;
after each the servers are left to come to rest. Figures are medians over the rounds.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import psycopg

from tests.benchmarks.asked import LIST, NULL, ROTATING, SEARCH, Question
from tests.benchmarks.figures import NOT_MEASURED, median, percentile, shown, spread
from tests.benchmarks.gates import PAGES, Result
from tests.benchmarks.load import Shot, Target, drain, shoot
from tests.benchmarks.stand import Site, connected

ROUNDS = 5
SECONDS = 2.0
MANY = 8
ASKED = 100
"""Times that a bare question is asked in a round."""
TOLD = {"remembered": "list, remembered", "rotating": "search, words in turn"}
"""Targets that are told beside those of the gates."""


RATED = ("null", "list", TOLD["remembered"], "naive", "datasette-1", "datasette-2")
"""Targets whose requests a second are compared or told by themselves; those of the others are asked for once."""


@dataclass
class Taken:
    """What was measured, a value a round: milliseconds of bare SQL, shots of pages over one connection and several."""

    sql: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    single: dict[str, list[Shot]] = field(default_factory=lambda: defaultdict(list))
    many: dict[str, list[Shot]] = field(default_factory=lambda: defaultdict(list))

    def p50(self, name: str) -> float:
        return median([shot.p50 for shot in self.single[name]])

    def rate(self, name: str) -> float:
        return median([shot.rate for shot in self.many[name]])


def targets(site: Site, questions: Iterable[Question]) -> list[Target]:
    """Give our pages: each as it is drawn, the plain ones also as they are remembered."""
    asked = [Target(each.key, site.address, each.paths) for each in questions]
    words = tuple(f"{SEARCH}?q={word}" for word in ROTATING)
    return [
        Target("null", site.address, (NULL,)),
        *asked,
        Target(TOLD["rotating"], site.address, words),
        Target(TOLD["remembered"], site.address, (LIST,), {}),
    ]


def measure(
    url: str,
    questions: list[Question],
    asked: list[Target],
    sites: Iterable[Site],
    rounds: int = ROUNDS,
    tell: Callable[[str], None] = print,
) -> Taken:
    """Ask everything in turns; raises ``RuntimeError`` for a page that does not answer 200."""
    taken = Taken()
    pids = [site.child.pid for site in sites]
    for target in asked:
        first = _checked(target, shoot(target, 1, 1))  # what is asked first pays for caches and connections
        tell(f"  {target.name}: {first.p50:.1f} ms while warming")
        drain(pids)
    for number in range(rounds):
        for question in questions:
            taken.sql[question.key].append(bare(url, question))
        for target in asked:
            taken.single[target.name].append(_checked(target, shoot(target, 1, SECONDS)))
            drain(pids)
            if number == 0 or target.name in RATED:
                taken.many[target.name].append(_checked(target, shoot(target, MANY, SECONDS)))
                drain(pids)
        tell(f"round {number + 1} of {rounds}")
    return taken


def _checked(target: Target, shot: Shot) -> Shot:
    if shot.errors or not shot.requests:
        raise RuntimeError(
            f"{target.name}: {shot.errors} errors in {shot.requests} answers ({target.base}{target.paths[0]})"
        )
    return shot


def bare(url: str, question: Question, times: int = ASKED) -> float:
    """Return the median milliseconds of a prepared question, its rows fetched."""
    with connected(url) as connection:
        return median([asked_once(connection, question) for _ in range(times)][times // 10 :])


def asked_once(connection: psycopg.Connection[tuple[object, ...]], question: Question) -> float:
    started = time.perf_counter()
    connection.execute(question.sql.encode(), question.values, prepare=True).fetchall()
    return (time.perf_counter() - started) * 1000


def results(taken: Taken, absent: str = "") -> list[Result]:
    """Compare what was taken with the gates; ``absent`` says why a peer could not be asked."""
    null = taken.p50("null")
    found = [_page(taken, key, null) for key in PAGES if key in taken.single]
    for key, name in TOLD.items():
        words = f"p50 {shown(taken.p50(name))} ms, {shown(taken.rate(name))}/s at c={MANY}"
        found.append(Result(f"page.{key}", taken.p50(name) / null, words))
    found += _rates(taken, absent)
    return found


def _page(taken: Taken, key: str, null: float) -> Result:
    p50, sql = taken.p50(key), median(taken.sql[key])
    values = [shot.p50 for shot in taken.single[key]]
    p95 = median([shot.p95 for shot in taken.single[key]])
    words = (
        f"p50 {shown(p50)} ms (spread {spread(values):.0%}), p95 {shown(p95)} ms,"
        f" {shown(taken.rate(key))}/s at c={MANY}; SQL {shown(sql)} ms, null {shown(null)} ms"
    )
    return Result(f"page.{key}", (p50 - sql) / null, words)


def _rates(taken: Taken, absent: str) -> list[Result]:
    found = []
    best = max((taken.rate(name) for name in taken.many if name.startswith("datasette")), default=None)
    naive = taken.rate("naive") if "naive" in taken.many else None
    ways = {"drawn": taken.rate("list"), "remembered": taken.rate(TOLD["remembered"])}
    told = (("rate.datasette", "drawn", best), ("rate.visitors", "remembered", best), ("rate.naive", "drawn", naive))
    for key, way, peer in told:
        if peer:
            found.append(Result(key, ways[way] / peer, f"{shown(ways[way])}/s {way}, {shown(peer)}/s"))
        elif absent:
            found.append(Result(key, None, f"{NOT_MEASURED}: {absent}"))
    return found


def lines(taken: Taken) -> list[str]:
    """Say what each target took, for the person at the terminal."""
    found = [f"{'':28} {'p50 ms':>9} {'p95 ms':>9} {'SQL ms':>9} {'1/s, c=8':>9} spread"]
    for name, shots in taken.single.items():
        values = [shot.p50 for shot in shots]
        sql = shown(median(taken.sql[name])) if name in taken.sql else ""
        p95 = shown(percentile([shot.p95 for shot in shots], 50))
        figures = f"{shown(median(values)):>9} {p95:>9} {sql:>9} {shown(taken.rate(name)):>9} {spread(values):.0%}"
        found.append(f"{name:28} {figures}")
    return found
