"""Notices of public procurement: a contract announced, its result, a change."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from spending.drafts.rows import Amount, RegisterRowDraft, Short


class NoticeKind(StrEnum):
    """What a notice in the Biuletyn Zamówień Publicznych says."""

    CONTRACT = "contract"
    RESULT = "result"
    CHANGE = "change"
    PERFORMED = "performed"
    """The contract was performed (ogłoszenie o wykonaniu umowy)."""
    OTHER = "other"


class NoticeDraft(RegisterRowDraft):
    """One notice; ``key`` is its number, by which a contract's row may name it."""

    kind: NoticeKind
    published_on: date
    tender: Short = ""
    """The procedure's identifier, the same in the notice and in its result."""
    reference: Short = ""
    """The buyer's own number of the procedure (sygnatura)."""
    cpv: Short = ""
    """Codes of the Common Procurement Vocabulary, main one first, as printed."""
    order_type: Short = ""
    procedure: Short = ""
    result: Short = ""
    """How the procedure ended, as printed."""
    offers_until: date | None = None
    offers: int | None = None
    """How many offers were made."""
    value: Amount | None = None
    """The value of the contract or of the chosen offer; of a notice without a result usually nothing."""
    lowest: Amount | None = None
    highest: Amount | None = None
    """The lowest and the highest offer."""
    contract_on: date | None = None
    """When the contract was signed."""
