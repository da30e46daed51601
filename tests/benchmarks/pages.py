"""
How long a vote's and a session's page take, as multiples of a null view measured in the same run.

A script, not a test: ``./portal manage shell`` is not needed, a database with a seed is::

    python tests/benchmarks/pages.py [ROUNDS]

The null view answers „ok” through the same handler and middleware. Figures are medians; the best vote is the one with
the most names, the best session the one with the most votes.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "watchdog.settings.dev")

import django

django.setup()

from django.conf import settings
from django.db.models import Count
from django.test import Client
from django.test.utils import override_settings

from council.models import Meeting, Person, Vote


def measure(client: Client, address: str, rounds: int) -> float:
    """Return the median time of one answer in milliseconds, after three that are not counted."""
    times = []
    for turn in range(rounds + 3):
        start = time.perf_counter()
        response = client.get(address)
        took = time.perf_counter() - start
        assert response.status_code == 200, (address, response.status_code)
        if turn >= 3:
            times.append(took * 1000)
    return statistics.median(times)


def addresses() -> dict[str, str]:
    """Choose the largest record of each kind that the database has."""
    vote = Vote.objects.annotate(names=Count("ballots")).order_by("-names", "pk").first()
    session = Meeting.objects.sessions().annotate(held=Count("votes")).order_by("-held", "pk").first()
    person = Person.objects.annotate(named=Count("ballots")).order_by("-named", "pk").first()
    found = {"start": "/", "votes": "/rada/glosowania/", "sessions": "/rada/sesje/"}
    for name, record in (("vote", vote), ("session", session), ("person", person)):
        if record is not None:
            found[name] = record.get_absolute_url()
    return found


def main(rounds: int) -> None:
    with override_settings(ALLOWED_HOSTS=["*"], DEBUG=False):
        client = Client()
        null = measure(client, "/health/live", rounds)
        report = {"city": settings.CITY, "rounds": rounds, "null_ms": round(null, 3), "pages": {}}
        for name, address in addresses().items():
            took = measure(client, address, rounds)
            report["pages"][name] = {"address": address, "ms": round(took, 2), "times_null": round(took / null, 1)}
    sys.stdout.write(json.dumps(report, indent=2, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 50)
