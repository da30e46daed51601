"""One figure of a budget: a row of the list, and a page of its own, so that it can be quoted and contested."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from spending.drafts import Scope
from spending.models import BudgetFigure
from spending.presenters.budget_stated import Stated, of_figure
from spending.presenters.budget_words import side_title, stage_title
from watchdog.archive.evidence import Correction, corrections
from watchdog.archive.models import Reading
from watchdog.archive.telling import readings_of


@dataclass(frozen=True)
class FigureRow:
    """One figure of a list."""

    figure: BudgetFigure
    stated: Stated
    title: str
    side: str
    stage: str
    codes: str
    covers: str


def codes_of(figure: BudgetFigure) -> str:
    """Write the codes as people do: „801/80101/6050”."""
    return "/".join(filter(None, (figure.dzial, figure.rozdzial, figure.full_paragraf)))


def title_of(figure: BudgetFigure) -> str:
    """Name a figure: by the document's words, else by its codes, else by its side."""
    if figure.label:
        return capfirst(figure.label)
    codes = codes_of(figure)
    return _("%(side)s, classification %(codes)s") % {"side": side_title(figure.side), "codes": codes} if codes else ""


def figure_row(figure: BudgetFigure) -> FigureRow:
    return FigureRow(
        figure=figure,
        stated=of_figure(figure),
        title=title_of(figure) or side_title(figure.side),
        side=side_title(figure.side),
        stage=stage_title(figure.stage),
        codes=codes_of(figure),
        covers=str(figure.get_scope_display()),
    )


@dataclass(frozen=True)
class FigurePage:
    """Everything the template shows of one figure."""

    row: FigureRow
    facts: tuple[str, ...]
    beside: tuple[FigureRow, ...]
    """What else is stated of the same side and year: other stages, other registers."""
    readings: Sequence[Reading]
    history: Sequence[Correction]

    @property
    def kicker(self) -> str:
        return _("Budget %(year)s, %(part)s") % {"year": self.row.figure.year, "part": self.row.stage.lower()}

    @property
    def answer(self) -> str:
        return self.row.stated.words

    @property
    def citation(self) -> str:
        return f"{self.kicker}: {self.row.title}: {self.answer} ({self.row.stated.register})"

    @property
    def covers_words(self) -> str:
        """Say what the figure may not be taken for."""
        if self.row.figure.scope == Scope.PART:
            return _("A part of the budget that overlaps others: it is added to nothing.")
        if self.row.figure.scope == Scope.TASK:
            return _("One task: it may run over years or be paid by a company, and is added to nothing.")
        return ""


def figure_page(figure: BudgetFigure) -> FigurePage:
    """Build the page of a figure fetched with its snapshot, in three further queries."""
    row = figure_row(figure)
    facts = (row.side, row.stage, row.stated.when, row.codes, row.stated.register)
    return FigurePage(
        row=row,
        facts=tuple(dict.fromkeys(filter(None, facts))),
        beside=tuple(figure_row(each) for each in _beside(figure)),
        readings=readings_of(figure),
        history=corrections(figure),
    )


def _beside(figure: BudgetFigure) -> Sequence[BudgetFigure]:
    same = {name: getattr(figure, name) for name in ("year", "side", "scope", "unit", "dzial", "rozdzial", "paragraf")}
    same |= {"financing": figure.financing} if figure.scope == Scope.LINE else {"label": figure.label}
    if figure.scope == Scope.TOTAL:
        del same["label"]
    return list(BudgetFigure.objects.of_year(figure.year).filter(**same).exclude(pk=figure.pk)[:20])
