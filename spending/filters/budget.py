"""What the list of the budget's figures is filtered by."""

from __future__ import annotations

from typing import Any

import django_filters
from django.core.validators import RegexValidator
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy, pgettext_lazy

from spending.models import BudgetFigure
from spending.presenters.budget_words import SIDES, STAGES
from watchdog.core.filters import ChoiceFilter, ListFilterSet, YearFilter
from watchdog.search.filters import TextFilter

Covers, OfSide, AtStage = BudgetFigure.Covers, BudgetFigure.OfSide, BudgetFigure.AtStage
SCOPES = {"ogolem": Covers.TOTAL, "czesc": Covers.PART, "wiersz": Covers.LINE, "zadanie": Covers.TASK}
WORDS = ("label", "act", "unit", "dzial", "rozdzial", "paragraf")
DZIAL = RegexValidator(r"^\d{3}$", gettext_lazy("A dział has three digits, like this: 801."))


def _stages() -> list[tuple[str, Any]]:
    named = [(name, AtStage(stage.value).label) for name, stage in STAGES.items() if stage.value]
    return [*named, ("nieznany", gettext_lazy("not known"))]


class BudgetFigureFilter(ListFilterSet):
    q = TextFilter(*WORDS, label=gettext_lazy("Words, a resolution or a code"))
    rok = YearFilter(field_name="year", label=gettext_lazy("Year"))
    strona = ChoiceFilter(
        method="by_side",
        choices=[(name, OfSide(side.value).label) for name, side in SIDES.items()],
        label=pgettext_lazy("filter of budget figures", "Side of the budget"),
    )
    etap = ChoiceFilter(
        method="by_stage", choices=_stages(), label=pgettext_lazy("filter of budget figures", "Stage of the budget")
    )
    dzial = django_filters.CharFilter(
        field_name="dzial", validators=[DZIAL], label=pgettext_lazy("filter of budget figures", "Dział")
    )
    zakres = ChoiceFilter(
        method="by_scope",
        choices=[(name, scope.label) for name, scope in SCOPES.items()],
        label=pgettext_lazy("filter of budget figures", "What it covers"),
    )

    def by_side(self, figures: Any, name: str, value: str) -> QuerySet[BudgetFigure]:
        return figures.filter(side=SIDES[value].value)

    def by_stage(self, figures: Any, name: str, value: str) -> QuerySet[BudgetFigure]:
        return figures.filter(stage=STAGES[value].value)

    def by_scope(self, figures: Any, name: str, value: str) -> QuerySet[BudgetFigure]:
        return figures.filter(scope=SCOPES[value].value)
