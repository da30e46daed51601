"""Contracts and what registers list beside them: annexes, tenders, offers, grants, leases, each a kind of its own."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar, Self

from pydantic import StringConstraints, model_validator

from spending.drafts.rows import Amount, RegisterRowDraft, Short, in_order


class ContractKind(StrEnum):
    """What a row is. Only a contract is a contract: an offer, a grant or a sum is never added to contracts."""

    CONTRACT = "contract"
    AMENDMENT = "amendment"
    """An annex: it changes a contract and is no new spending."""
    TENDER = "tender"
    """A tender announced or held of which nothing more is known."""
    OFFER = "offer"
    """An offer made, whether or not it was rejected; nobody accepted it as far as the document says."""
    CHOSEN_OFFER = "chosen_offer"
    """An offer was chosen; that a contract was signed is not said."""
    GRANT = "grant"
    """Money given or received as a grant (dotacja)."""
    LEASE = "lease"
    """The city lets or hires a thing."""
    LOAN = "loan"
    """The city borrows, lends or stands surety: money that comes back is no order."""
    TOTAL = "total"
    """Several orders told in one sum."""
    COST = "cost"
    """What an investment cost, without a contract being named."""


class ValueEffect(StrEnum):
    """What the amount of an annex means for its contract."""

    UNKNOWN = ""
    CHANGE = "change"
    """By so much the value grows (or falls, with a minus)."""
    NEW_TOTAL = "new_total"
    """So much is the value from now on."""


class ContractDraft(RegisterRowDraft):
    """A row of a register of contracts."""

    listed_as: ClassVar[str] = ""

    kind: ContractKind = ContractKind.CONTRACT
    number: Short = ""
    """As printed; text, never a number."""
    signed_first: date | None = None
    signed_last: date | None = None
    """Between which days it was signed (of an offer: made); the same day twice where the day is known."""
    published_on: date | None = None
    """When the register published it."""
    modified_on: date | None = None
    """When the register last changed it, by its own word."""
    valid_from: date | None = None
    valid_until: date | None = None
    open_ended: bool = False
    """Concluded for an indefinite time."""
    term: Short = ""
    """The term in the register's words („62 dni”)."""
    value: Amount | None = None
    value_words: Short = ""
    """The amount as printed, where it says more than a number („prawie 16 mln”, „blisko 3,6 mln EUR”)."""
    approximate: bool = False
    """A rounded figure; pages say „ok.”."""
    procedure: Short = ""
    """As printed: „przetarg nieograniczony”, „z wolnej ręki”."""
    category: Short = ""
    """The register's own kind of contract, as printed."""
    status: Short = ""
    """The register's own state of the contract, as printed („Aktywna”)."""
    parent: Annotated[str, StringConstraints(max_length=160)] = ""
    """The key, in the same register, of the contract that an annex changes or that the row is a part of."""
    parent_number: Short = ""
    """The number of that contract, where the row names it by its number."""
    value_effect: ValueEffect = ValueEffect.UNKNOWN
    notice: Short = ""
    """The number of the notice of the procedure (BZP, TED), where the row names it."""
    eu_funded: bool | None = None

    @model_validator(mode="after")
    def _days_stand_in_order(self) -> Self:
        in_order(self.signed_first, self.signed_last, "dzień zawarcia")
        if self.valid_from and self.valid_until and self.valid_from > self.valid_until:
            raise ValueError("umowa kończy się, zanim się zacznie")
        return self

    @model_validator(mode="after")
    def _only_an_annex_changes_a_value(self) -> Self:
        if self.value_effect is not ValueEffect.UNKNOWN and self.kind is not ContractKind.AMENDMENT:
            raise ValueError("tylko aneks zmienia wartość umowy")
        return self
