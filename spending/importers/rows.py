"""Storing rows of registers: who is named in them, then the rows themselves, a batch at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any, ClassVar, Generic, TypeVar

from spending.drafts import Party, PartyKind
from spending.drafts.rows import RegisterRowDraft
from spending.importers.company_ties import tie_companies
from spending.importers.hidden import HiddenNames
from spending.importers.organizations import Organizations
from spending.importers.persons import pseudonym
from spending.importers.rows_of import note_suppliers
from spending.models import ContractParty, Organization, Spelling
from spending.models.rows import RegisterRow
from spending.numbers import slug_of
from watchdog.archive.batches import Row, write_many
from watchdog.archive.writing import Evidence, Outcome, Stored
from watchdog.core.db import count_anew
from watchdog.core.text import fold

D = TypeVar("D", bound=RegisterRowDraft)

SAME = ("subject", "currency", "dzial", "rozdzial", "paragraf", "financing", "note")
"""Fields that every row of a register has and that go from the draft to the record as they are."""
MANY = 1000
"""New rows after which the database counts anew before anything is tied or indexed."""


class RowBatches(Generic[D]):
    """Stores the rows of one kind; a subclass says which fields it has besides."""

    model: ClassVar[type[RegisterRow]]
    fields: ClassVar[tuple[str, ...]] = ()
    """Further fields that go as they are."""

    def __init__(self) -> None:
        self.organizations = Organizations()
        self.registers: set[str] = set()
        self.made = 0
        self.hidden = HiddenNames()

    def store(self, drafts: Sequence[D], evidence: Sequence[Evidence]) -> list[Stored]:
        """Store rows and answer in their order; rows of two registers are two batches."""
        drafts = [self.hidden.applied(draft) for draft in drafts]
        self.organizations.learn((party for draft in drafts for party in parties_of(draft)), evidence[0])
        stored: list[Stored] = []
        pairs = zip(drafts, evidence, strict=True)
        for register, group in groupby(pairs, key=lambda pair: pair[0].register_name):
            self.registers.add(register)
            some = list(group)
            answers = write_many(self.model, register, [self._row(draft, each) for draft, each in some])
            self.after([draft for draft, _each in some], answers)
            stored += answers
        self._mark_roles(stored)
        self.made += sum(each.outcome is Outcome.STORED for each in stored)
        return stored

    def values(self, draft: D) -> Mapping[str, Any]:
        """Return the fields of a record that need more than being copied; for a subclass to add to."""
        return {}

    def after(self, drafts: Sequence[D], stored: Sequence[Stored]) -> None:
        """Do what hangs on a record's key: for a subclass."""

    def finish(self) -> None:
        """Do what can be done only when all rows are there; a subclass does more."""
        if self.made >= MANY:
            count_anew(self.model, ContractParty, Organization, Spelling)
        tie_companies()

    def _row(self, draft: D, evidence: Evidence) -> Row:
        copied = {name: getattr(draft, name) for name in (*SAME, *self.fields)}
        findings = [finding.model_dump() for finding in draft.findings]
        values = {**copied, "tax": draft.tax.value, "findings": findings, **self._parties(draft), **self.values(draft)}
        return Row(draft.key, {"slug": slug_of(draft.register_name, draft.key)}, values, evidence)

    def _parties(self, draft: D) -> dict[str, Any]:
        """Return the first buyer and the first supplier; a hidden one by its mask and pseudonym."""
        buyer = self.organizations.spelling(draft.buyer) if draft.buyer and not draft.buyer.is_hidden else None
        first = draft.suppliers[0] if draft.suppliers else None
        hidden = first is not None and first.is_hidden
        supplier = self.organizations.spelling(first) if first and not hidden else None
        return {
            "buyer": buyer.organization if buyer else None,
            "buyer_as": buyer,
            "supplier": supplier.organization if supplier else None,
            "supplier_as": supplier,
            "supplier_hidden": first.kind.value if first and hidden else "",
            "supplier_code": self.code(draft, first) if first and hidden else "",
        }

    def code(self, draft: D, person: Party) -> str:
        """Return a private person's pseudonym within the row's unit and year."""
        unit = unit_of(draft.buyer) if draft.buyer else ""
        return pseudonym(person.private_name, unit, self.year(draft)) if person.kind is PartyKind.PERSON else ""

    def year(self, draft: D) -> int | None:
        """Return the year to which a row belongs, as far as it is known."""
        return None

    @staticmethod
    def _mark_roles(stored: Sequence[Stored]) -> None:
        """Note with organizations that they order or deliver, once each."""
        records: list[Any] = [each.record for each in stored]
        buyers = {record.buyer_id for record in records if record.buyer_id}
        Organization.objects.filter(pk__in=buyers, buys=False).update(buys=True)
        note_suppliers({record.supplier_id for record in records if record.supplier_id})


def unit_of(buyer: Party | Spelling) -> str:
    """Return what tells one unit from another in a pseudonym: as printed, so that no decision of ours changes it."""
    return buyer.regon or fold(buyer.name)


def parties_of(draft: RegisterRowDraft) -> tuple[Party, ...]:
    """Return everybody whom a row names."""
    return (*((draft.buyer,) if draft.buyer else ()), *draft.suppliers)
