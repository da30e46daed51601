"""One row of a register as a draft, or why it cannot be one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import ValidationError

from spending.drafts import PERSON_SHOWN, ContractDraft, ContractKind, PaymentDraft, Tax, ValueEffect
from spending.registers.amounts import amount_of
from spending.registers.annexes import annex_of
from spending.registers.cells import codes_of, day_of, folded, garbled, later, quoted, says_nothing, short
from spending.registers.keys import Keys, built_key
from spending.registers.mapping import Listing, Mapping
from spending.registers.parties import NUMBERS, Parties, buyer_of, suppliers_of
from spending.registers.pieces import CELL
from watchdog.core.people import is_private_person
from watchdog.core.text import fold
from watchdog.ingest.reasons import polish
from watchdog.ingest.source import Finding, Reject

Cells = Sequence[str]
HUGE = Decimal(1_000_000_000)
"""From this amount on a value is doubted; such contracts are real, and so are slips of a comma."""
CURRENCIES = {"zl": "PLN", "pln": "PLN", "zlotych": "PLN", "eur": "EUR", "euro": "EUR", "usd": "USD"}
TAXES = {"brutto": Tax.GROSS, "netto": Tax.NET}
CODES = ("dzial", "rozdzial", "paragraf")
BETWEEN = "; "
"""Parts the cells of a row as it is shown with a reject."""
OPEN_ENDED = ("nieokreslon", "bezterminow")
NAMES = {"value": "kwota", "amount": "kwota", "subject": "przedmiot", "signed_first": "data zawarcia"}


class _Bad(ValueError):
    """A cell without which the row cannot be a record; the message says why, in Polish."""


@dataclass
class Rows:
    """Turns the rows of one file into drafts; ``cell`` gives a row's text by its field."""

    mapping: Mapping
    mark: str
    """The sign before grosze in the column of amounts; empty where the values do not tell."""
    today: date
    keys: Keys

    def draft(self, place: str, cell: Callable[[str], str], raw: Cells) -> ContractDraft | PaymentDraft | Reject:
        """Build the draft of one row; ``raw`` are all its cells."""
        suppliers = self._suppliers(place, cell)
        build = self._payment if self.mapping.listing is Listing.PAYMENTS else self._contract
        try:
            return build(place, cell, suppliers, raw)
        except ValidationError as error:
            reason = polish(error, NAMES)
        except ValueError as error:
            reason = f"{str(error)[:1].upper()}{str(error)[1:].rstrip('.')}."
        return _reject(place, reason, raw, suppliers)

    def refused(self, place: str, cell: Callable[[str], str], raw: Cells, reason: str) -> Reject:
        """Reject a row that cannot be parted into its fields, private names masked as far as they can be told."""
        return _reject(place, reason, raw, self._suppliers(place, cell))

    def _suppliers(self, place: str, cell: Callable[[str], str]) -> Parties:
        numbers = {kind: cell(f"supplier_{kind}") for kind in NUMBERS}
        return suppliers_of(cell("supplier"), numbers, self.mapping, place)

    def _contract(self, place: str, cell: Callable[[str], str], suppliers: Parties, raw: Cells) -> ContractDraft:
        signed = _required_day(cell("signed"), "data zawarcia")
        days = {name: _day(cell(name)) for name in ("published", "modified", "valid_from", "valid_until")}
        number, subject = short(said(cell("number"))), suppliers.hide(cell("subject"))
        value, findings = self._amount(cell, place)
        annex = annex_of(cell("annex"), number, cell("subject"), self.mapping.annex)
        shared, doubts = self._shared(place, cell, suppliers, subject, raw, (number, signed))
        findings += [*doubts, *later(signed, "Data zawarcia", place, self.today)]
        findings += [_unread(name, cell(name), place) for name, day in days.items() if isinstance(day, str)]
        read = {name: None if isinstance(day, str) else day for name, day in days.items()}
        return ContractDraft(
            **shared,
            kind=self.kind_of(cell("category"), annex.is_one),
            number=number,
            signed_first=signed,
            signed_last=signed,
            published_on=read["published"],
            modified_on=read["modified"],
            **_in_order(read, findings, place),
            open_ended=any(word in folded(cell("term")) for word in OPEN_ENDED),
            term=term_of(cell("term"), cell("days")),
            value=value,
            value_words=short(said(cell("value_words"))),
            procedure=short(said(cell("procedure"))),
            category=short(said(cell("category"))),
            status=short(said(cell("status"))),
            parent_number=short(said(cell("parent_number")) or annex.parent_number) if annex.is_one else "",
            value_effect=ValueEffect.CHANGE
            if annex.is_one and value is not None and value < 0
            else ValueEffect.UNKNOWN,
            notice=short(said(cell("notice"))),
            note=f"W kolumnie „aneks” rejestr podaje: {quoted(suppliers.hide(annex.mention))}."
            if annex.mention
            else "",
            findings=tuple(findings),
        )

    def _payment(self, place: str, cell: Callable[[str], str], suppliers: Parties, raw: Cells) -> PaymentDraft:
        issued, paid = _required_day(cell("issued"), "data faktury"), _required_day(cell("paid"), "data zapłaty")
        document = short(said(cell("document_number")))
        amount, findings = self._amount(cell, place)
        if amount is None:
            raise _Bad("wiersz nie ma kwoty")
        subject = suppliers.hide(cell("subject"))
        shared, doubts = self._shared(place, cell, suppliers, subject, raw, (document, paid or issued))
        findings += [*doubts, *later(paid or issued, "Data zapłaty", place, self.today)]
        return PaymentDraft(
            **shared,
            document_number=document,
            issued_on=issued,
            paid_on=paid,
            amount=amount,
            contract_number=short(said(cell("contract_number"))),
            findings=tuple(findings),
        )

    def _shared(
        self,
        place: str,
        cell: Callable[[str], str],
        suppliers: Parties,
        subject: str,
        raw: Cells,
        known_by: tuple[str, date | None],
    ) -> tuple[dict[str, Any], list[Finding]]:
        """Give what contracts and payments have in common, and the doubts about it."""
        numbers = {kind: cell(f"buyer_{kind}") for kind in NUMBERS}
        buyer, findings = buyer_of(cell("buyer"), numbers, self.mapping, place)
        codes, doubts = codes_of({name: cell(name) for name in CODES}, place)
        shown = "; ".join(party.name for party in suppliers.found)
        if not (said(subject) or suppliers.found):
            raise _Bad("wiersz nie mówi ani kto, ani za co")
        key = said(cell("key")) or built_key(*known_by, shown, subject)
        currency, tax = words_beside(cell("value"), self.mapping)
        return {
            "place": place,
            "address": self.mapping.homepage,
            "register_name": self.mapping.register_name,
            "key": self.keys.of(key, CELL.join(raw).encode()),
            "buyer": buyer,
            "suppliers": suppliers.found,
            "subject": said(subject),
            "currency": currency,
            "tax": tax,
            **codes,
        }, [*findings, *suppliers.findings, *doubts, *garbled([subject, shown], place)]

    def _amount(self, cell: Callable[[str], str], place: str) -> tuple[Decimal | None, list[Finding]]:
        """Read the amount, else the office's own text of it where a second column keeps that."""
        text = said(cell("value")) or said(cell("value_words"))
        amount = amount_of(text, self.mark)
        if amount is None or abs(amount) < HUGE:
            return amount, []
        text = f"Kwota {quoted(text)} jest niezwykle wysoka; sprawdź, czy w źródle nie przesunięto przecinka."
        return amount, [Finding(code="huge_amount", text=text, place=place)]

    def kind_of(self, category: str, is_annex: bool) -> ContractKind:
        """Say what a row is by the register's own kind."""
        if is_annex:
            return ContractKind.AMENDMENT
        return self.mapping.kind_by_category.get(folded(category), ContractKind.CONTRACT)


def words_beside(cell: str, mapping: Mapping) -> tuple[str, Tax]:
    """Give the currency and the tax that stand beside an amount, else the mapping's; most amounts have no words."""
    words = fold(cell).split() if any(letter.isalpha() for letter in cell) else []
    currency = next((CURRENCIES[word] for word in words if word in CURRENCIES), mapping.currency)
    return currency, next((TAXES[word] for word in words if word in TAXES), mapping.tax)


def _reject(place: str, reason: str, raw: Cells, suppliers: Parties) -> Reject:
    """Reject a row without its private names, also those that stand where a wrong mapping or a lost sign puts them."""
    shown = BETWEEN.join(raw)
    for cell in raw:
        if cell and is_private_person(cell):
            reason, shown = (text.replace(cell, PERSON_SHOWN) for text in (reason, shown))
    return Reject(place=place, reason=suppliers.hide(reason), raw=suppliers.hide(shown)[:2000])


def said(cell: str) -> str:
    """Give a cell; nothing for one that stands for nothing."""
    return "" if says_nothing(cell) else cell


def _required_day(cell: str, what: str) -> date | None:
    """Read a day by which a record is found in time: one that cannot be read makes the row wait for a human."""
    try:
        return day_of(cell)
    except ValueError as error:
        raise _Bad(f"{what}: {error}") from error


def _day(cell: str) -> date | str | None:
    """Read a day without which a row is still a record; the cell itself where it is none."""
    try:
        return day_of(cell)
    except ValueError:
        return cell


def _unread(name: str, cell: str, place: str) -> Finding:
    text = f"Data {quoted(cell)} nie daje się odczytać; pominięto samą datę."
    return Finding(code="unreadable_date", text=text, place=f"{place}, {name}")


def _in_order(days: dict[str, date | None], findings: list[Finding], place: str) -> dict[str, date | None]:
    """Give the days between which a contract holds; an end before the beginning is left out and doubted."""
    first, last = days["valid_from"], days["valid_until"]
    if first and last and first > last:
        text = f"Umowa ma obowiązywać do {last:%d.%m.%Y}, a od {first:%d.%m.%Y}; końca nie przyjęto."
        findings.append(Finding(code="unreadable_date", text=text, place=place))
        last = None
    return {"valid_from": first, "valid_until": last}


def term_of(words: str, days: str) -> str:
    """Give the term in the register's words, else its days in ours."""
    if said(words):
        return short(words)
    whole = days.removesuffix(".0")
    if not whole.isdecimal():
        return short(said(days))
    return "1 dzień" if whole == "1" else f"{whole} dni"
