"""
The server of the Centralny Rejestr Umów, with the ways of the real one.

It cuts a page to fifty contracts and sets the offset back to a multiple of the limit; shows no more than a window of an
answer; overlooks conditions that it does not know, and then gives the whole register; without ``sortKey`` gives no two
answers in the same order; asks to wait when it is asked too fast; answers to a wrong identifier with the code of its
own fault, and to a wrong path with a page of HTML and status 200.
"""

from __future__ import annotations

import json
import random
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.fakes.office import Office, Page

SITE = "https://rejestrumow.gov.pl"
GLIWICE, ELSEWHERE = "276255430", "013271269"
HTML = Page(b"<!DOCTYPE html><html><title>Rejestr</title></html>", headers={"Content-Type": "text/html"})

Answer = dict[str, Any]


@dataclass
class Contract:
    """An entry of the register; ``detail`` overrides parts of the answer under its own address."""

    number: int
    published: date = date(2026, 7, 20)
    regon: str = GLIWICE
    value: float | None = 1000
    subject: str = "Usługa"
    parties: tuple[Answer, ...] = ()
    changes: tuple[Answer, ...] = ()
    detail: Answer = field(default_factory=dict)

    @property
    def uuid(self) -> str:
        return str(uuid.UUID(int=self.number, version=4))

    @property
    def path(self) -> str:
        return f"/api-dp/v1/agreement/{self.uuid}"

    def row(self) -> Answer:
        """Give the contract as a page of the search shows it."""
        return {"idUmowy": self.uuid, "nazwa": "Jednostka", "regon": self.regon, "przedmiotUmowy": self.subject}

    def answer(self) -> Answer:
        """Give the contract as its own address answers."""
        published = f"{self.published:%d.%m.%Y}"
        return {
            "podstawoweDane": {
                "numerUmowy": f"U/{self.number}",
                "dataZawarciaUmowy": published,
                "statusUmowy": "Aktywna",
            },
            "okresObowiazywania": {"umowaNaCzasNieoznaczony": False, "okres": None},
            "szczegolyUmowy": {"przedmiotUmowy": self.subject, "wartoscPrzedmiotu": self.value},
            "stronyUmowy": [party("JSFP", "Jednostka", regon=self.regon), *self.parties],
            "zmianyUmowy": list(self.changes),
            "dataPublikacji": published,
            "dataModyfikacji": published,
        } | self.detail


def party(kind: str, name: str | None = None, **said: Any) -> Answer:
    """Give a party of a contract as the register names it."""
    return {"kraj": "Polska", "rodzaj": kind, "nazwa": name, "niejawnoscStrony": None} | said


@dataclass
class Register:
    """The register behind an office's server; ``known`` are the conditions that it understands."""

    contracts: list[Contract] = field(default_factory=list)
    limit: int = 50
    window: int = 10_000
    known: set[str] = field(
        default_factory=lambda: {"jsfp.regon", "menuGlowne.dataPublikacjiOd", "menuGlowne.dataPublikacjiDo"}
    )
    impatient: int = 0
    """So many requests from now on are answered with 429."""
    broken: bool = False
    """Whether the server gives a page of HTML, status 200, to everything."""

    def opened_on(self, office: Office) -> Register:
        """Let an office's server answer as this register."""
        office.answer = self.answer
        return self

    def answer(self, path: str, question: bytes | None) -> Page:
        if self.impatient:
            self.impatient -= 1
            return Page(status=429, headers={"Retry-After": "7"})
        where = urlsplit(path)
        if self.broken:
            return HTML
        if where.path == "/api-dp/v1/agreements/search" and question is not None:
            return _json(self._found(parse_qs(where.query), json.loads(question)))
        if where.path.startswith("/api-dp/v1/agreement/") and question is None:
            entries = {contract.path: contract for contract in self.contracts}
            return _json(entries[where.path].answer()) if where.path in entries else Page(status=500)
        return HTML

    def _found(self, asked: dict[str, list[str]], question: Answer) -> Answer:
        limit = min(int(asked["limit"][0]), self.limit)
        offset = int(asked["offset"][0]) // limit * limit
        matching = [contract for contract in self.contracts if self._matches(contract, question)]
        if asked.get("sortKey") == ["publicationDateAsc"]:
            matching.sort(key=lambda contract: (contract.published, contract.number))
        else:
            random.shuffle(matching)
        return {
            "totalElements": len(matching),
            "totalMatchingElements": len(matching),
            "totalVisibleElements": min(len(matching), self.window),
            "agreements": [contract.row() for contract in matching[: self.window][offset : offset + limit]],
        }

    def _matches(self, contract: Contract, question: Answer) -> bool:
        tests: dict[str, Callable[[str], bool]] = {
            "jsfp.regon": lambda said: contract.regon == said,
            "menuGlowne.dataPublikacjiOd": lambda said: contract.published >= date.fromisoformat(said),
            "menuGlowne.dataPublikacjiDo": lambda said: contract.published <= date.fromisoformat(said),
        }
        said = {f"{part}.{name}": value for part, names in question.items() for name, value in names.items()}
        return all(tests[name](value) for name, value in said.items() if name in self.known & set(tests))


def of_units(count: int, first: date = date(2026, 7, 1), regon: str = GLIWICE, start: int = 1) -> list[Contract]:
    """Make contracts published day after day, ten a day."""
    return [Contract(start + n, first + timedelta(days=n // 10), regon) for n in range(count)]


def _json(answer: Answer) -> Page:
    return Page(json.dumps(answer, ensure_ascii=False).encode(), headers={"Content-Type": "application/json"})
