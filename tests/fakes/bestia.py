"""
BeSTi@ on loopback, with the manners of the real one, as far as public programs that read it tell them.

JSON begins with a BOM; what does not exist is answered with 204; more than a hundred lines a page are refused; and
without an order the pages repeat some lines and never send others.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.fakes.office import Office, Page

MOST = 100

Row = dict[str, Any]
Asked = tuple[str, str, str]
"""Which report: the endpoint, the year, the quarter."""


@dataclass
class Ministry(dict[str, Any]):
    """Answers by the question; put in the place of an office's pages."""

    reports: dict[Asked, list[Row]] = field(default_factory=dict)
    unit: dict[str, str] = field(default_factory=dict)
    """The filters by which the city is known; asked otherwise, there is nothing."""
    broken: set[int] = field(default_factory=set)
    """Pages that come with a fault of the server."""
    absent: set[int] = field(default_factory=set)
    """Pages that the server says do not exist."""

    def get(self, path: str, default: Any = None) -> Page:
        parts = urlsplit(path)
        asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
        limit, number = int(asked.get("limit", 25)), int(asked.get("page", 1))
        if limit > MOST or number in self.broken:
            return Page(status=400 if limit > MOST else 403)
        rows = self._rows(parts.path, asked)
        shown = _page(rows, number, limit, ordered="sort" in asked)
        if not shown or number in self.absent:
            return Page(status=204)
        pages = -(-len(rows) // limit)
        answer = {"data": shown, "paging": {"totalItems": len(rows), "totalPages": pages}, "links": {"self": path}}
        return Page(b"\xef\xbb\xbf" + json.dumps(answer).encode(), headers={"Content-Type": "application/json"})

    def _rows(self, path: str, asked: dict[str, str]) -> list[Row]:
        if any(asked.get(f"filter[{name}]") != value for name, value in self.unit.items()):
            return []
        endpoint = path.rpartition("/")[2]
        return self.reports.get(
            (endpoint, asked.get("filter[okres-rok]", ""), asked.get("filter[okres-okres]", "")), []
        )


def _page(rows: list[Row], number: int, limit: int, *, ordered: bool) -> list[Row]:
    start = (number - 1) * limit
    if not ordered and number > 1:
        start -= limit // 2  # half of the page before comes again, and the end never
    return rows[start : start + limit]


def publish(office: Office, **unit: str) -> Ministry:
    """Let an office's server answer as the ministry's."""
    ministry = Ministry(unit=unit)
    office.pages = ministry
    return ministry


def expenditure(dzial: str, rozdzial: str, paragraf: str, financing: str, group: str, plan: str, executed: str) -> Row:
    """Give a line of Rb-28S as the server does, in its own words."""
    return {
        "dzial": dzial,
        "rozdzial": rozdzial,
        "paragraf": paragraf,
        "finansowanie-paragrafu": financing,
        "grupa-paragrafow": group,
        "pl": plan,
        "za": executed,
        "ww": executed,
        "zo": "0.00",
    }
