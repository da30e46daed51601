"""
How long pages take over HTTP, as multiples of a null view in the same run, from the portal that runs on this machine.

    ./portal run                                                                   # in one shell
    ./portal manage shell -c "from tests.benchmarks.pages import main; main()"     # in another; PORT as of the first

The null view is ``/health/live``: the same server, handler and middleware, two letters of text. One connection, one
request at a time, the pages in turn, so that other work on the machine slows all of them alike. The pages are those of
the records with the most rows: the vote with the most names, the session with the most votes.
"""

from __future__ import annotations

import http.client
import os
import statistics
import time

from django.conf import settings
from django.db.models import Count

from council.models import Meeting, Person, Vote

NULL = "/health/live"
WARM_UP = 5


def main(rounds: int = 60) -> None:
    """Print a line a page: median, smallest and largest time in milliseconds, and the multiple of the null view."""
    connection = http.client.HTTPConnection("127.0.0.1", int(os.environ.get("PORT", "8000")))
    pages = {"null": NULL, **addresses()}
    times: dict[str, list[float]] = {name: [] for name in pages}
    for turn in range(rounds + WARM_UP):
        for name, address in pages.items():
            took = measure(connection, address)
            if turn >= WARM_UP:
                times[name].append(took)
    null = statistics.median(times["null"])
    print(f"{settings.CITY}, {rounds} rounds")
    for name, found in times.items():
        middle = statistics.median(found)
        print(
            f"{name:10} {middle:8.2f} ms ({min(found):.2f} to {max(found):.2f}) {middle / null:6.1f} x  {pages[name]}"
        )


def measure(connection: http.client.HTTPConnection, address: str) -> float:
    """Return the milliseconds of one answer, its last byte included."""
    start = time.perf_counter()
    connection.request("GET", address)
    response = connection.getresponse()
    response.read()
    took = time.perf_counter() - start
    if response.status != 200:
        raise SystemExit(f"{address}: {response.status}")
    return took * 1000


def addresses() -> dict[str, str]:
    """Choose the largest record of each kind that the database has."""
    vote = Vote.objects.annotate(names=Count("ballots")).order_by("-names", "pk").first()
    session = Meeting.objects.sessions().annotate(held=Count("votes")).order_by("-held", "pk").first()
    person = Person.objects.annotate(named=Count("ballots")).order_by("-named", "pk").first()
    found = {"start": "/", "votes": "/rada/glosowania/", "sessions": "/rada/sesje/", "search": "/szukaj/?q=parking"}
    for name, record in (("vote", vote), ("session", session), ("person", person)):
        if record is not None:
            found[name] = record.get_absolute_url()
    return found
