"""Storing contracts, and tying annexes and parts to the contract that they belong to."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import F, OuterRef, Subquery

from spending import rollups
from spending.drafts import ContractDraft, Party
from spending.drafts.blocks import ContractBlock
from spending.figures import TYPED_REGISTER
from spending.importers.copying import Copied, Copying
from spending.importers.rows import RowBatches
from spending.importers.rows_of import note_suppliers
from spending.importers.ties import tie_notices
from spending.models import Contract, ContractParty, Notice, Organization
from spending.numbers import number_key
from watchdog.archive.models import Change
from watchdog.archive.writing import Evidence, Outcome, Stored
from watchdog.core.bare import Bare, is_empty

UNIQUE = "contract_once_in_its_register"
"""The constraint by which rows are found while the table is filled; it stays."""
ENOUGH = 20_000
"""Rows in the first block of a document from which on it is worth making the indexes anew."""


class ContractBatches(RowBatches[ContractDraft]):
    """Rows of registers of contracts."""

    model = Contract
    fields = (
        *("number", "signed_first", "signed_last", "published_on", "modified_on", "valid_from", "valid_until"),
        *("open_ended", "term", "value", "value_words", "approximate", "procedure", "category", "status"),
        *("parent_number", "eu_funded"),
    )

    def __init__(self) -> None:
        super().__init__()
        self.names_notices = False
        self.moved_sums = False
        self.buyers: set[int] = set()
        self._copying: Copying | None = None
        self._bare: Bare | None = None

    def copy(self, block: ContractBlock, evidence: Evidence, noted: str) -> Copied:
        """
        Store a block of plain rows; give back as drafts what is to be stored as such (ADR 21).

        ``noted`` begins the statement by which the corridor notes the keys of records that a document has stated.
        """
        if self._bare is None and self._is_first_load(block):
            self._bare = Bare(Contract, UNIQUE)
            rollups.pause()
        if self._copying is None:
            straight = self._bare is not None and not Contract.objects.exists()
            self._copying = Copying(self.organizations, self.hidden, straight=straight)
        copied = self._copying.copy(block, evidence, noted, slugs_are_checked=self._bare is None)
        self.registers.add(block.register_name)
        self.made += copied.stored
        if copied.stored:
            self.moved_sums = True
            self.buyers |= self._copying.buyers()
            self.names_notices = self.names_notices or self._copying.names_notices()
        for role, pks in self._copying.roles():
            if role == "buyer":
                Organization.objects.filter(pk__any_of=pks, buys=False).update(buys=True)
            else:
                note_suppliers(pks)
        return copied

    def _is_first_load(self, block: ContractBlock) -> bool:
        """Tell whether so many rows come into a table that shows next to nothing that it is better filled bare."""
        return block.count >= ENOUGH and self._copying is None and is_empty(Contract)

    def values(self, draft: ContractDraft) -> Mapping[str, Any]:
        return {
            "kind": draft.kind.value,
            "number_key": number_key(draft.number),
            "parent_key": draft.parent,
            "value_effect": draft.value_effect.value,
            "notice_number": draft.notice,
        }

    def year(self, draft: ContractDraft) -> int | None:
        day = draft.signed_last or draft.published_on
        return day.year if day else None

    def after(self, drafts: Sequence[ContractDraft], stored: Sequence[Stored]) -> None:
        """Keep the further parties of each contract; where a newer document names others, with a change."""
        self._remember(drafts, stored)
        wanted = {each.record.pk: self._further(draft) for draft, each in zip(drafts, stored, strict=True)}
        members = (party.organization_id for parties in wanted.values() for party in parties)
        note_suppliers({pk for pk in members if pk})
        new = {each.record.pk for each in stored if each.outcome is Outcome.STORED}
        named = ContractParty.objects.filter(contract__in=wanted.keys() - new)
        kept: dict[int, list[tuple[Any, ...]]] = {pk: [] for pk in wanted}
        for party in named.order_by("position"):
            kept[party.contract_id].append((party.spelling_id, party.hidden, party.code))
        for draft, each in zip(drafts, stored, strict=True):
            pk = each.record.pk
            if pk in wanted and kept[pk] != [_told(party) for party in wanted[pk]]:
                self._put(each, kept[pk], wanted.pop(pk), draft)

    def _remember(self, drafts: Sequence[ContractDraft], stored: Sequence[Stored]) -> None:
        """Note what new contracts may be tied to notices by: a notice that they name, or their unit."""
        fresh = [draft for draft, each in zip(drafts, stored, strict=True) if each.outcome is not Outcome.UNCHANGED]
        self.names_notices |= any(draft.notice for draft in fresh)
        self.moved_sums |= bool(fresh)
        records: list[Any] = [each.record for each in stored if each.outcome is not Outcome.UNCHANGED]
        self.buyers |= {record.buyer_id for record in records if record.buyer_id}

    def _further(self, draft: ContractDraft) -> list[ContractParty]:
        return [self._party(draft, party, n) for n, party in enumerate(draft.suppliers[1:], start=2)]

    def _party(self, draft: ContractDraft, party: Party, position: int) -> ContractParty:
        role = ContractParty.Role.SUPPLIER
        if party.is_hidden:
            return ContractParty(role=role, position=position, hidden=party.kind.value, code=self.code(draft, party))
        spelling = self.organizations.spelling(party)
        return ContractParty(role=role, position=position, spelling=spelling, organization=spelling.organization)

    @staticmethod
    def _put(stored: Stored, before: list[Any], parties: list[ContractParty], draft: ContractDraft) -> None:
        """Write who else stands in a contract; of one that stood here before, keep how many and who it was."""
        contract = stored.record
        if stored.outcome is not Outcome.STORED:
            old = [str(party) for party in ContractParty.objects.filter(contract=contract.pk)]
            ContractParty.objects.filter(contract=contract.pk).delete()
            Change.objects.create(
                content_type=ContentType.objects.get_for_model(Contract),
                object_id=contract.pk,
                field="parties",
                before=old,
                after=[str(party) for party in parties],
                snapshot=contract.snapshot,
            )
        for party in parties:
            party.contract_id = contract.pk
        ContractParty.objects.bulk_create(parties)

    def finish(self) -> None:
        first_load = self._bare is not None
        if self._copying is not None:
            self._copying.end()
        if self._bare is not None:
            self._bare.dressed()
            self._bare = None
        super().finish()  # the database is told of its rows before they are added up
        if first_load:
            rollups.resume()
        for register in self.registers:
            tie_by_key(register)
            tie_by_number(register)
        if self.names_notices:
            tie_notices(Notice.objects.all())
        elif self.buyers:
            tie_notices(Notice.objects.filter(buyer__in=self.buyers))
        if self.moved_sums:  # whoever reads next finds one row of each sum
            rollups.fold()


def follow_correction(contract: Contract, fields: Collection[str]) -> None:
    """Let what follows from a contract's numbers follow a person's correction of these fields: its key, its parent."""
    found = Contract.objects.filter(pk=contract.pk)
    if "number" in fields:
        found.update(number_key=number_key(found.get().number))
    if "parent_number" in fields:
        found.update(parent=None)
        tie_by_number(contract.register)
        tie_by_key(contract.register)


def _told(party: ContractParty) -> tuple[Any, ...]:
    return (party.spelling_id, party.hidden, party.code)


def tie_by_key(register: str) -> int:
    """Tie rows of a register to the contract whose key they name; return how many were tied."""
    loose = Contract.objects.filter(register=register, parent__isnull=True).exclude(parent_key="")
    named = Contract.objects.filter(register=register, key=OuterRef("parent_key")).exclude(pk=OuterRef("pk"))
    return loose.annotate(found=Subquery(named.values("pk")[:1])).filter(found__isnull=False).update(parent=F("found"))


def tie_by_number(register: str) -> int:
    """
    Tie annexes to the one contract of the same unit that bears the number they name; return how many were tied.

    Where two contracts of a unit bear the same number, the annex stays loose: nobody says which one it changes. So does
    an annex of an unknown unit: „1/2015” is a number of every unit. An annex that a person has typed from a document
    may change a contract of any register.
    """
    loose = Contract.objects.filter(
        register=register, parent__isnull=True, buyer__isnull=False, kind=Contract.Kind.AMENDMENT
    )
    tied = 0
    there = Contract.objects.all() if register == TYPED_REGISTER else Contract.objects.filter(register=register)
    for annex in loose.exclude(parent_number="").only("pk", "buyer_id", "parent_number").iterator(chunk_size=1000):
        named = there.filter(
            kind=Contract.Kind.CONTRACT,
            buyer=annex.buyer_id,
            number_key=number_key(annex.parent_number),
        )
        found = list(named.values_list("pk", flat=True)[:2])
        if len(found) == 1:
            tied += Contract.objects.filter(pk=annex.pk).update(parent=found[0])
    return tied
