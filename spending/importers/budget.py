"""Storing figures of the budget and the codes of its classification."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from spending.drafts import BudgetFigureDraft, ClassificationCodeDraft
from spending.models import BudgetFigure, ClassificationCode
from watchdog.archive.batches import Row, differs, write_many
from watchdog.archive.writing import Evidence, Outcome, Stored, upsert

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


class CodeBatches:
    """Codes of the classification: a regulation has a thousand of them."""

    model = ClassificationCode

    def store(self, drafts: Sequence[ClassificationCodeDraft], evidence: Sequence[Evidence]) -> list[Stored]:
        """Store codes and answer in their order; the same code from another day is another record."""
        known = _known_codes(draft.code for draft in drafts)
        made = {_code_key(draft): _code(draft, each) for draft, each in zip(drafts, evidence, strict=True)}
        fresh = {key: code for key, code in made.items() if key not in known}
        ClassificationCode.objects.bulk_create(fresh.values())
        stored = []
        for draft, each in zip(drafts, evidence, strict=True):
            key = _code_key(draft)
            if key in fresh:
                known[key] = fresh.pop(key)
                stored.append(Stored(known[key], Outcome.STORED))
            else:
                stored.append(_compared_code(known[key], draft, each))
        return stored

    def finish(self) -> None:
        """Nothing waits for the last code."""


CodeKey = tuple[str, str, date]


def _code_key(draft: ClassificationCodeDraft) -> CodeKey:
    return draft.kind.value, draft.code, draft.valid_from


def _known_codes(codes: Iterable[str]) -> dict[CodeKey, ClassificationCode]:
    found = ClassificationCode.objects.filter(code__in=set(codes))
    return {(each.kind, each.code, each.valid_from): each for each in found}


def _code_values(draft: ClassificationCodeDraft) -> dict[str, Any]:
    return {"name": draft.name, "valid_until": draft.valid_until, "note": draft.note}


def _code(draft: ClassificationCodeDraft, evidence: Evidence) -> ClassificationCode:
    return ClassificationCode(
        kind=draft.kind.value,
        code=draft.code,
        valid_from=draft.valid_from,
        **_code_values(draft),
        snapshot=evidence.snapshot,
        place=evidence.place,
        address=evidence.address,
        certainty=evidence.certainty,
        authority=evidence.weight,
        entered_by=evidence.user,
    )


def _compared_code(code: ClassificationCode, draft: ClassificationCodeDraft, evidence: Evidence) -> Stored:
    """Take the long way only with a code that differs, or that its list shows again."""
    values = _code_values(draft)
    if code.withdrawn_at is None and not differs(code, values):
        return Stored(code, Outcome.UNCHANGED)
    return Stored(code, upsert(code, values, evidence, data={}))


def _row(draft: BudgetFigureDraft, evidence: Evidence) -> Row:
    values = {name: getattr(draft, name) for name in COPIED}
    kinds = {"side": draft.side.value, "stage": draft.stage.value, "scope": draft.scope.value}
    findings = [finding.model_dump() for finding in draft.findings]
    return Row(draft.key, {}, {**values, **kinds, "findings": findings}, evidence)
