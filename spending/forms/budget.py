"""Typing one figure of the budget that a document states, and correcting one."""

from __future__ import annotations

from typing import Any

from spending.figures import figure
from watchdog.backroom.forms import SourcedForm

TOLD = (
    *("year", "quarter", "side", "stage", "scope", "dzial", "rozdzial", "paragraf", "financing", "group", "label"),
    *("unit", "amount", "approximate", "act", "note"),
)


class BudgetFigureForm(SourcedForm):
    """One amount with its year, side and stage."""

    def draft(self) -> Any:
        return figure({name: self.cleaned_data[name] for name in TOLD}) if self.adding else None
