"""
How long pages take over HTTP, as multiples of a null view in the same run, from the portal that runs on this machine.

    ./portal run                                                                   # in one shell
    ./portal manage shell -c "from tests.benchmarks.pages import main; main()"     # in another; PORT as of the first

The null view is ``/health/live``: the same server, handler and middleware, two letters of text. One connection, one
request at a time, the pages in turn, so that other work on the machine slows all of them alike. The pages are those of
the records with the most rows: the vote with the most names, the session with the most votes. Each is measured as it
is drawn (a cookie keeps it from being remembered) and as the next visitor gets it.
"""

from __future__ import annotations

import http.client
import os
import statistics
import time

from django.conf import settings
from django.db.models import Count

from council.models import CommitteeTerm, DraftResolution, Interpellation, Meeting, Person, Resolution, Vote
from spending.models import Contract, Organization

NULL = "/health/live"
LIST = "/wydatki/umowy/"
WARM_UP = 5
WAYS = {"drawn": {"Cookie": "drawn=1"}, "remembered": {}}


def main(rounds: int = 60) -> None:
    """Print a line a page: medians in milliseconds, drawn and remembered, with their multiples of the null view."""
    connection = http.client.HTTPConnection("127.0.0.1", int(os.environ.get("PORT", "8000")))
    pages = {"null": NULL, **addresses()}
    times: dict[tuple[str, str], list[float]] = {(name, way): [] for name in pages for way in WAYS}
    for turn in range(rounds + WARM_UP):
        for name, way in times:
            took = measure(connection, pages[name], WAYS[way])
            if turn >= WARM_UP:
                times[name, way].append(took)
    null = statistics.median(times["null", "drawn"])
    print(f"{settings.CITY}, {rounds} rounds, null view {null:.2f} ms")
    for name, address in pages.items():
        drawn, kept = (statistics.median(times[name, way]) for way in WAYS)
        print(f"{name:10} {drawn:7.2f} ms {drawn / null:5.1f} x   {kept:6.2f} ms {kept / null:4.1f} x   {address}")


def measure(connection: http.client.HTTPConnection, address: str, headers: dict[str, str]) -> float:
    """Return the milliseconds of one answer, its last byte included."""
    start = time.perf_counter()
    connection.request("GET", address, headers=headers)
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
    found |= {"asked": "/rada/interpelacje/", "split": "/rada/glosowania/?podzial=kluby"}
    draft = DraftResolution.objects.annotate(held=Count("votes")).order_by("-held", "pk").first()
    resolution = Resolution.objects.annotate(ruled=Count("rulings")).order_by("-ruled", "pk").first()
    committee = CommitteeTerm.objects.annotate(sat=Count("body__memberships")).order_by("-sat", "pk").first()
    rows = [("vote", vote), ("session", session), ("person", person), ("draft", draft), ("resolution", resolution)]
    for name, record in [*rows, ("committee", committee), ("letter", Interpellation.objects.order_by("pk").first())]:
        if record is not None:
            found[name] = record.get_absolute_url()
    return found | money()


def money() -> dict[str, str]:
    """Choose a supplier and a unit of many contracts, a list of each, of several filters, and a place in the middle."""
    found = {"contracts": LIST}
    counted = Contract.objects.order_by().values("supplier", "buyer").annotate(n=Count("pk")).order_by("-n")
    busiest = counted.filter(supplier__isnull=False, buyer__isnull=False).first()
    middle = Contract.objects.filter(signed_last__isnull=False).order_by("pk")
    row = middle[middle.count() // 2 :].first()
    if busiest is None or row is None:
        return found
    slugs = dict(Organization.objects.values_list("pk", "slug"))
    supplier, unit = slugs[busiest["supplier"]], slugs[busiest["buyer"]]
    found |= {"supplier": f"/wydatki/wykonawcy/{supplier}/", "unit": f"/wydatki/jednostki/{unit}/"}
    found |= {"of firm": f"{LIST}?wykonawca={supplier}", "of unit": f"{LIST}?jednostka={unit}"}
    combined = f"{LIST}?rok={row.signed_last.year}&jednostka={unit}&kwota_od=10000&rodzaj=umowa"  # type: ignore[union-attr]  # has a day
    return found | {"combined": combined, "deep": f"{LIST}?page=po~{row.signed_last}~{row.pk}"}
