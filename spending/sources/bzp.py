"""
The Biuletyn Zamówień Publicznych: notices of procedures and their results (ezamowienia.gov.pl).

The server numbers no pages, so a walk asks for a month of one unit's notices of one type, and for halves of it where
the answer is as long as an answer can be. Amounts stand only in the text of a notice (``htmlBody``); of them is taken
what is said once. Fields after the API's description; what the real server does was not seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlencode, urlsplit

from pydantic import ValidationError

from spending.drafts import NoticeDraft, NoticeKind, Party, PartyKind
from spending.sources._masking import without_people
from spending.sources._questions import Days, months, refuse_ignored
from watchdog.cities import CityProfile
from watchdog.core.dates import parse_date, today
from watchdog.core.ids import nip
from watchdog.core.money import parse_amount
from watchdog.core.privacy import names_a_person
from watchdog.core.text import fold, squash
from watchdog.ingest.markup import tree_of
from watchdog.ingest.reasons import polish
from watchdog.ingest.source import Authority, CitySource, Disclosure, Draft, Reject, Unreadable, json_of

Answer = dict[str, Any]

NOTICES = "https://ezamowienia.gov.pl/mo-board/api/v1/notice"
FIRST_DAY = date(2021, 1, 1)
"""Before it, as far as we know, the bulletin was published elsewhere."""
MOST = 500
"""So many notices an answer, at the most."""
KINDS = {"ContractNotice": NoticeKind.CONTRACT, "TenderResultNotice": NoticeKind.RESULT}
"""The types that are asked for; others, in a file brought by hand, stay „other”."""
FIELDS = {"key": "numer ogłoszenia", "published_on": "dzień publikacji", "subject": "przedmiot"}
SHORT = 200

SECTION = re.compile(r"\s(?=(?:SEKCJA\s+[IVX]+\b|\d+\.\d+(?:\.\d+)*\.?\)))")
"""Where the next numbered line of a notice begins: „8.2.) Wartość umowy/umowy ramowej: …”."""
MONEY = re.compile(r"(?P<amount>[\d\s.,]+?)\s*(?P<currency>[A-Z]{3})?")
LABELS = {
    "reference": "numer referencyjny",
    "offers": "liczba otrzymanych ofert",
    "lowest": "najnizsza cena",
    "highest": "najwyzsza cena",
    "contract_on": "data zawarcia umowy",
    "value": "wartosc umowy",
}
"""How a line is called, folded, by the field that it fills."""
SEVERAL = "Ogłoszenie podaje osobno kilka części; kwot, ofert i dat z nich nie łączymy."


class PublicProcurementBulletin(CitySource):
    """
    Publisher: the President of the Public Procurement Office, Biuletyn Zamówień Publicznych.
    Cadence: daily; the last two months are read again.
    Licence: public-sector information, re-used under the act of 11 August 2021 on open data.
    Caveat: orders below the thresholds of the European Union only, of the units on the portal's white list; amounts
        are read from a notice's text and left out where it speaks of several parts.
    """

    # Source
    slug = "bzp"
    title = "Biuletyn Zamówień Publicznych"
    city = "generic"
    homepage = "https://ezamowienia.gov.pl/"
    authority = Authority.OFFICE
    disclosure = Disclosure.STAFF
    media_types = ("application/json",)
    rank = 82
    live = False

    def __init__(self, city: CityProfile | None = None) -> None:
        super().__init__(city)
        self.nips = tuple(unit.nip for unit in city.units if unit.nip) if city else ()

    @property
    def knows_its_city(self) -> bool:
        return bool(self.nips)

    def recognises(self, content: bytes, name: str = "") -> bool:
        is_list = content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"["
        return is_list and b'"noticeNumber"' in content and b'"htmlBody"' in content

    def discover(self, since: date) -> Iterable[str]:
        for number in self.nips:
            for kind in KINDS:
                for days in months(max(since, FIRST_DAY), today()):
                    yield _address(_Asked(kind, number, days))

    def follow(self, address: str, content: bytes, since: date) -> Iterable[str]:
        asked = _asked(address)
        if len(_rows(content)) >= MOST:
            yield from (_address(asked._replace(days=half)) for half in asked.days.halves())

    def parse(self, content: bytes) -> Iterator[Draft | Reject]:
        return self.read(content, "")

    def read(self, content: bytes, address: str) -> Iterator[Draft | Reject]:
        rows = _rows(content)
        asked = _asked(address) if address.startswith(NOTICES) else None
        if asked and any(_digits(row.get("organizationNationalId")) != asked.nip for row in rows):
            refuse_ignored()
        if asked and len(rows) >= MOST and not asked.days.halves():
            reason = f"Jednego dnia jest ogłoszeń co najmniej {MOST}; serwer nie pokazuje więcej."
            yield Reject(place="$", reason=reason)
        for index, row in enumerate(rows):
            yield _drafted(row, f"$[{index}]")


class _Asked(NamedTuple):
    """A slice of the bulletin: one unit's notices of one type, published between two days."""

    kind: str
    nip: str
    days: Days


def _address(asked: _Asked) -> str:
    question = {
        "NoticeType": asked.kind,
        "PublicationDateFrom": f"{asked.days.first}T00:00:00",
        "PublicationDateTo": f"{asked.days.last}T23:59:59",
        "OrganizationNationalId": asked.nip,
        "PageSize": MOST,
    }
    return f"{NOTICES}?{urlencode(question)}"


def _asked(address: str) -> _Asked:
    """Read back what an address asks for."""
    said = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    first, last = (date.fromisoformat(said[name][:10]) for name in ("PublicationDateFrom", "PublicationDateTo"))
    return _Asked(said["NoticeType"], said["OrganizationNationalId"], Days(first, last))


def _rows(content: bytes) -> list[Answer]:
    data: Any = json_of(content)
    if not isinstance(data, list) or not all(isinstance(row, dict) for row in data):
        raise Unreadable("wrong_shape", "Odpowiedź biuletynu nie jest listą ogłoszeń.")
    return data


def _drafted(row: Answer, place: str) -> Draft | Reject:
    number = _text(row.get("noticeNumber")) or _text(row.get("bzpNumber"))
    try:
        return _notice(row, number, place)
    except ValidationError as error:
        return Reject(place=place, reason=without_people(polish(error, FIELDS), _people(row)), raw=number)
    except ValueError as error:
        return Reject(place=place, reason=without_people(str(error), _people(row)), raw=number)


def _notice(row: Answer, number: str, place: str) -> NoticeDraft:
    people = _people(row)
    buyer = _text(row.get("organizationName"))
    told = _told(_text_of(row.get("htmlBody")))
    return NoticeDraft.model_validate(
        {
            "place": place,
            "register_name": "bzp",
            "key": number,
            "kind": KINDS.get(_text(row.get("noticeType")), NoticeKind.OTHER),
            "published_on": _day(row.get("publicationDate")),
            "buyer": _party(buyer, row.get("organizationNationalId"), PartyKind.PUBLIC) if buyer else None,
            "suppliers": tuple(_contractors(row)),
            "subject": without_people(_text(row.get("orderObject")), people),
            "tender": _short(row.get("tenderId")),
            "cpv": _short(row.get("cpvCode")),
            "order_type": _short(row.get("orderType")),
            "procedure": _short(row.get("tenderType")),
            "result": without_people(_short(row.get("procedureResult")), people),
            "offers_until": _day(row.get("submittingOffersDate")),
            **told,
            "reference": without_people(_short(told.get("reference")), people),
        }
    )


def _told(text: str) -> Answer:
    """
    Read what only a notice's text says; where a line stands in it more than once, it speaks of parts, and all is left.

    Amounts share one currency, that of the contract's value, else of the first amount; the text does not say whether
    they hold VAT.
    """
    found: dict[str, list[str]] = {name: [] for name in LABELS}
    for line in SECTION.split(f" {text}"):
        label, _colon, value = line.partition(":")
        name = next((name for name, words in LABELS.items() if words in fold(label)), "")
        if name and value.strip():
            found[name].append(value.strip())
    once = {name: values[0] for name, values in found.items() if len(values) == 1}
    said: Answer = {"reference": once.pop("reference", "")}
    if any(len(values) > 1 for name, values in found.items() if name != "reference"):
        return said | {"note": SEVERAL}
    if once.get("offers", "").isdecimal():
        said["offers"] = int(once["offers"])
    return said | {"contract_on": _day_or_none(once.get("contract_on", "")), **_money(once)}


def _money(once: dict[str, str]) -> Answer:
    read = {name: amount for name in ("value", "lowest", "highest") if (amount := _amount(once.get(name, "")))}
    currency = next((currency for _amount, currency in read.values()), "")
    return {"currency": currency, **{name: amount for name, (amount, said) in read.items() if said == currency}}


def _amount(text: str) -> tuple[Decimal, str] | None:
    """Read an amount with its currency, empty where none stands beside it; nothing where it is not exactly one."""
    found = MONEY.fullmatch(squash(text))
    try:
        amount = parse_amount(found["amount"]) if found else None
    except ValueError:
        return None
    return (amount, found["currency"] or "") if found and amount is not None else None


def _contractors(row: Answer) -> Iterator[Party]:
    for each in _named(row):
        name, number = _text(each.get("contractorName")), each.get("contractorNationalId")
        yield Party.person(name) if _is_person(each) else _party(name, number, PartyKind.FIRM)


def _named(row: Answer) -> list[Answer]:
    listed = row.get("contractors")
    rows = listed if isinstance(listed, list) else []
    return [each for each in rows if isinstance(each, dict) and _text(each.get("contractorName"))]


def _is_person(each: Answer) -> bool:
    """Take a bare given and family name without a tax number for a private person's; with one it is a firm's."""
    return names_a_person(_text(each.get("contractorName"))) and not _nip(each.get("contractorNationalId"))


def _people(row: Answer) -> list[str]:
    return [_text(each.get("contractorName")) for each in _named(row) if _is_person(each)]


def _party(name: str, number: Any, kind: PartyKind) -> Party:
    return Party(name=name[:500], kind=kind, nip=_nip(number))


def _nip(value: Any) -> str:
    """Give a NIP where the identifier is one; other countries' and other registers' numbers are none of ours."""
    return nip(_digits(value)) or ""


def _text_of(body: Any) -> str:
    """Give the words of a notice; two elements that touch are two words."""
    return tree_of(body.replace("<", " <")).text() if isinstance(body, str) else ""


def _day(value: Any) -> date | None:
    text = _text(value)
    return parse_date(text) if text else None


def _day_or_none(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


def _digits(value: Any) -> str:
    return "".join(filter(str.isdigit, _text(value)))


def _text(value: Any) -> str:
    return squash(str(value)) if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _short(value: Any) -> str:
    text = _text(value)
    return text if len(text) <= SHORT else f"{text[: SHORT - 1]}…"
