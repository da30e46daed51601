"""Storing notices of public procurement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from spending.drafts import NoticeDraft
from spending.importers.rows import RowBatches
from spending.importers.ties import tie_notices
from spending.models import Notice
from watchdog.archive.writing import Evidence, Stored

SEVERAL = {
    "code": "several_contracts",
    "text": "Ogłoszenie pasuje do kilku umów tej samej jednostki; nie powiązano go z żadną.",
}


class NoticeBatches(RowBatches[NoticeDraft]):
    """Notices as a bulletin lists them."""

    model = Notice
    fields = (
        *("published_on", "tender", "reference", "cpv", "order_type", "procedure", "result", "offers_until"),
        *("offers", "value", "lowest", "highest", "contract_on"),
    )

    def store(self, drafts: Sequence[NoticeDraft], evidence: Sequence[Evidence]) -> list[Stored]:
        """Store notices, tie those that can be tied, and answer in their order, with a doubt of those that fit more."""
        stored = super().store(drafts, evidence)
        several = tie_notices(Notice.objects.filter(pk__in=[each.record.pk for each in stored]))
        return [
            self._doubted(each, draft) if each.record.pk in several else each
            for each, draft in zip(stored, drafts, strict=True)
        ]

    @staticmethod
    def _doubted(stored: Stored, draft: NoticeDraft) -> Stored:
        own = tuple(finding.model_dump() for finding in draft.findings)
        return replace(stored, findings=(*stored.findings, *own, SEVERAL | {"place": draft.place}))

    def values(self, draft: NoticeDraft) -> Mapping[str, Any]:
        return {"kind": draft.kind.value}

    def year(self, draft: NoticeDraft) -> int | None:
        return draft.published_on.year
