"""
Real texts of every city that is judged, in databases of their own: the city's seed, and the documents that lie beside
the project, taken in by the commands that anybody would use. Each city is then asked by a process of its own, because
a process serves one city.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from tests.benchmarks.stand import Stand, connected, stand
from tests.real import SHARED
from tests.relevance.judged import Judged, cities, questions
from tests.relevance.scoring import Given
from watchdog.embedded.errors import EmbeddedError
from watchdog.embedded.progress import say
from watchdog.embedded.state import PROJECT

DOCUMENTS: dict[str, tuple[str, ...]] = {
    "katowice": (
        "votes/katowice-2024-2029.json",
        "votes/katowice-pdf",
        "interpellations/katowice.json",
        "bip-layouts/katowice_acts.html",
    ),
    "poznan": ("contracts/poznan-2014-2020.csv.gz",),
}
"""What is taken in beside the seed, under the directory of real documents."""
BY_THE_CLOCK = "from watchdog.search.tasks import learn_forms; learn_forms()"
"""What the clock does within ten minutes of a long register: its words are learned."""


def of_every_city(rounds: int) -> dict[str, list[Given]]:
    """Fill a database for each city and ask it; answers by engine, of all cities together."""
    with stand() as standing:
        kept = []
        for city in cities():
            say(f"{city}: taking its texts in")
            kept.append(_asked(standing, _filled(standing, city), city, rounds))
        return of_files(kept)


def of_files(paths: Iterable[Path]) -> dict[str, list[Given]]:
    """Read the answers that runs kept in files, each beside its question; answers by engine."""
    asked = {(city, each.text): each for city in cities() for each in questions(city)}
    answers: dict[str, list[Given]] = {}
    for path in paths:
        for name, given in json.loads(path.read_text(encoding="utf-8")).items():
            answers.setdefault(name, []).extend(_given(asked, each) for each in given)
    return answers


def _given(asked: Mapping[tuple[str, str], Judged], kept: Mapping[str, Any]) -> Given:
    question = asked[kept["question"]["city"], kept["question"]["text"]]
    return Given(question, tuple(kept["addresses"]), kept["milliseconds"], kept["total"])


def _filled(standing: Stand, city: str) -> dict[str, str]:
    """Make the city's database and return the environment of its processes; raise where its documents are not here."""
    missing = [name for name in DOCUMENTS.get(city, ()) if not (SHARED / name).exists()]
    if missing:
        raise EmbeddedError(f"No documents of {city} beside the project: {', '.join(missing)}; set SHARED_DATA.")
    name = f"relevance_{city}"
    environ = {**standing.environ(standing.database(name)), "CITY": city}
    with connected(standing.servers.database_url) as connection:
        _create(connection, name)
    _manage(environ, "migrate", "-v0")
    _manage(environ, "seed", "--now")
    for document in DOCUMENTS.get(city, ()):
        _manage(environ, "ingest", "--file", str(SHARED / document))
    _manage(environ, "shell", "-c", BY_THE_CLOCK)
    with connected(environ["DATABASE_URL"]) as connection:
        connection.execute("ANALYZE")
    return environ


def _create(connection: psycopg.Connection[tuple[object, ...]], name: str) -> None:
    connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))


def _asked(standing: Stand, environ: Mapping[str, str], city: str, rounds: int) -> Path:
    """Ask the city's questions in a process of its own; return the file with its answers."""
    kept = standing.state.root / f"answers-{city}.json"
    _run(environ, "-m", "tests.relevance", "--rounds", str(rounds), "--answers", str(kept))
    return kept


def _manage(environ: Mapping[str, str], *arguments: str) -> None:
    _run(environ, str(PROJECT / "manage.py"), *arguments)


def _run(environ: Mapping[str, str], *arguments: str) -> None:
    done = subprocess.run(
        [sys.executable, *arguments], env=dict(environ), cwd=PROJECT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise EmbeddedError(f"{' '.join(arguments)} failed:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
