"""The figures that stand above a list, against the same figures asked of Datasette: how many and how much, by dział."""

from __future__ import annotations

from urllib.parse import quote

from tests.benchmarks.figures import shown
from tests.benchmarks.gates import Result
from tests.benchmarks.latency import Taken
from tests.benchmarks.load import Target
from tests.benchmarks.stand import Site

ASKED = "SELECT dzial, count(*), sum(amount) FROM contracts GROUP BY dzial ORDER BY 2 DESC"
COVERED = ("list", "unit", "year")
"""Pages with the figures of a filter that sums kept beside the records cover; the slowest of them is compared."""
NAME = "datasette facet"


def target(site: Site, file: str) -> Target:
    """Return Datasette's page of the question, its fastest way to such figures."""
    return Target(NAME, site.address, (f"/{file}?sql={quote(ASKED)}",), {})


def result(taken: Taken, absent: str) -> Result:
    """Compare the slowest of our pages, drawn whole with its rows, with Datasette's page of the figures alone."""
    if NAME not in taken.single:
        return Result("facet", None, f"not measured: {absent}")
    slowest = max(COVERED, key=taken.p50)
    ours, theirs = taken.p50(slowest), taken.p50(NAME)
    words = f"{slowest} with its rows and figures {shown(ours)} ms, Datasette's figures {shown(theirs)} ms, p50 at c=1"
    return Result("facet", ours / theirs, words)
