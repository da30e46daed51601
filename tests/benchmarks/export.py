"""
How long the file of a whole list takes, as a part of ``psql \\copy`` of the same columns of the same rows, in one run.

    DATABASE_URL=… ./portal manage shell -c "from tests.benchmarks.export import main; main()"

The peer's question is the portal's own without what only the portal adds: no guard against formulas, empty cells as
they come. It reads in the order of the list, as the portal does. Both write to nowhere, in turn.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from typing import Any

from django.db import connection
from django.http import QueryDict

from watchdog.core.selection import Selection
from watchdog.exports.columns import columns_of
from watchdog.exports.copying import copied, stored
from watchdog.exports.writers import FORMATS
from watchdog.records import record_type


def main(kind: str = "spending.contract", rounds: int = 5) -> None:
    """Print what ``measure`` found."""
    for name, value in measure(kind, rounds).items():
        print(f"{name:12} {value:10.3f}")


def measure(kind: str = "spending.contract", rounds: int = 5, query: str = "") -> dict[str, float]:
    """Return medians in seconds (``ours``, ``psql``, ``first_row``), their ``ratio`` (1: as quick) and ``rows``."""
    peer = peers_question(kind, query)
    ours: list[float] = []
    first: list[float] = []
    theirs: list[float] = []
    rows = 0
    for _round in range(rounds):
        theirs.append(psql(peer))
        whole, until, rows = export(kind, query)
        ours.append(whole)
        first.append(until)
    mine, psqls = statistics.median(ours), statistics.median(theirs)
    return {
        "rows": rows,
        "ours": mine,
        "psql": psqls,
        "ratio": psqls / mine,
        "first_row": statistics.median(first),
    }


def export(kind: str, query: str = "") -> tuple[float, float, int]:
    """Write a list's CSV to nowhere; return the seconds of it all and until its first rows, and the lines."""
    found = record_type(kind)
    start = time.perf_counter()
    stream = copied(
        columns_of(found, "https://portal.example"), Selection(found, QueryDict(query)).rows, FORMATS["csv"]
    )
    next(stream)
    lines = next(stream, b"").count(b"\r\n")
    until = time.perf_counter() - start
    for block in stream:
        lines += block.count(b"\r\n")
    return time.perf_counter() - start, until, lines


def peers_question(kind: str, query: str = "") -> str:
    """Return the same columns of the same rows as somebody would ask who needs no guard."""
    found = record_type(kind)
    rows = Selection(found, QueryDict(query)).rows.select_related(None).prefetch_related(None)
    named = {
        f"cell_{number}": stored(column) for number, column in enumerate(columns_of(found, "https://portal.example"))
    }
    return str(connection.ops.compose_sql(*rows.annotate(**named).values_list(*named).query.sql_with_params()))


def psql(question: str) -> float:
    """Return the seconds that ``psql`` takes to copy the answer to nowhere."""
    given: dict[str, Any] = connection.get_connection_params()
    place = {"PGHOST": given.get("host"), "PGPORT": given.get("port"), "PGUSER": given.get("user")}
    place |= {"PGDATABASE": given.get("dbname"), "PGPASSWORD": given.get("password")}
    asked = f"SET enable_sort = off; COPY ({question}) TO STDOUT CSV"
    start = time.perf_counter()
    subprocess.run(
        ["psql", "-qAtX", "-c", asked],
        env=os.environ | {name: str(value) for name, value in place.items() if value},
        stdout=subprocess.DEVNULL,
        check=True,
    )
    return time.perf_counter() - start
