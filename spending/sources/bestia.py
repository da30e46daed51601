"""Reports on the budget's execution as the Ministry of Finance serves them: BeSTi@, a hundred lines a page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlsplit

from pydantic import ValidationError

from spending.drafts import BudgetFigureDraft, Scope, Side, Stage
from spending.sources._reports import RB27S, RB28S, REGISTER, Line, Period, Report, amount_of, code, figures
from watchdog.core.dates import today
from watchdog.ingest.reasons import polish
from watchdog.ingest.source import Authority, CitySource, Disclosure, Draft, Reject, Unreadable, json_of

API = "https://bestia-api.mf.gov.pl/api"
LIMIT = 100
"""Lines a page; a server that is asked for more refuses."""
MOST_PAGES = 200
"""So many pages of one report: no city has more, and a server that counts wrongly ends here."""
CHANGES_WITHIN = timedelta(days=200)
"""How long after its last day a quarter's report is still published and corrected; older ones are asked on demand."""

FIRST_YEAR = 2001
"""The earliest year that anybody has read from the server."""
EVERY_QUARTER = timedelta(days=2 * 366)
"""Of years that ended longer ago the last quarter says all."""

LINES = {"pozycje-rb28s": RB28S, "pozycje-rb27s": RB27S}
SORT = {"pozycje-rb28s": "dzial", "pozycje-rb27s": "dzial", "pozycje-rbnds": "kolejnosc", "pozycje-rbztd": "symbol"}
"""Without an order the server repeats some lines on the next page and never sends others."""
SUMS: dict[str, tuple[str, Side, int]] = {
    "A": ("dochody ogółem", Side.REVENUE, 1),
    "B": ("wydatki ogółem", Side.EXPENDITURE, 1),
    "C": ("nadwyżka albo deficyt", Side.RESULT, 1),
    "D1": ("przychody ogółem", Side.FINANCING, 1),
    "D2": ("rozchody ogółem", Side.FINANCING, -1),
}
"""Lines of Rb-NDS by their symbols; what is repaid gets a minus."""
DEBT = "E"
"""The line of Rb-Z that sums the debt; lines under it (E1, E2…) are parts of it."""


class Asked(NamedTuple):
    """What an address asks for."""

    endpoint: str
    period: Period | None


class Bestia(CitySource):
    """
    Publisher: Ministry of Finance, BeSTi@ (reports of local governments on the execution of their budgets).
    Cadence: quarterly, some weeks after a quarter ends; corrected later.
    Licence: public-sector information, re-used under the act of 11 August 2021 on open data.
    Caveat: the plan is the one after changes; every quarter counts from 1 January; of a report whose pages did not all
        come nothing is withdrawn.
    """

    # Source
    slug = "bestia"
    title = "Wykonanie budżetu ze sprawozdań Rb (BeSTi@)"
    homepage = "https://bestia-api.mf.gov.pl/"
    authority = Authority.OFFICE
    disclosure = Disclosure.PUBLIC
    media_types = ("application/json",)
    complete = False
    complete_together = True
    seed = False
    rank = 80
    live = False

    def recognises(self, content: bytes, name: str = "") -> bool:
        start = content[:20000]
        is_answer = start.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] == b"{" and b'"data"' in start and b'"paging"' in start
        return is_answer and (b'"finansowanie-paragrafu"' in start or b'"symbol"' in start)

    def discover(self, since: date) -> Iterable[str]:
        place = unit_filter(self.profile.teryt) if self.profile else ""
        for period in quarters(since - CHANGES_WITHIN, today()) if place else ():
            for endpoint in SORT:
                yield address_of(endpoint, place, period)

    def follow(self, address: str, content: bytes, since: date) -> Iterable[str]:
        """Name the other pages of a report, from its first one."""
        first = re.fullmatch(r"(.*&page=)1", address)
        pages = _pages(json_of(content)) if first else 1
        return [f"{first[1]}{number}" for number in range(2, pages + 1)] if first else ()

    def together(self, address: str) -> str:
        return address.rpartition("&page=")[0] + "&page="

    def parse(self, content: bytes) -> Iterator[Draft | Reject]:
        return self.read(content, "")

    def read(self, content: bytes, address: str) -> Iterator[Draft | Reject]:
        asked = _asked(address)
        met: set[str] = set()
        for index, row in enumerate(_rows(content)):
            place = f"$.data[{index}]"
            try:
                drafts = list(_drafts(row, asked, place))
            except ValidationError as error:
                yield Reject(place=place, reason=polish(error), raw=str(row)[:2000])
                continue
            except ValueError as error:
                yield Reject(place=place, reason=str(error), raw=str(row)[:2000])
                continue
            if met.intersection(draft.key for draft in drafts):
                reason = "Ten wiersz stoi na tej stronie drugi raz; nie liczymy go ponownie."
                yield Reject(place=place, reason=reason, raw=str(row)[:2000])
                continue
            met.update(draft.key for draft in drafts)
            yield from drafts


def unit_filter(teryt: str) -> str:
    """
    Give the filters by which the server knows a city.

    A city with county rights (its county's number is over 60) is filed under the county; other communes by the kind of
    commune, so that an association of communes seated there is not taken for it.
    """
    if len(teryt) != 7:
        return ""
    voivodeship, county, commune, kind = teryt[:2], teryt[2:4], teryt[4:6], teryt[6]
    is_county = int(county) > 60
    filters = {
        "jednostka-wk": voivodeship,
        "jednostka-pk": county,
        "jednostka-gk": "00" if is_county else commune,
        **({"jednostka-pt": "2"} if is_county else {"jednostka-gt": kind}),
    }
    return "&".join(f"filter[{name}]={value}" for name, value in filters.items())


def quarters(first: date, last: date) -> Iterator[Period]:
    """Name the quarters that ended between two days; of years long over the fourth alone, which counts them all."""
    for year in range(max(first.year, FIRST_YEAR), last.year + 1):
        for quarter in (1, 2, 3, 4):
            end = date(year + quarter // 4, quarter * 3 % 12 + 1, 1) - timedelta(days=1)
            if first <= end < last and (quarter == 4 or last - end <= EVERY_QUARTER):
                yield Period(year, quarter)


def address_of(endpoint: str, place: str, period: Period, page: int = 1) -> str:
    """Give the address of a page of a report; the page stands last, so that all pages of one share their beginning."""
    when = f"filter[okres-rok]={period.year}&filter[okres-okres]={period.quarter}"
    newest = "filter[sprawozdanie-najnowsze]=true"
    return f"{API}/{endpoint}?{place}&{when}&{newest}&format=JSON&sort={SORT[endpoint]}&limit={LIMIT}&page={page}"


def _asked(address: str) -> Asked:
    parts = urlsplit(address)
    asked = parse_qs(parts.query)
    year, quarter = (asked.get(f"filter[okres-{name}]", [""])[0] for name in ("rok", "okres"))
    period = Period(int(year), int(quarter)) if year.isdigit() and quarter in "1234" and quarter else None
    return Asked(parts.path.rpartition("/")[2], period)


def _rows(content: bytes) -> list[Any]:
    answer = json_of(content)
    rows = answer.get("data") if isinstance(answer, dict) else None
    if not isinstance(rows, list):
        raise Unreadable("wrong_shape", "Odpowiedź nie ma listy wierszy sprawozdania.")
    return rows


def _pages(answer: Any) -> int:
    """Say how many pages a report has; one, where the server does not tell."""
    paging = answer.get("paging") if isinstance(answer, dict) else None
    pages = str(paging.get("totalPages") or "1") if isinstance(paging, dict) else "1"
    return min(int(pages), MOST_PAGES) if pages.isascii() and pages.isdigit() else 1


def _drafts(row: Any, asked: Asked, place: str) -> Iterator[BudgetFigureDraft]:
    if not isinstance(row, dict):
        raise ValueError("Wiersz nie jest zapisany polami.")
    period = asked.period or _period(row)
    if "paragraf" in row:
        report = LINES.get(asked.endpoint) or (RB27S if "dw" in row else RB28S)
        yield from figures(report, period, _line(row), _amounts(row, report), place)
    elif "z" in row and _text(row, "symbol") == DEBT:
        yield _sum(period, place, "rb-z-e", Side.DEBT, Stage.EXECUTED, amount_of(_text(row, "z")), "dług ogółem")
    elif _text(row, "symbol") in SUMS:
        yield from _sums(row, period, place)


def _period(row: dict[str, Any]) -> Period:
    year, quarter = _text(row, "okres-rok"), _text(row, "okres-okres")
    if not (re.fullmatch(r"\d{4}", year) and re.fullmatch("[1-4]", quarter)):
        raise ValueError("Wiersz nie mówi, którego roku i kwartału dotyczy.")
    return Period(int(year), int(quarter))


def _line(row: dict[str, Any]) -> Line:
    return Line(
        dzial=code(_text(row, "dzial"), 3),
        rozdzial=code(_text(row, "rozdzial"), 5),
        paragraf=code(_text(row, "paragraf"), 3),
        financing=_text(row, "finansowanie-paragrafu"),
        group=_text(row, "grupa-paragrafow"),
    )


def _amounts(row: dict[str, Any], report: Report) -> dict[str, Decimal]:
    return {column: amount_of(_text(row, column)) for column in report.stages if row.get(column) is not None}


def _sums(row: dict[str, Any], period: Period, place: str) -> Iterator[BudgetFigureDraft]:
    """Give a line of Rb-NDS at both its stages."""
    symbol = _text(row, "symbol")
    label, side, sign = SUMS[symbol]
    for column, stage in (("p", Stage.AMENDED), ("w", Stage.EXECUTED)):
        if row.get(column) is not None:
            amount = sign * amount_of(_text(row, column))
            yield _sum(period, place, f"rb-nds-{symbol.lower()}", side, stage, amount, label)


def _sum(
    period: Period, place: str, name: str, side: Side, stage: Stage, amount: Decimal, label: str
) -> BudgetFigureDraft:
    return BudgetFigureDraft(
        place=place,
        register_name=REGISTER,
        key=f"{name}-{period}-{stage.value}",
        year=period.year,
        quarter=period.quarter,
        side=side,
        stage=stage,
        scope=Scope.PART if side is Side.FINANCING else Scope.TOTAL,
        label=label,
        amount=amount,
    )


def _text(row: dict[str, Any], name: str) -> str:
    value = row.get(name)
    return "" if value is None else str(value).strip()
