"""
The only writers of the records of the city's money.

``STORE`` names who takes which draft; each store function answers ``Stored`` and raises ``Rejection`` when this one
draft cannot become a record.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from spending.drafts import BoardMemberDraft, CompanyDraft
from spending.importers.companies import store_board_member, store_company
from watchdog.archive.writing import Evidence, Stored

STORE: dict[type, Callable[[Any, Evidence], Stored]] = {
    CompanyDraft: store_company,
    BoardMemberDraft: store_board_member,
}

__all__ = ["STORE", "store_board_member", "store_company"]
