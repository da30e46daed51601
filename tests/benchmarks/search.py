"""
How long a search takes, as a multiple of a page that asks nothing, side by side in one run.

    DJANGO_SETTINGS_MODULE=watchdog.settings.test python -m tests.benchmarks.search [ENTRIES] [ROUNDS]

Loads entries into a test database of its own, which it drops; prints one line a question and one for the docs.
The questions take turns, so that other work on the machine slows all of them alike.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta

import django
from django.test.utils import setup_test_environment, teardown_test_environment

BATCH = 5_000
FIRST_DAY = date(2002, 11, 18)
DAYS = 8_700
WORDS = (
    "sprawie uchwała miasta przyjęcia zmiany planu zagospodarowania budżetu nieruchomości dzierżawy sprzedaży ulicy"
    " osiedla szkoły przedszkola remontu drogi parku placu statutu opłaty podatku programu współpracy organizacji"
)
QUESTIONS = {
    "rare word (1 in 1 000 entries)": "q=fortepian",
    "common word (1 in 4 entries)": "q=usługi",
    "word of every entry": "q=rada",
    "two common words that never meet": "q=usługi+remont",
    "number of a resolution": "q=XLIV/949/2014",
    "beginning of a word": "q=zagospo",
    "common word of one year": "q=usługi&rok=2014",
    "nothing fits": "q=zzzzz",
}


def main(entries: int = 100_000, rounds: int = 60) -> None:
    django.setup()
    setup_test_environment()
    from django.db import connection

    own = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        load(entries)
        report(measure(rounds), entries)
    finally:
        connection.creation.destroy_test_db(own, verbosity=0)
        teardown_test_environment()


def load(entries: int) -> None:
    from django.db import connection

    from watchdog.search.models import Entry

    started = time.perf_counter()
    batch: list[Entry] = []
    for entry in made(entries):
        batch.append(entry)
        if len(batch) == BATCH:
            Entry.objects.bulk_create(batch)
            batch.clear()
    Entry.objects.bulk_create(batch)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE search_entry")
    print(f"{entries} entries loaded in {time.perf_counter() - started:.0f} s")


def made(entries: int) -> Iterator[object]:
    """Give entries of some 40 words; „usługi” and „remont” stand in a quarter each and never together."""
    from watchdog.search.models import Entry

    chance = random.Random(1)
    words = WORDS.split()
    for number in range(entries):
        day = FIRST_DAY + timedelta(days=chance.randrange(DAYS))
        common = ("usługi", "remont", "plan", "lista")[number % 4]
        rare = " fortepian" if number % 1000 == 0 else ""
        yield Entry(
            kind=("council.vote", "council.resolution", "council.draft")[number % 3],
            object_id=number + 1,
            title=f"Rada {common} {' '.join(chance.choices(words, k=12))}{rare}",
            keywords=f"uchwała XLIV/{number}/{day.year} druk {number}",
            body=" ".join(chance.choices(words, k=25)),
            url="/rada/glosowania/",
            day=day,
            year=day.year,
        )


def measure(rounds: int) -> dict[str, list[float]]:
    """Return milliseconds of each question and of the null view, taken in turns."""
    from django.test import Client

    client = Client(headers={"host": "127.0.0.1"})
    asked: dict[str, Callable[[], object]] = {"null view": lambda: client.get("/health/live")}
    for name, query in QUESTIONS.items():
        asked[name] = lambda query=query: client.get(f"/szukaj/?{query}")  # type: ignore[misc]  # bound in the loop
    taken: dict[str, list[float]] = {name: [] for name in asked}
    for number in range(rounds + 3):
        for name, ask in asked.items():
            started = time.perf_counter()
            ask()
            if number >= 3:  # the first rounds warm caches and templates
                taken[name].append((time.perf_counter() - started) * 1000)
    return taken


def report(taken: dict[str, list[float]], entries: int) -> None:
    null = statistics.median(taken.pop("null view"))
    print(f"null view: p50 {null:.2f} ms")
    multiples = {}
    for name, times in taken.items():
        p50, p95 = statistics.median(times), statistics.quantiles(times, n=20)[-1]
        multiples[name] = p50 / null
        print(f"{name}: p50 {p50:.1f} ms = {multiples[name]:.1f} × null view, p95 {p95:.1f} ms")
    worst = max(multiples, key=lambda name: multiples[name])
    middle = statistics.median(multiples.values())
    print(
        f"| search, {entries} entries, 20 hits | median question {middle:.1f} × null view |"
        f" worst („{worst}”) {multiples[worst]:.1f} × |"
    )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
