"""Payments and invoices, where a register lists them: money that left, which a contract's value does not show."""

from __future__ import annotations

from datetime import date

from spending.drafts.rows import Amount, RegisterRowDraft, Short


class PaymentDraft(RegisterRowDraft):
    """One payment or invoice of a register."""

    document_number: Short = ""
    """The invoice's number as printed."""
    issued_on: date | None = None
    paid_on: date | None = None
    amount: Amount
    contract_number: Short = ""
    """The contract under which it was paid, by its number, where the register says it."""
