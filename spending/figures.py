"""A figure of the budget that a person types or brings in a table: the same draft either way. Free of models."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from spending.drafts import BudgetFigureDraft, Scope, Side, Stage
from watchdog.core.text import slugify

TYPED_REGISTER = "wpisy"
"""The register of rows that people type from documents."""
IDENTITY = (
    *("year", "quarter", "side", "stage", "scope", "dzial", "rozdzial", "paragraf", "financing", "group"),
    *("label", "unit", "act"),
)
"""What makes a figure one: told again with another amount, it is a correction."""


def figure(told: Mapping[str, Any], **more: Any) -> BudgetFigureDraft:
    """Build the draft of a figure; raise pydantic's ``ValidationError`` for what cannot be one."""
    kinds = {"side": Side(told["side"]), "stage": Stage(told.get("stage") or ""), "scope": Scope(told["scope"])}
    said = {name: value for name, value in told.items() if value not in (None, "")} | kinds
    parts = [str(said.get(name, "") or "x") for name in IDENTITY]
    return BudgetFigureDraft(**said, register_name=TYPED_REGISTER, key=slugify(" ".join(parts), 160), **more)
