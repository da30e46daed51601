"""A row of an office's register of money: what contracts, payments and notices have in common."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from spending.drafts.parties import Party
from watchdog.ingest.source import Draft

Key = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=160)]
Short = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)]
Amount = Annotated[Decimal, Field(max_digits=18, decimal_places=2)]
"""An amount with its sign, as printed; ``currency`` and ``tax`` say of what."""
Dzial = Annotated[str, StringConstraints(pattern=r"^(\d{3})?$")]
Rozdzial = Annotated[str, StringConstraints(pattern=r"^(\d{5})?$")]
Paragraf = Annotated[str, StringConstraints(pattern=r"^(\d{3})?$")]
Financing = Annotated[str, StringConstraints(pattern=r"^\d?$")]
"""The fourth digit of a paragraph, by which money of the European Union and its co-financing are told apart."""


class Tax(StrEnum):
    """Whether an amount holds VAT."""

    UNKNOWN = ""
    GROSS = "gross"
    NET = "net"


class Classified(Draft):
    """
    A row with its place in the budget classification: codes are text, with their zeros, empty where not given.

    The fourth digit of a paragraph stands in ``financing`` („6057” is ``605`` and ``7``).
    """

    dzial: Dzial = ""
    rozdzial: Rozdzial = ""
    paragraf: Paragraf = ""
    financing: Financing = ""

    @model_validator(mode="after")
    def _codes_agree(self) -> Self:
        if self.rozdzial and self.dzial and not self.rozdzial.startswith(self.dzial):
            raise ValueError(f"rozdział {self.rozdzial} nie należy do działu {self.dzial}")
        return self


class RegisterRowDraft(Classified):
    """One row of a register, known there by a key of its own."""

    register_name: Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]{2,40}$")]
    """Which register: ``cru``, ``bzp``, ``gliwice_facts``, ``poznan_bip``; one register, one numbering."""
    key: Key
    """The register's own identifier, else what the reader builds of the row so that a newer copy meets it again."""
    buyer: Party | None = None
    """The unit that orders or pays (zamawiający)."""
    suppliers: tuple[Party, ...] = ()
    """Who delivers (wykonawca); of a consortium the leader first."""
    subject: str = ""
    currency: Annotated[str, StringConstraints(pattern=r"^([A-Z]{3})?$")] = ""
    """ISO 4217; empty where the document does not say it, and then pages print no „zł” beside the amount as a fact."""
    tax: Tax = Tax.UNKNOWN

    @model_validator(mode="after")
    def _has_somebody_or_something(self) -> Self:
        if not (self.subject or self.buyer or self.suppliers):
            raise ValueError("wiersz nie mówi ani kto, ani za co")
        return self


def in_order(first: date | None, last: date | None, words: str) -> None:
    """Raise ``ValueError`` for a span of days that ends before it starts, or has one end only."""
    if (first is None) != (last is None) or (first and last and first > last):
        raise ValueError(f"{words}: pierwszy dzień jest późniejszy niż ostatni albo jednego brak")
