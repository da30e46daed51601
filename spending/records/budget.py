"""Figures of the budget as a kind of record."""

from __future__ import annotations

from operator import attrgetter
from urllib.parse import unquote

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from spending.filters import BudgetFigureFilter
from spending.models import BudgetFigure
from spending.searching.budget import budget_figure_text
from watchdog.records import Column, RecordType, register


def _tail(figure: BudgetFigure) -> str:
    """Give what an address says of a figure: its register and its key there."""
    return figure.get_absolute_url().partition("/kwoty/")[2].rstrip("/")


BUDGET_FIGURES = register(
    RecordType(
        kind="spending.budget-figure",
        model=BudgetFigure,
        singular=_("figure of the budget"),
        plural=pgettext_lazy("a kind of record", "Figures of the budget"),
        list_url="spending:budget-figure-list",
        queryset=lambda: BudgetFigure.objects.for_list(),
        filterset=BudgetFigureFilter,
        columns=(
            Column("id", _("key"), lambda figure: unquote(_tail(figure))),
            Column("register", _("register"), attrgetter("register")),
            Column("year", _("year"), attrgetter("year")),
            Column("quarter", _("quarter"), attrgetter("quarter")),
            Column("side", _("side"), attrgetter("side")),
            Column("stage", _("stage"), attrgetter("stage")),
            Column("covers", _("covers"), attrgetter("scope")),
            Column("dzial", _("dział"), attrgetter("dzial")),
            Column("rozdzial", _("rozdział"), attrgetter("rozdzial")),
            Column("paragraf", _("paragraf"), attrgetter("paragraf")),
            Column("financing", _("fourth digit"), attrgetter("financing")),
            Column("group", _("group of paragraphs"), attrgetter("group")),
            Column("label", _("name in the document"), attrgetter("label")),
            Column("unit", _("unit"), attrgetter("unit")),
            Column("amount", _("amount"), attrgetter("amount")),
            Column("currency", _("currency"), attrgetter("currency")),
            Column("rounded", _("rounded"), attrgetter("approximate")),
            Column("act", _("resolution or ordinance"), attrgetter("act")),
        ),
        search_text=budget_figure_text,
        key=_tail,
        order=("-year", "side", "stage", "scope", "dzial", "rozdzial", "paragraf"),
        sorts={"rok": ("year",), "kwota": ("amount",)},
    )
)
