"""
The figures of a filter on a page of their own, against figures asked of Datasette: how many and how much, by dział.

Like is compared with like: both pages show figures and no rows. Both are asked warm; what is written in between makes
ours count anew, which the figures of the first question after a write (``while warming``) tell.
"""

from __future__ import annotations

from urllib.parse import quote

from tests.benchmarks.asked import LIST, Chosen
from tests.benchmarks.figures import shown
from tests.benchmarks.gates import Result
from tests.benchmarks.latency import Taken
from tests.benchmarks.load import Target
from tests.benchmarks.stand import Site

ASKED = "SELECT dzial, count(*), sum(amount) FROM contracts GROUP BY dzial ORDER BY 2 DESC"
FIGURES = f"{LIST}liczby/"
NAME = "datasette facet"


def targets(site: Site, of: Chosen) -> list[Target]:
    """Give our pages of the figures of filters that sums kept beside the records cover."""
    asked = {"all": "", "unit": f"?jednostka={of.unit_slug}", "year": f"?rok={of.year}"}
    return [Target(f"figures, {name}", site.address, (FIGURES + query,)) for name, query in asked.items()]


def target(site: Site, file: str) -> Target:
    """Return Datasette's page of the question, its fastest way to such figures."""
    return Target(NAME, site.address, (f"/{file}?sql={quote(ASKED)}",), {})


def result(taken: Taken, absent: str) -> Result:
    """Compare the slowest of our pages of figures, drawn and not remembered, with Datasette's page of figures."""
    if NAME not in taken.single:
        return Result("facet", None, f"not measured: {absent}")
    slowest = max((name for name in taken.single if name.startswith("figures, ")), key=taken.p50)
    ours, theirs = taken.p50(slowest), taken.p50(NAME)
    words = f"our page of {slowest} {shown(ours)} ms, Datasette's page of figures {shown(theirs)} ms, p50 at c=1"
    return Result("facet", ours / theirs, words)
