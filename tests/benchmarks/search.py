"""
How long search takes at a million entries: its SQL in milliseconds, its page as a multiple of one that asks nothing.

    DATABASE_URL=… python -m tests.benchmarks.search [ROUNDS]

Asks the database that it is given (``bench`` fills one) and changes nothing there. Every kind of question has several
texts that take turns, so that „cold” is a question that was not asked before in this state of the database; „warm” is
the next page or the next visitor, for whom the answer is kept. The kinds take turns too, so that other work on the
machine slows all of them alike.

Processor time stands beside the clock's: of this process, and of the one that serves it in the database where that runs
on this machine. It is what a loaded machine leaves as it is. At the end some thousand questions are asked that are all
different, and what this process has grown by is told.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import django

from tests.benchmarks.figures import percentile
from tests.benchmarks.memory import private

WORDS_MOST = 50
"""Milliseconds of SQL that any question of two or three words may take (issue 6)."""
PAGE_MOST = 10
"""Null views that the page of a warm question may take beside its SQL."""
COLD_MOST = 12
"""Null views of processor time that the page of a cold question may take beside its SQL (issue 7)."""
SPREAD_MOST = 3
"""How many times its median the 95th percentile of one kind may be (issue 7)."""
GROWTH_MOST = 100
"""Megabytes (issue 7)."""
ROTATING = 2_000
"""Different questions after which the memory is looked at; a first thousand fills what is kept."""
SEARCH, CONTRACTS = "/szukaj/", "/wydatki/umowy/"
QUESTIONS: dict[str, tuple[str, ...]] = {
    "rare word": ("fortepian", "defibrylator", "karuzela"),
    "frequent word": ("usługi", "dostawa", "szkoła"),
    "word of every entry": ("umowa", "nip"),
    "two words of every entry": ("umowa nip", "nip umowa"),
    "two frequent words that never meet": ("usługi remont", "remont usługi", "remont dostawa"),
    "two frequent words that meet": ("usługi szkoła", "dostawa przedszkole", "zakup szkoła"),
    "three frequent words": ("zakup usługi dostawa", "remont usługi zakup", "dostawa remont zakup"),
    "three words": ("remont dachu szkoły", "dostawa paliwa miasta", "zakup pompy ciepła"),
    "frequent and rare": ("umowa fortepian", "szkoła fortepian", "fortepian szkoła"),
    "word and year": ("zakup 2007", "remont 2012", "dostawa 2019"),
    "beginnings": ("zagospo", "remont przedszk", "usługi polegaj"),
    "number": ("GK.272.44611.2025", "OC.272.43008.2007", "OR.272.50402.2006"),
    "number of a firm": ("1000324683", "1000324683 szkoła"),
    "without a word": ("remont -szkoła", "usługi -przedszkole"),
    "typo": ("fortpian", "remnot dachu", "przedszkle"),
    "phrase": ('"remont dachu"', '"zakup usługi"', '"dostawa paliwa"'),
    "most of the words": ("fortepian karuzela defibrylator", "karuzela pompy fortepian"),
    "nothing fits": ("zzzzz", "fortepian zzzzz", "usługi remont zzzzz"),
}


@dataclass
class Taken:
    """Milliseconds of one kind of question."""

    sql: list[float] = field(default_factory=list)
    """Of all statements of a cold answer, each text."""
    warm_sql: list[float] = field(default_factory=list)
    warm_page: list[float] = field(default_factory=list)
    list_sql: list[float] = field(default_factory=list)
    """Of the first page of the list of contracts filtered by these words, the words having been asked before."""
    cpu: list[float] = field(default_factory=list)
    """Processor time of this process for a cold page."""
    whole: list[float] = field(default_factory=list)
    """The same with that of the database."""


def main(rounds: int = 5) -> None:
    django.setup()
    from django.conf import settings

    settings.ALLOWED_HOSTS = ["testserver"]
    null, null_cpu, taken = measure(rounds)
    report(null, null_cpu, taken)
    print(f"grown by {grown(ROTATING):.0f} MB over {ROTATING} different questions (gate {GROWTH_MOST})")


def measure(rounds: int) -> tuple[float, float, dict[str, Taken]]:
    """Return the null view's median, its processor time, and what each kind of question took, in milliseconds."""
    from django.test import Client

    client = Client()
    null: list[float] = []
    null_cpu: list[float] = []
    taken = {name: Taken() for name in QUESTIONS}
    for number in range(rounds + 1):
        for name, texts in QUESTIONS.items():
            text = texts[number % len(texts)]
            cold, warm, page, listed, nothing, cpu, whole, nothing_cpu = _ask(client, text)
            if number == 0:
                continue  # the first round warms caches and templates
            null.append(nothing)
            null_cpu.append(nothing_cpu)
            taken[name].cpu.append(cpu)
            taken[name].whole.append(whole)
            taken[name].sql.append(cold)
            taken[name].warm_sql.append(warm)
            taken[name].warm_page.append(page)
            taken[name].list_sql.append(listed)
    return statistics.median(null), statistics.median(null_cpu), taken


def _ask(client: Any, text: str) -> tuple[float, ...]:
    from django.conf import settings

    address = f"{SEARCH}?{urlencode({'q': text})}"
    settings.PROGRAM = os.urandom(4).hex()  # what was kept is another program's
    with _sql() as cold:
        cpu, whole = _spent(lambda: client.get(address))
    with _sql() as warm:
        client.get(address)
    page = _timed(lambda: client.get(address))
    with _sql() as listed:
        _list(text)
    nothing_cpu, _ = _spent(lambda: client.get("/health/live"))
    nothing = _timed(lambda: client.get("/health/live"))
    return sum(cold), sum(warm), page, sum(listed), nothing, cpu, whole, nothing_cpu


def grown(questions: int) -> float:
    """Ask different questions of two and three words; return by how many megabytes this process grows meanwhile."""
    from django.test import Client

    client, chance = Client(), random.Random(1)
    words = sorted({word for texts in QUESTIONS.values() for text in texts for word in text.split() if word.isalpha()})
    before = 0.0
    for number in range(questions):
        if number == questions // 2:
            before = private([os.getpid()])
        client.get(f"{SEARCH}?{urlencode({'q': ' '.join(chance.sample(words, chance.choice((2, 3))))})}")
    return private([os.getpid()]) - before


def _spent(ask: Callable[[], object]) -> tuple[float, float]:
    """Return milliseconds of processor time: of this process, and together with the database's where it is here."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        [pid] = cursor.fetchone()
    started, served = time.process_time(), _served(pid)
    ask()
    own = (time.process_time() - started) * 1000
    return own, own + _served(pid) - served


def _served(pid: int) -> float:
    """Return the milliseconds that a process of this machine has had of a processor; 0 for one of another machine."""
    try:
        return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e6
    except OSError:
        return 0.0


def _list(text: str) -> None:
    """Read the first page of contracts with these words, as their list does."""
    from django.http import QueryDict

    from spending.records import CONTRACTS
    from watchdog.core.keyset import KeysetPage
    from watchdog.core.selection import Selection

    selection = Selection(CONTRACTS, QueryDict(urlencode({"q": text})))
    KeysetPage.of(selection.rows, selection.params, selection.order)


@contextmanager
def _sql() -> Iterator[list[float]]:
    """Take down the milliseconds of every statement."""
    from django.db import connection

    taken: list[float] = []

    def timed(execute: Callable[..., Any], *args: Any) -> Any:
        started = time.perf_counter()
        try:
            return execute(*args)
        finally:
            taken.append((time.perf_counter() - started) * 1000)

    with connection.execute_wrapper(timed):
        yield taken


def _timed(ask: Callable[[], object]) -> float:
    started = time.perf_counter()
    ask()
    return (time.perf_counter() - started) * 1000


def report(null: float, null_cpu: float, taken: dict[str, Taken]) -> None:
    """Print one line a kind of question, as a table."""
    print(f"null view: p50 {null:.2f} ms, {null_cpu:.2f} ms of a processor")
    print(
        "| question | SQL cold p50 (worst) ms | warm page ms | less SQL, × null view | SQL of the list ms "
        "| cold page less SQL, processor, × null view | with the database p50 ms | p95 / p50 |"
    )
    print("|---|---:|---:|---:|---:|---:|---:|---:|")
    for name, each in taken.items():
        page = statistics.median(each.warm_page)
        beside = (page - statistics.median(each.warm_sql)) / null
        cold = f"{statistics.median(each.sql):.1f} ({max(each.sql):.1f})"
        own, whole = statistics.median(each.cpu), statistics.median(each.whole)
        spread = percentile(each.whole, 95) / whole
        processor = f"{own / null_cpu:.1f} | {whole:.1f} | {spread:.1f}"
        print(f"| {name} | {cold} | {page:.1f} | {beside:.1f} | {statistics.median(each.list_sql):.1f} | {processor} |")
    worst = max(statistics.median(each.sql) for each in taken.values())
    print(
        f"worst median of cold SQL: {worst:.1f} ms (gate {WORDS_MOST}); page beside SQL: gate {PAGE_MOST} × null view; "
        f"cold page in processor time: gate {COLD_MOST} × null view, p95 at most {SPREAD_MOST} × p50"
    )


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "watchdog.settings.dev")
    main(*map(int, sys.argv[1:2]))
