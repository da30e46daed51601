"""A city's revenue and expenditure as Statistics Poland gives them: a second opinion on what the reports say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qs, urlsplit

from pydantic import ValidationError

from spending.drafts import BudgetFigureDraft, Scope, Side, Stage
from spending.sources._reports import amount_of
from watchdog.ingest.reasons import polish
from watchdog.ingest.source import Authority, CitySource, Disclosure, Draft, Reject, Unreadable, json_of

API = "https://bdl.stat.gov.pl/api/v1/data/by-unit"
REGISTER = "gus_bdl"
LABELS = {Side.REVENUE: "dochody ogółem", Side.EXPENDITURE: "wydatki ogółem"}
SIDE_IN_ADDRESS = "side"
"""What the address carries behind ``#``, for us alone: which side a variable's number stands for."""


class GusBdl(CitySource):
    """
    Publisher: Statistics Poland (GUS), the Local Data Bank.
    Cadence: yearly, some half a year after the year ends.
    Licence: public-sector information; name the source: GUS, Bank Danych Lokalnych.
    Caveat: asked only where the city's profile names the unit and the variables; executed totals of whole years, shown
        beside the reports' and never added to them.
    """

    # Source
    slug = "gus_bdl"
    title = "Dochody i wydatki miasta w Banku Danych Lokalnych GUS"
    homepage = "https://bdl.stat.gov.pl/"
    authority = Authority.STRUCTURED
    disclosure = Disclosure.PUBLIC
    media_types = ("application/json",)
    complete = True
    seed = False
    rank = 82
    live = False

    @property
    def knows_its_city(self) -> bool:
        return bool(self.profile and self.profile.statistics)

    def recognises(self, content: bytes, name: str = "") -> bool:
        start = content[:4000]
        return b'"unitId"' in start and b'"results"' in start and b'"values"' in start

    def discover(self, since: date) -> Iterable[str]:
        asked = self.profile.statistics if self.profile else None
        if asked is None:
            return
        for side, variable in ((Side.REVENUE, asked.revenue), (Side.EXPENDITURE, asked.expenditure)):
            if variable:
                yield f"{API}/{asked.unit}?var-id={variable}&format=json&lang=pl&page-size=100#{SIDE_IN_ADDRESS}={side}"

    def parse(self, content: bytes) -> Iterator[Draft | Reject]:
        return self.read(content, "")

    def read(self, content: bytes, address: str) -> Iterator[Draft | Reject]:
        """Read the years of one variable; of a file of which nobody says what the variable means, nothing."""
        side = _side(address)
        for index, (year, value) in enumerate(_values(content)):
            place = f"$.results[0].values[{index}]"
            try:
                if side is None:
                    raise ValueError("Nie wiadomo, czy zmienna podaje dochody, czy wydatki.")
                yield _figure(side, year, amount_of(value), place)
            except ValidationError as error:
                yield Reject(place=place, reason=polish(error), raw=f"{year}: {value}"[:2000])
            except ValueError as error:
                yield Reject(place=place, reason=str(error), raw=f"{year}: {value}"[:2000])


def _side(address: str) -> Side | None:
    told = parse_qs(urlsplit(address).fragment).get(SIDE_IN_ADDRESS, [""])[0]
    return next((side for side in LABELS if side.value == told), None)


def _values(content: bytes) -> Iterator[tuple[str, str]]:
    """Yield each year with its value, as text; raise ``Unreadable`` for an answer about anything but one variable."""
    answer = json_of(content)
    results = answer.get("results") if isinstance(answer, dict) else None
    if not isinstance(results, list) or len(results) > 1:
        raise Unreadable("wrong_shape", "Odpowiedź nie dotyczy jednej zmiennej Banku Danych Lokalnych.")
    for result in results:
        values: Any = result.get("values") if isinstance(result, dict) else None
        if not isinstance(values, list):
            raise Unreadable("wrong_shape", "Odpowiedź nie ma wartości zmiennej.")
        for value in values:
            if isinstance(value, dict) and value.get("val") is not None:
                yield str(value.get("year") or ""), str(value["val"])


def _figure(side: Side, year: str, amount: Decimal, place: str) -> BudgetFigureDraft:
    if not re.fullmatch(r"\d{4}", year):
        raise ValueError(f"„{year[:20]}” nie jest rokiem.")
    return BudgetFigureDraft(
        place=place,
        register_name=REGISTER,
        key=f"{side.value}-{year}",
        year=int(year),
        side=side,
        stage=Stage.EXECUTED,
        scope=Scope.TOTAL,
        label=LABELS[side],
        amount=amount,
    )
