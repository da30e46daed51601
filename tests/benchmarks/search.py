"""
How long search takes at a million entries: its SQL in milliseconds, its page as a multiple of one that asks nothing.

    DATABASE_URL=… python -m tests.benchmarks.search [ROUNDS]

Asks the database that it is given (``bench`` fills one) and changes nothing there. Every kind of question has several
texts that take turns, so that „cold” is a question that was not asked before in this state of the database; „warm” is
the next page or the next visitor, for whom the answer is kept. The kinds take turns too, so that other work on the
machine slows all of them alike.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import django

WORDS_MOST = 50
"""Milliseconds of SQL that any question of two or three words may take (issue 6)."""
PAGE_MOST = 10
"""Null views that the page of a warm question may take beside its SQL."""
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


def main(rounds: int = 5) -> None:
    django.setup()
    from django.conf import settings

    settings.ALLOWED_HOSTS = ["testserver"]
    null, taken = measure(rounds)
    report(null, taken)


def measure(rounds: int) -> tuple[float, dict[str, Taken]]:
    """Return the null view's median and what each kind of question took, in milliseconds."""
    from django.test import Client

    client = Client()
    null: list[float] = []
    taken = {name: Taken() for name in QUESTIONS}
    for number in range(rounds + 1):
        for name, texts in QUESTIONS.items():
            text = texts[number % len(texts)]
            cold, warm, page, listed, nothing = _ask(client, text)
            if number == 0:
                continue  # the first round warms caches and templates
            null.append(nothing)
            taken[name].sql.append(cold)
            taken[name].warm_sql.append(warm)
            taken[name].warm_page.append(page)
            taken[name].list_sql.append(listed)
    return statistics.median(null), taken


def _ask(client: Any, text: str) -> tuple[float, ...]:
    from django.conf import settings

    address = f"{SEARCH}?{urlencode({'q': text})}"
    settings.PROGRAM = os.urandom(4).hex()  # what was kept is another program's
    with _sql() as cold:
        client.get(address)
    with _sql() as warm:
        client.get(address)
    page = _timed(lambda: client.get(address))
    with _sql() as listed:
        _list(text)
    return sum(cold), sum(warm), page, sum(listed), _timed(lambda: client.get("/health/live"))


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


def report(null: float, taken: dict[str, Taken]) -> None:
    """Print one line a kind of question, as a table."""
    print(f"null view: p50 {null:.2f} ms")
    print("| question | SQL cold p50 (worst) ms | warm page ms | less SQL, × null view | SQL of the list ms |")
    print("|---|---:|---:|---:|---:|")
    for name, each in taken.items():
        page = statistics.median(each.warm_page)
        beside = (page - statistics.median(each.warm_sql)) / null
        cold = f"{statistics.median(each.sql):.1f} ({max(each.sql):.1f})"
        print(f"| {name} | {cold} | {page:.1f} | {beside:.1f} | {statistics.median(each.list_sql):.1f} |")
    worst = max(statistics.median(each.sql) for each in taken.values())
    print(
        f"worst median of cold SQL: {worst:.1f} ms (gate {WORDS_MOST}); page beside SQL: gate {PAGE_MOST} × null view"
    )


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "watchdog.settings.dev")
    main(*map(int, sys.argv[1:2]))
