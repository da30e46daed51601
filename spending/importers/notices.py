"""Storing notices of public procurement."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from spending.drafts import NoticeDraft
from spending.importers.rows import RowBatches
from spending.models import Notice


class NoticeBatches(RowBatches[NoticeDraft]):
    """Notices as a bulletin lists them."""

    model = Notice
    fields = (
        *("published_on", "tender", "reference", "cpv", "order_type", "procedure", "result", "offers_until"),
        *("offers", "value", "lowest", "highest", "contract_on"),
    )

    def values(self, draft: NoticeDraft) -> Mapping[str, Any]:
        return {"kind": draft.kind.value}

    def year(self, draft: NoticeDraft) -> int | None:
        return draft.published_on.year
