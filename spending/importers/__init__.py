"""
The only writers of the records of the city's money.

``STORE`` names who takes which draft; each store function answers ``Stored`` and raises ``Rejection`` when this one
draft cannot become a record. ``STORE_MANY`` names who takes rows of registers, many at once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from spending.drafts import (
    BoardMemberDraft,
    BudgetFigureDraft,
    ClassificationCodeDraft,
    CompanyDraft,
    ContractDraft,
    NoticeDraft,
    PaymentDraft,
)
from spending.importers.budget import BudgetBatches, store_code
from spending.importers.companies import store_board_member, store_company
from spending.importers.contracts import ContractBatches
from spending.importers.notices import NoticeBatches
from spending.importers.payments import PaymentBatches
from watchdog.archive.writing import Evidence, Stored

STORE: dict[type, Callable[[Any, Evidence], Stored]] = {
    CompanyDraft: store_company,
    BoardMemberDraft: store_board_member,
    ClassificationCodeDraft: store_code,
}

STORE_MANY: dict[type, type[Any]] = {
    ContractDraft: ContractBatches,
    PaymentDraft: PaymentBatches,
    NoticeDraft: NoticeBatches,
    BudgetFigureDraft: BudgetBatches,
}

__all__ = ["STORE", "STORE_MANY", "store_board_member", "store_company"]
