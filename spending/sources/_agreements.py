"""One contract of the Centralny Rejestr Umów as drafts, from the answer of its own address or from a flattened copy."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import ValidationError

from spending.drafts import ContractDraft, ContractKind, Party, PartyKind
from spending.sources._masking import without_people
from watchdog.core.dates import is_future, parse_date
from watchdog.core.ids import nip, regon
from watchdog.core.money import parse_amount
from watchdog.core.privacy import names_a_person
from watchdog.core.text import fold, squash
from watchdog.ingest.reasons import polish
from watchdog.ingest.source import Draft, Finding, Reject

Answer = dict[str, Any]

REGISTER = "cru"
PAGE = "https://rejestrumow.gov.pl/umowa/"
"""Where a reader opens a contract; the registers' copies name these addresses (``sourceUrl``)."""

PERSON, FIRM, PUBLIC = "osoba fizyczna", "przedsiebiorca", "jsfp"
NO_NUMBER = {"", "-", "--", "brak", "brak numeru", "brak umowy", "bez numeru", "b/n", "bn", "nie dotyczy"}
"""What offices write in the place of a number."""

SHORT = 200
FIELDS = {
    "value": "wartość",
    "subject": "przedmiot umowy",
    "number": "numer umowy",
    "key": "identyfikator umowy",
    "valid_until": "dzień zakończenia",
}


def drafts_of(answer: Answer, uuid: str, place: str, units: Collection[str]) -> Iterator[Draft | Reject]:
    """Yield a contract and the changes that its entry lists; a reject quotes nothing but the contract's identifier."""
    try:
        yield from list(_contract(answer, uuid, place, units))
    except ValidationError as error:
        yield Reject(place=place, reason=without_people(polish(error, FIELDS), _people(answer)), raw=uuid)
    except ValueError as error:
        yield Reject(place=place, reason=without_people(str(error), _people(answer)), raw=uuid)


def flattened(answer: Answer) -> Answer:
    """Give a copy that others made of a contract (search row, parties, some details) in the register's own shape."""
    details = part(answer, "details")
    return {
        "podstawoweDane": {
            "numerUmowy": details.get("numerUmowy"),
            "dataZawarciaUmowy": answer.get("dataZawarciaUmowy"),
            "dataZakonczeniaUmowy": answer.get("dataZakonczeniaUmowy"),
            "statusUmowy": answer.get("statusUmowy"),
        },
        "okresObowiazywania": {"okres": details.get("okres")},
        "szczegolyUmowy": {
            "przedmiotUmowy": answer.get("przedmiotUmowy"),
            "wartoscPrzedmiotu": answer.get("wartoscPrzedmiotuUmowy"),
        },
        "procurers": answer.get("procurers"),
        "contractors": answer.get("contractors"),
        "zmianyUmowy": details.get("zmianyUmowy"),
        "dataPublikacji": details.get("dataPublikacji"),
        "dataModyfikacji": details.get("dataModyfikacji"),
    }


def _contract(answer: Answer, uuid: str, place: str, units: Collection[str]) -> Iterator[ContractDraft]:
    basic, terms, matter = (part(answer, name) for name in ("podstawoweDane", "okresObowiazywania", "szczegolyUmowy"))
    ordering, delivering = _sides(answer, units)
    doubts: list[Finding] = []
    buyers = [_party(each, place, doubts) for each in ordering]
    suppliers = [_party(each, place, doubts) for each in delivering]
    people = _people(answer)
    signed, published = _day(basic.get("dataZawarciaUmowy")), _day(answer.get("dataPublikacji"))
    doubts += [*_future(signed, place), *_future(published, place)]
    secret = _secret(matter)
    common: Answer = {
        "register_name": REGISTER,
        "place": place,
        "address": f"{PAGE}{uuid}",
        "buyer": buyers[0] if buyers else None,
    }
    yield ContractDraft(
        **common,
        key=uuid,
        suppliers=tuple(suppliers),
        subject="" if "przedmiot" in secret else without_people(_text(matter.get("przedmiotUmowy")), people),
        number=_number(basic, people),
        signed_first=signed,
        signed_last=signed,
        published_on=published,
        modified_on=_day(answer.get("dataModyfikacji")),
        valid_until=_day(basic.get("dataZakonczeniaUmowy")),
        open_ended=terms.get("umowaNaCzasNieoznaczony") is True,
        term=_short(terms.get("okres"), people),
        value=None if "wartosc" in secret else _amount(matter.get("wartoscPrzedmiotu")),
        value_words="" if "wartosc" in secret else _short(matter.get("opisWartosciPrzedmiotu"), people),
        status=_short(basic.get("statusUmowy")),
        note=" ".join([*_further(buyers[1:]), *_withheld(secret)]),
        findings=tuple(doubts),
    )
    for number, change in enumerate(parts(answer.get("zmianyUmowy")), start=1):
        yield _amendment(change, number, uuid, people, common)


def _amendment(change: Answer, number: int, uuid: str, people: list[str], common: Answer) -> ContractDraft:
    """Read a change: when, of what kind, with what comment; the register does not say what it does to the value."""
    day = _day(change.get("dataZmiany"))
    place = f"{common['place']}.zmianyUmowy[{number - 1}]"
    return ContractDraft(
        **common | {"place": place},
        kind=ContractKind.AMENDMENT,
        key=f"{uuid}/zmiana-{number}",
        parent=uuid,
        subject=without_people(_text(change.get("komentarz")), people),
        category=_short(change.get("rodzajZmiany"), people),
        signed_first=day,
        signed_last=day,
        findings=_future(day, place),
    )


def _sides(answer: Answer, units: Collection[str]) -> tuple[list[Answer], list[Answer]]:
    """
    Tell who orders from who delivers.

    A copy says it. The register's own answer lists parties of both sides together: a unit of the white list orders,
    else the first public unit; everybody else delivers.
    """
    if "stronyUmowy" not in answer:
        return parts(answer.get("procurers")), parts(answer.get("contractors"))
    everybody = parts(answer.get("stronyUmowy"))
    public = [each for each in everybody if _kind(each) == PUBLIC]
    buyers = [each for each in public if _digits(each.get("regon")) in units] or public[:1]
    return buyers, [each for each in everybody if not any(each is buyer for buyer in buyers)]


def _people(answer: Answer) -> list[str]:
    """Name the private persons among the parties, for taking them out of everything else that the row says."""
    everybody = [each for name in ("stronyUmowy", "procurers", "contractors") for each in parts(answer.get(name))]
    return [name for each in everybody if (name := _person_in(each))]


def _party(said: Answer, place: str, doubts: list[Finding]) -> Party:
    if _is_secret(said.get("niejawnoscStrony")):
        return Party.withheld()
    person, name = _person_in(said), _text(said.get("nazwa"))
    if person or _kind(said) == PERSON:
        return Party.person(person)
    if not name:
        raise ValueError("Strona umowy nie ma nazwy.")
    kinds = {FIRM: PartyKind.FIRM, PUBLIC: PartyKind.PUBLIC}
    numbers = {label: _identifier(said, label, place, doubts) for label in ("nip", "regon")}
    return Party(name=name[:500], kind=kinds.get(_kind(said), PartyKind.UNKNOWN), **numbers)


def _person_in(said: Answer) -> str:
    """
    Give the private name of a party that is a person and no firm; empty for a firm, one of a single person too.

    A firm without a name of its own, or without a number under one that is a mere person's, is taken for that person.
    """
    own = squash(f"{_text(said.get('imie'))} {_text(said.get('nazwisko'))}")
    name = _text(said.get("nazwa"))
    if _kind(said) == PERSON:
        return own or name
    numbered = _digits(said.get("nip")) or _digits(said.get("regon"))
    if name and (numbered or not names_a_person(name)):
        return ""
    return own or (name if names_a_person(name) else "")


def _identifier(said: Answer, label: str, place: str, doubts: list[Finding]) -> str:
    text = _digits(said.get(label))
    valid = {"nip": nip, "regon": regon}[label](text) if text else None
    if text and valid is None:
        text = f"Numer {label.upper()} „{text[:20]}” ma błędną sumę kontrolną; nie zapisano go."
        doubts.append(Finding(code="bad_identifier", text=text, place=place))
    return valid or ""


def _number(basic: Answer, people: list[str]) -> str:
    text = _short(basic.get("numerUmowy"), people)
    return "" if basic.get("brakNumeruUmowy") is True or fold(text).strip(". ") in NO_NUMBER else text


def _amount(value: Any) -> Decimal | None:
    """Read a value, sign kept; the register gives no currency and does not say gross or net."""
    if value is None or isinstance(value, bool):
        return None
    return Decimal(str(value)) if isinstance(value, int | float | Decimal) else parse_amount(str(value))


def _secret(matter: Answer) -> set[str]:
    """Tell what the office keeps secret: the field ``niejawnosc…`` names it; one that names neither, means both."""
    marks = [fold(name) for name, value in matter.items() if name.startswith("niejawnosc") and _is_secret(value)]
    named: set[str] = set()
    for mark in marks:  # „niejawnoscWartosciPrzedmiotu” is of the value
        named |= (
            {"wartosc"} if "wartosc" in mark else {"przedmiot"} if "przedmiot" in mark else {"przedmiot", "wartosc"}
        )
    return named


def _withheld(secret: set[str]) -> Iterator[str]:
    words = {"przedmiot": "przedmiotu", "wartosc": "wartości"}
    if secret:
        yield f"Urząd nie ujawnia {' i '.join(words[each] for each in sorted(secret))} umowy."


def _further(buyers: list[Party]) -> Iterator[str]:
    if buyers:
        yield f"Zamawiający, oprócz wymienionego: {', '.join(buyer.name for buyer in buyers)}."


def _future(day: date | None, place: str) -> tuple[Finding, ...]:
    if day is None or not is_future(day):
        return ()
    text = f"Dokument podaje datę {day:%d.%m.%Y}, która jeszcze nie nadeszła."
    return (Finding(code="future_date", text=text, place=place),)


def _day(value: Any) -> date | None:
    text = _text(value)
    day = parse_date(text) if text else None
    if text and day is None:
        raise ValueError(f"„{text[:40]}” nie jest datą.")
    return day


def _is_secret(value: Any) -> bool:
    return value not in (None, False, "", [], {}) and fold(str(value)) not in ("nie", "false")


def _kind(said: Answer) -> str:
    return fold(_text(said.get("rodzaj")))


def _digits(value: Any) -> str:
    return "".join(filter(str.isdigit, _text(value)))


def _text(value: Any) -> str:
    return squash(str(value)) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def _short(value: Any, people: list[str] | None = None) -> str:
    """Give a text that fits its field, cut where it does not: the document keeps the whole of it."""
    text = without_people(_text(value), people or [])
    return text if len(text) <= SHORT else f"{text[: SHORT - 1]}…"


def part(answer: Answer, name: str) -> Answer:
    """Give a part of an answer; an empty one where there is none."""
    found = answer.get(name)
    return found if isinstance(found, dict) else {}


def parts(value: Any) -> list[Answer]:
    """Give the objects of a list; none where it is no list."""
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
