"""Figures of the budget, each with the stage it belongs to: stages are never added to one another, nor are quarters."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from spending.drafts.rows import Amount, Classified, Key, Short


class Side(StrEnum):
    """Of what a figure speaks."""

    REVENUE = "revenue"
    EXPENDITURE = "expenditure"
    RESULT = "result"
    """Revenue less expenditure: a deficit has a minus."""
    DEBT = "debt"
    FINANCING = "financing"
    """Money that covers a deficit: loans, bonds (przychody); and what is repaid of it (rozchody) with a minus."""


class Stage(StrEnum):
    """At which moment of a budget's life a figure was so."""

    UNKNOWN = ""
    DRAFT = "draft"
    ADOPTED = "adopted"
    AMENDED = "amended"
    """After changes, by the resolution or ordinance in ``act``, else as of the end of the quarter."""
    EXECUTED = "executed"
    COMMITMENTS = "commitments"
    """What contracts already bind (zaangażowanie)."""
    LIABILITIES = "liabilities"
    """What is due and not paid (zobowiązania)."""


class Scope(StrEnum):
    """How much of a budget a figure covers."""

    TOTAL = "total"
    """The whole side: „dochody ogółem”."""
    PART = "part"
    """A part named by words, which overlaps others („wydatki bieżące”, „w tym: drogi”); never added."""
    LINE = "line"
    """A line of the budget classification; lines of one report do not overlap and may be added."""
    TASK = "task"
    """One task, project or investment; may run over years or be paid by a company; never added."""


class BudgetFigureDraft(Classified):
    """One amount of a budget, as one document states it."""

    register_name: Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]{2,40}$")]
    """Whose figures these are: ``bestia``, ``gus_bdl``, ``gliwice_facts``."""
    key: Key
    """What makes the figure one among those of its register; a newer copy of the document gives the same."""
    year: Annotated[int, Field(ge=1990, le=2100)]
    quarter: Annotated[int, Field(ge=1, le=4)] | None = None
    """To the end of which quarter, from 1 January; empty where the figure is of the whole year or of one day."""
    side: Side
    stage: Stage = Stage.UNKNOWN
    scope: Scope
    group: Annotated[str, StringConstraints(pattern=r"^(\d{4})?$")] = ""
    """Group of paragraphs („1400”)."""
    label: Short = ""
    """The figure's name in the document's words; of a line of the classification empty."""
    unit: Short = ""
    """The unit whose report it is, where a report is one unit's and not the whole city's."""
    amount: Amount
    currency: str = "PLN"
    approximate: bool = False
    """A rounded figure of the press; pages say „ok.”."""
    act: Short = ""
    """The resolution or ordinance by which it was so („XXX/558/2013”)."""

    @model_validator(mode="after")
    def _says_of_what(self) -> Self:
        if self.scope is Scope.LINE and not self.dzial:
            raise ValueError("wiersz klasyfikacji nie ma działu")
        if self.scope in (Scope.PART, Scope.TASK) and not self.label:
            raise ValueError("kwota nie mówi, czego dotyczy")
        return self
