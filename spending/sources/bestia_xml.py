"""Reports Rb-28S and Rb-27S as files that BeSTi@ exports: one package, the reports of one unit or of many."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import BinaryIO
from xml.parsers import expat

from pydantic import ValidationError

from spending.drafts import BudgetFigureDraft
from spending.sources._packages import Position, positions
from spending.sources._reports import RB27S, RB28S, Line, Period, Report, amount_of, code, figures
from watchdog.core.ids import regon
from watchdog.core.text import slugify
from watchdog.ingest.reasons import polish
from watchdog.ingest.source import Authority, Disclosure, Draft, Reject, Unreadable
from watchdog.ingest.streamed import StreamedSource

REGISTER = "rb_files"
REPORTS = {"rb-28s": RB28S, "rb-27s": RB27S}
ROOT = re.compile(rb"<(?:PaczkaSprawozdan|Jednostki)[\s>]")
NAMED_PERIOD = re.compile(
    r"(?P<year>20\d\d)[^0-9a-z]*(?:q|k|kw|kwartal|okres)?[^0-9a-z]*(?P<quarter>[1-4])(?!\d)", re.I
)
"""A period in the name of a file: „rb28s_2024_q4.xml”, „Rb-28S 2024-4.xml”."""


class BestiaXml(StreamedSource):
    """
    Publisher: municipalities that put exports of BeSTi@ on their own sites.
    Cadence: quarterly, where a municipality does so.
    Licence: public-sector information, re-used under the act of 11 August 2021 on open data.
    Caveat: a file need not say its year and quarter; then its name must („rb28s_2024_q4.xml”). Read by the names of
        elements in programs that read real packages; no real package was at hand.
    """

    # Source
    slug = "bestia_xml"
    title = "Sprawozdania Rb-28S i Rb-27S w plikach XML"
    authority = Authority.OFFICE
    disclosure = Disclosure.PUBLIC
    media_types = ("application/xml", "text/xml")
    complete = True
    rank = 81
    live = False

    def recognises(self, content: bytes, name: str = "") -> bool:
        return bool(ROOT.search(content[:4000])) and re.search(rb"<Rb-2[78]s[\s>]", content, re.IGNORECASE) is not None

    def read_stream(self, stream: BinaryIO, address: str) -> Iterator[Draft | Reject]:
        """Read position by position; raise ``Unreadable`` for a file that is cut, no XML, or declares entities."""
        named = NAMED_PERIOD.search(address.rpartition("/")[2])
        period = Period(int(named["year"]), int(named["quarter"])) if named else None
        met: set[str] = set()
        found = False
        try:
            for position in positions(stream):
                found = True
                yield from _drafts(position, period, met)
        except expat.ExpatError as error:
            raise Unreadable("cut_xml", f"Plik XML urywa się albo jest uszkodzony (wiersz {error.lineno}).") from error
        if not found:
            raise Unreadable("wrong_shape", "W pliku nie ma ani jednej pozycji sprawozdania Rb-28S albo Rb-27S.")


def _drafts(position: Position, named: Period | None, met: set[str]) -> Iterator[Draft | Reject]:
    report = REPORTS.get(position.report)
    if report is None:
        return
    try:
        drafts = list(_figures(report, position, named))
    except ValidationError as error:
        yield Reject(place=position.place, reason=polish(error), raw=position.raw)
    except ValueError as error:
        yield Reject(place=position.place, reason=str(error), raw=position.raw)
    else:
        if met.intersection(draft.key for draft in drafts):
            reason = "Ten wiersz stoi w pliku drugi raz; nie liczymy go ponownie."
            yield Reject(place=position.place, reason=reason, raw=position.raw)
            return
        met.update(draft.key for draft in drafts)
        yield from drafts


def _figures(report: Report, position: Position, named: Period | None) -> Iterator[BudgetFigureDraft]:
    period = _period(position) or named
    if period is None:
        raise ValueError("Ani plik, ani jego nazwa nie mówi, którego roku i kwartału dotyczy sprawozdanie.")
    fields = position.fields
    line = Line(
        dzial=code(fields.get("dzial", ""), 3),
        rozdzial=code(fields.get("rozdzial", ""), 5),
        paragraf=code(fields.get("paragraf", ""), 3),
        financing=fields.get("p4", ""),
        group=fields.get("grupa", ""),
        unit=position.unit,
        unit_code=regon(position.regon) or slugify(position.unit, 80),
    )
    yield from figures(report, period, line, _amounts(report, fields), position.place, REGISTER)


def _amounts(report: Report, fields: dict[str, str]) -> dict[str, Decimal]:
    """Read the columns; one that a position leaves out is nought."""
    return {column: amount_of(fields.get(column, "")) for column in report.stages}


def _period(position: Position) -> Period | None:
    year, quarter = position.about.get("rok", ""), position.about.get("okres", "")
    said = re.fullmatch(r"20\d\d", year) and re.fullmatch("[1-4]", quarter)
    return Period(int(year), int(quarter)) if said else None
