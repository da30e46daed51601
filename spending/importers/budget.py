"""Storing figures of the budget and the codes of its classification."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from spending.drafts import BudgetFigureDraft, ClassificationCodeDraft
from spending.models import BudgetFigure, ClassificationCode
from watchdog.archive.batches import Row, write_many
from watchdog.archive.writing import Evidence, Stored, upsert

COPIED = (
    *("year", "quarter", "dzial", "rozdzial", "paragraf", "financing", "group", "label", "unit", "amount", "currency"),
    *("approximate", "act", "note"),
)


class BudgetBatches:
    """Figures of a register: a report has thousands of lines."""

    model = BudgetFigure

    def store(self, drafts: Sequence[BudgetFigureDraft], evidence: Sequence[Evidence]) -> list[Stored]:
        """Store figures and answer in their order."""
        stored: list[Stored] = []
        pairs = zip(drafts, evidence, strict=True)
        for register, group in groupby(pairs, key=lambda pair: pair[0].register_name):
            stored += write_many(BudgetFigure, register, [_row(draft, each) for draft, each in group])
        return stored

    def finish(self) -> None:
        """Nothing waits for the last line."""


def store_code(draft: ClassificationCodeDraft, evidence: Evidence) -> Stored:
    """Store a code of the classification; the same code from another day is another record."""
    key = {"kind": draft.kind.value, "code": draft.code, "valid_from": draft.valid_from}
    code = ClassificationCode.objects.filter(**key).first() or ClassificationCode(**key)
    values = {"name": draft.name, "valid_until": draft.valid_until, "note": draft.note}
    return Stored(code, upsert(code, values, evidence, draft.model_dump(mode="json")))


def _row(draft: BudgetFigureDraft, evidence: Evidence) -> Row:
    values = {name: getattr(draft, name) for name in COPIED}
    kinds = {"side": draft.side.value, "stage": draft.stage.value, "scope": draft.scope.value}
    findings = [finding.model_dump() for finding in draft.findings]
    return Row(draft.key, {}, {**values, **kinds, "findings": findings}, evidence)
