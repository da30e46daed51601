"""
The Centralny Rejestr Umów, the state's register of the contracts of public units (rejestrumow.gov.pl).

A walk asks how many contracts the whole register holds, then for the contracts of each of the city's units, a month of
publication at a time, and then for each contract by its own address, which alone says everything of it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlsplit

from spending.sources._agreements import Answer, drafts_of, flattened, part, parts
from spending.sources._questions import Days, months, refuse_ignored
from watchdog.cities import CityProfile
from watchdog.core.dates import today
from watchdog.ingest.source import Authority, CitySource, Disclosure, Draft, Reject, Source, Unreadable, json_of

BASE = "https://rejestrumow.gov.pl/api-dp/v1"
SEARCH, DETAIL = f"{BASE}/agreements/search", f"{BASE}/agreement/"
FIRST_DAY = date(2026, 7, 1)
"""From which day the register exists: nothing was published in it before."""
LIMIT = 50
"""So many contracts a page: the server cuts a longer one, and sets the offset back to a multiple of it."""
WINDOW = 10_000
"""So many contracts of an answer can be reached; a slice with more is asked for in halves."""
EVERYTHING = f"{SEARCH}?offset=0&limit=1&sortKey=publicationDateAsc#{{}}"
UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


class _Asked(NamedTuple):
    """A slice of the register: one unit's contracts, published between two days."""

    regon: str
    days: Days


class CentralRegister(CitySource):
    """
    Publisher: the Minister of Finance, Centralny Rejestr Umów Jednostek Sektora Finansów Publicznych.
    Cadence: as units publish; daily, with the last two months read again and older contracts now and then.
    Licence: public-sector information, free to re-use under the act that set the register up.
    Caveat: contracts concluded from 1 July 2026 only, and of the units on the portal's white list; the register gives
        no currency and does not say whether a value holds VAT; private persons are named in it and masked by us.
    """

    # Source
    slug = "cru"
    title = "Centralny Rejestr Umów"
    city = "generic"
    homepage = "https://rejestrumow.gov.pl/"
    authority = Authority.OFFICE
    disclosure = Disclosure.STAFF
    media_types = ("application/json",)
    complete = True
    rank = 80
    live = False
    gone = (404, 410, 500)
    """To an identifier that it does not know the server answers with the code of a fault of its own."""

    def __init__(self, city: CityProfile | None = None) -> None:
        super().__init__(city)
        self.regons = tuple(unit.regon for unit in city.units if unit.regon) if city else ()
        self.whole: int | None = None
        """How many contracts of the whole country the register held when the walk began."""

    @property
    def knows_its_city(self) -> bool:
        return bool(self.regons)

    def recognises(self, content: bytes, name: str = "") -> bool:
        return _opens_as_json(content) and b'"podstawoweDane"' in content and b'"stronyUmowy"' in content

    def discover(self, since: date) -> Iterable[str]:
        return (EVERYTHING,) if self.regons else ()

    def question(self, address: str) -> bytes | None:
        return urlsplit(address).fragment.encode() if address.startswith(SEARCH) else None

    def revisits(self, address: str) -> bool:
        return address.startswith(DETAIL)

    def follow(self, address: str, content: bytes, since: date) -> Iterable[str]:
        if not address.startswith(SEARCH):
            return
        data = _object(content)
        if address == EVERYTHING:
            self.whole = _total(data)
            yield from self._slices(max(since, FIRST_DAY))
            return
        asked, offset = _asked(address)
        halves = asked.days.halves() if _total(data) > WINDOW else ()
        for half in halves:
            yield _address(asked._replace(days=half), 0)
        if not halves:
            yield from (f"{DETAIL}{row['idUmowy']}" for row in _rows(data) if UUID.fullmatch(str(row.get("idUmowy"))))
            if offset + LIMIT < min(_total(data), WINDOW):
                yield _address(asked, offset + LIMIT)

    def parse(self, content: bytes) -> Iterator[Draft | Reject]:
        return self.read(content, "")

    def read(self, content: bytes, address: str) -> Iterator[Draft | Reject]:
        data = _object(content)
        if address.startswith(SEARCH):
            yield from self._list(data, address)
            return
        uuid = urlsplit(address).path.rpartition("/")[2] if address.startswith(DETAIL) else str(data.get("idUmowy"))
        if not UUID.fullmatch(uuid) or not part(data, "podstawoweDane"):
            raise Unreadable("wrong_shape", "To nie jest odpowiedź rejestru o jednej umowie.")
        yield from drafts_of(data, uuid.lower(), "$", set(self.regons))

    def _slices(self, since: date) -> Iterator[str]:
        for regon in self.regons:
            for days in months(since, today()):
                yield _address(_Asked(regon, days), 0)

    def _list(self, data: Answer, address: str) -> Iterator[Reject]:
        """Read a page of contracts: it is no record itself, but it must be the answer to what was asked, and whole."""
        total, rows = _total(data), _rows(data)
        if address == EVERYTHING:
            return
        asked, offset = _asked(address)
        foreign = any(str(row.get("regon") or asked.regon) != asked.regon for row in rows)
        if foreign or (self.whole and total >= self.whole):
            refuse_ignored()
        if total > WINDOW and asked.days.halves():
            return  # asked again in halves
        expected = max(0, min(LIMIT, total - offset))
        if len(rows) != expected:
            reason = (
                f"Rejestr podaje umów: {total}; na stronie od {offset} powinno ich być {expected}, jest {len(rows)}."
            )
            yield Reject(place="$.totalMatchingElements", reason=reason)
        if total > WINDOW:
            reason = f"Jednego dnia opublikowano umów: {total}; rejestr pokazuje pierwszych {WINDOW}."
            yield Reject(place="$", reason=reason)


class CentralRegisterCopy(Source):
    """
    Publisher: others who copied contracts out of the Centralny Rejestr Umów into one file.
    Cadence: by hand, when somebody brings a file.
    Licence: public-sector information, free to re-use under the act that set the register up.
    Caveat: a copy holds the contracts that its maker asked for, so nothing is concluded from what it leaves out; it
        tells nothing of changes to contracts; private persons are named in it and masked by us.
    """

    # Source
    slug = "cru_copy"
    title = "Centralny Rejestr Umów (kopia w pliku)"
    city = "generic"
    homepage = "https://rejestrumow.gov.pl/"
    authority = Authority.STRUCTURED
    disclosure = Disclosure.STAFF
    media_types = ("application/json",)
    rank = 81

    def recognises(self, content: bytes, name: str = "") -> bool:
        return _opens_as_json(content) and b'"agreements"' in content and b'"idUmowy"' in content

    def parse(self, content: bytes) -> Iterator[Draft | Reject]:
        data = _object(content)
        if not isinstance(data.get("agreements"), list):
            raise Unreadable("wrong_shape", "Plik nie ma wykazu umów z Centralnego Rejestru Umów.")
        for index, row in enumerate(data["agreements"]):
            place = f"$.agreements[{index}]"
            uuid = str(row.get("idUmowy")) if isinstance(row, dict) else ""
            if UUID.fullmatch(uuid):
                yield from drafts_of(flattened(row), uuid.lower(), place, ())
            else:
                yield Reject(place=place, reason="Umowa nie ma identyfikatora rejestru.")


def _address(asked: _Asked, offset: int) -> str:
    """Give the address of a page of contracts; what is asked stands behind the ``#`` and is sent as the question."""
    question = {
        "jsfp": {"regon": asked.regon},
        "menuGlowne": {
            "dataPublikacjiOd": asked.days.first.isoformat(),
            "dataPublikacjiDo": asked.days.last.isoformat(),
        },
    }
    said = json.dumps(question, separators=(",", ":"))
    return f"{SEARCH}?offset={offset}&limit={LIMIT}&sortKey=publicationDateAsc#{said}"


def _asked(address: str) -> tuple[_Asked, int]:
    """Read back what a page's address asks for, and from which contract on."""
    parts_of = urlsplit(address)
    question = json.loads(parts_of.fragment)
    span = question["menuGlowne"]
    days = Days(date.fromisoformat(span["dataPublikacjiOd"]), date.fromisoformat(span["dataPublikacjiDo"]))
    return _Asked(question["jsfp"]["regon"], days), int(parse_qs(parts_of.query)["offset"][0])


def _rows(data: Answer) -> list[Answer]:
    """Give the contracts of a page: the list whose rows have a contract's identifier, whatever it is called."""
    lists = (parts(value) for value in data.values())
    return next((rows for rows in lists if rows and all("idUmowy" in row for row in rows)), [])


def _total(data: Answer) -> int:
    total = data.get("totalMatchingElements")
    if not isinstance(total, int) or isinstance(total, bool):
        raise Unreadable("wrong_shape", "Odpowiedź rejestru nie mówi, ile umów pasuje do pytania.")
    return total


def _object(content: bytes) -> Answer:
    data: Any = json_of(content)
    if not isinstance(data, dict):
        raise Unreadable("wrong_shape", "Odpowiedź rejestru ma inną budowę niż znana.")
    return data


def _opens_as_json(content: bytes) -> bool:
    return content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{"
