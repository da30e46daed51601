"""What is missing of the budget: the stage to which a figure belongs."""

from __future__ import annotations

from typing import Any

from django.db.models import DateField, QuerySet, Value
from django.utils.translation import gettext_lazy, ngettext

from spending.models import BudgetFigure
from watchdog.backroom.links import admin_url
from watchdog.missing.registry import Lack, Whole, register


def stated() -> QuerySet[BudgetFigure]:
    return BudgetFigure.objects.filter(withdrawn_at=None)


def without_stage() -> QuerySet[BudgetFigure]:
    return stated().filter(stage="").annotate(lacking_since=Value(None, output_field=DateField()))


def known_of(figure: Any) -> str:
    return str(figure.year)


FIGURES = Whole(
    "budget-figures",
    lambda: stated().count(),
    lambda n: ngettext("of %(n)s figure of the budget", "of %(n)s figures of the budget", n) % {"n": n},
)
NO_STAGE = register(
    Lack(
        code="kwoty-budzetu-bez-etapu",
        title=gettext_lazy("Figures of the budget of which nobody says whether they were planned or spent"),
        why=gettext_lazy("A plan is no spending: a figure without its stage can be compared with no other."),
        where=gettext_lazy("the document that states the figure"),
        clock=gettext_lazy("no day is known"),
        whole=FIGURES,
        records=without_stage,
        label=lambda figure: figure.label or str(figure),
        url=lambda figure: figure.get_absolute_url(),
        known=known_of,
        mend=admin_url,
        permission="spending.change_budgetfigure",
    )
)
