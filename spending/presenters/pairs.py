"""A row of one register beside its pair in another: what each says where they differ."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from spending.filters.reconciliation import FIELD_LABELS, STATE_LABELS
from spending.models import Contract
from spending.presenters.amounts import amount_words, tax_words
from spending.presenters.days import signed_words
from spending.reconciling import By, Entry, Field, State
from spending.registers_shown import register_shown
from watchdog.core.typography import number

TAGS = {State.DIFFERS: "warn", State.AMBIGUOUS: "warn"}


@dataclass(frozen=True)
class Difference:
    """One thing that two rows say differently, in the words of each."""

    field: str
    here: str
    there: str


@dataclass(frozen=True)
class RowShown:
    """A row of a register, as a link."""

    register: str
    title: str
    number: str
    url: str


@dataclass(frozen=True)
class PairRow:
    """An entry of the comparison as pages show it."""

    head: RowShown
    unit: str
    when: str
    value: str
    state: str
    tag: str
    how: str
    """By what the pair was found, and what stays doubtful about it."""
    other: RowShown | None
    differences: tuple[Difference, ...]
    candidates: tuple[RowShown, ...]


def pair_row(entry: Entry, contracts: Mapping[int, Contract]) -> PairRow:
    """Show an entry; ``contracts`` holds every row that it names, fetched by ``for_list``."""
    head = contracts[entry.head]
    other = contracts[entry.there] if entry.here and entry.there else None
    return PairRow(
        head=row_shown(head),
        unit=head.buyer_shown,
        when=signed_words(head) if head.signed_last else "",
        value=_value(head),
        state=str(STATE_LABELS[entry.state]),
        tag=TAGS.get(entry.state, ""),
        how=how_words(entry),
        other=row_shown(other) if other else None,
        differences=differences(entry, head, other) if other else (),
        candidates=tuple(row_shown(contracts[each]) for each in entry.candidates if each in contracts),
    )


def keys_of(entry: Entry) -> set[int]:
    """Name every row that showing an entry asks for."""
    return {each for each in (entry.here, entry.there, *entry.candidates) if each}


def row_shown(contract: Contract) -> RowShown:
    title = contract.subject or contract.number or _("subject not given")
    return RowShown(register_shown(contract.register).title, title, contract.number, contract.get_absolute_url())


def differences(entry: Entry, here: Contract, there: Contract) -> tuple[Difference, ...]:
    """Say what either row says of everything in which they differ."""
    return tuple(
        Difference(str(FIELD_LABELS[field]), said(here), said(there))
        for field, said in SAID.items()
        if field in entry.differs
    )


def how_words(entry: Entry) -> str:
    """Say by what a pair was found; of a pair of which nothing but the number agrees, that it may be two contracts."""
    if entry.state is State.AMBIGUOUS:
        several = ngettext(
            "%(n)s row of the other register fits, and it fits others too; we do not choose.",
            "%(n)s rows of the other register fit; we do not choose.",
            entry.fitting,
        )
        return several % {"n": number(entry.fitting)}
    if entry.by is By.NUMBER and {Field.VALUE, Field.DATE, Field.SUPPLIER} <= entry.differs:
        return _("Only number and unit agree: these may be two contracts, one of them with a wrong number.")
    words = {By.NUMBER: _("found by number and unit"), By.ROW: _("found by the supplier's NIP, day and value")}
    return words.get(entry.by, "")


def _value(contract: Contract) -> str:
    if contract.value is None:
        return contract.value_words or _("not given")
    amount = amount_words(contract.value, contract.currency, approximate=contract.approximate)
    return f"{amount} {tax_words(contract.tax)}".strip()


SAID: dict[Field, Callable[[Contract], str]] = {
    Field.VALUE: _value,
    Field.DATE: lambda contract: signed_words(contract),
    Field.SUBJECT: lambda contract: contract.subject,
    Field.SUPPLIER: lambda contract: contract.supplier_shown,
    Field.NUMBER: lambda contract: contract.number,
    Field.UNIT: lambda contract: contract.buyer_shown,
}
