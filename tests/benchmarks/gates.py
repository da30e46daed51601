"""
What must hold and what we aim at: the table of issue 6, a line a gate.

A gate compares one number, mostly a ratio of two figures of the same run, with a limit from above or from below; a line
without a limit is only told.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from tests.benchmarks.figures import NOT_MEASURED, shown


class Sense(Enum):
    """On which side of its limit a number is good."""

    AT_MOST = "≤"
    AT_LEAST = "≥"


@dataclass(frozen=True)
class Gate:
    """One line of the table: what is asked, the limit that must hold, the one we want, and the unit of both."""

    key: str
    question: str
    sense: Sense
    limit: float | None
    aim: float | None = None
    unit: str = "×"

    def holds(self, ratio: float, limit: float | None = None) -> bool:
        wanted = self.limit if limit is None else limit
        if wanted is None:
            return True
        return ratio <= wanted if self.sense is Sense.AT_MOST else ratio >= wanted

    def limit_shown(self, limit: float | None) -> str:
        return "" if limit is None else f"{self.sense.value} {shown(limit)} {self.unit}".strip()


@dataclass(frozen=True)
class Result:
    """What a run measured for a gate; ``ratio`` is ``None`` where it could not, and ``words`` say why or how."""

    key: str
    ratio: float | None
    words: str

    @property
    def gate(self) -> Gate:
        return GATES[self.key]

    @property
    def verdict(self) -> str:
        """Tell whether the gate is met; a gate that was not measured is not claimed."""
        if self.ratio is None:
            return NOT_MEASURED
        if self.gate.limit is None:
            return ""
        if not self.gate.holds(self.ratio):
            return "**not met**"
        reached = self.gate.aim is not None and self.gate.holds(self.ratio, self.gate.aim)
        return "met, aim reached" if reached else "met"


def _page(key: str, name: str) -> Gate:
    return Gate(f"page.{key}", f"{name}: p50 at c=1, less raw SQL, as null views", Sense.AT_MOST, 10, 6)


PAGES = {
    "list": "list",
    "supplier": "supplier",
    "supplier-page": "page of a supplier",
    "unit": "unit",
    "unit-page": "page of a unit",
    "search": "search, warm",
    "words": "list by a word, warm",
    "filters": "combined filters",
    "deep": "deep page",
}
"""Pages whose cost at a million rows is compared with raw SQL and a null view."""
GROWING = {"list": "list", "words": "list by a word", "search": "search", "year": "list of a year with its figures"}
"""Pages that have as many rows at 100 000 as at a million."""
QUESTIONS = {
    "common": "common word",
    "rare": "rare word",
    "two-common": "two common words",
    "no-hit": "no hit",
    "typo": "typo",
    "phrase": "phrase",
}
"""Kinds of questions that nobody has asked before."""

_ALL = [
    *(_page(key, name) for key, name in PAGES.items()),
    Gate("page.remembered", "list, remembered: p50 at c=1, as null views", Sense.AT_MOST, None),
    Gate("page.rotating", "search, words in turn: p50 at c=1, as null views", Sense.AT_MOST, None),
    Gate("rate.datasette", "list, requests/s at c=8 against Datasette's best set-up", Sense.AT_LEAST, 4, 6),
    Gate(
        "rate.visitors", "the same list as every visitor but the first gets it, against Datasette", Sense.AT_LEAST, None
    ),
    Gate("rate.naive", "list, requests/s at c=8 against a naive django-filter list", Sense.AT_LEAST, 8, 12),
    Gate("facet", "figures of a filter that rollups cover, against Datasette's facet", Sense.AT_MOST, 0.01),
    Gate("words", "any 2–3 word query, zero hits included: SQL of one answer", Sense.AT_MOST, 50, 20, "ms"),
    *(
        Gate(
            f"question.{key}",
            f"search, asked anew, {name}: p50, less its SQL, as null views",
            Sense.AT_MOST,
            12,
        )
        for key, name in QUESTIONS.items()
    ),
    Gate("question.p95", "search, asked anew: p95, as p50 of the kind", Sense.AT_MOST, 3),
    Gate("question.memory", "search: growth of the web workers over questions", Sense.AT_MOST, 100, None, "MB"),
    *(
        Gate(f"growth.{key}", f"growth of p50 from a tenth of the rows to all: {name}", Sense.AT_MOST, 1.3, 1.2)
        for key, name in GROWING.items()
    ),
    Gate("import", "import, rows/s, against COPY into PK + unique", Sense.AT_LEAST, 0.5, 0.75),
    Gate("import.first", "first load with search and indexes, against COPY and indexes after", Sense.AT_MOST, 1.4, 1.2),
    Gate("import.same", "same file again, of a first import with indexes in place", Sense.AT_MOST, 0.01),
    Gate("import.again", "same rows in a new file, of a first import with indexes in place", Sense.AT_MOST, 0.12),
    Gate("import.versions", "row versions that the same rows in a new file write", Sense.AT_MOST, 0, None, ""),
    Gate("export", "CSV export, rows/s, against COPY out", Sense.AT_LEAST, 0.8, 0.95),
    Gate("export.first", "CSV export, first byte, as list pages", Sense.AT_MOST, 5),
    Gate(
        "proxy", "anonymous page through the proxy's cache, requests/s, against a static file", Sense.AT_LEAST, 0.5, 0.7
    ),
    Gate("proxy.stale", "stale pages through the proxy after a correction was answered", Sense.AT_MOST, 0, None, ""),
    Gate(
        "proxy.behind",
        "pages through the proxy, behind a database client's write",
        Sense.AT_MOST,
        None,
        None,
        "ms",
    ),
    Gate(
        "mail.once", "newsletter, mails/s, against building once and replacing, nothing remembered", Sense.AT_LEAST, 0.5
    ),
    Gate("mail.django", "newsletter, mails/s, against Django's plain loop", Sense.AT_LEAST, 2.5),
    Gate("soak.errors", "soak: errors", Sense.AT_MOST, 0, None, ""),
    Gate(
        "soak.memory",
        "soak: growth of private memory after the import, as a share",
        Sense.AT_MOST,
        0.1,
        None,
        "",
    ),
]
GATES = {gate.key: gate for gate in _ALL}
