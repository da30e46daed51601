"""Figures of the budget in the back room: read from reports, typed from documents, corrected with a reason."""

from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy

from spending.admin.putting import put
from spending.forms.budget import BudgetFigureForm
from spending.models import BudgetFigure
from watchdog.backroom.admins import SourcedAdmin
from watchdog.backroom.correcting import correctable

FIGURE = [
    *("year", "quarter", "side", "stage", "scope", "label", "amount", "approximate", "act", "unit"),
    *("dzial", "rozdzial", "paragraf", "financing", "group"),
]


@admin.register(BudgetFigure)
class BudgetFigureAdmin(SourcedAdmin):
    """Amounts of the budget; stages and quarters stand beside each other and are never added."""

    add_title = gettext_lazy("Add a figure of the budget")
    form = BudgetFigureForm
    entered = FIGURE
    corrected = FIGURE
    list_display = ["year", "quarter", "side", "stage", "scope", "label", "dzial", "rozdzial", "paragraf", "amount"]
    list_filter = ["year", "side", "stage", "scope", "register"]
    search_fields = ["label", "act", "dzial", "rozdzial"]


correctable(BudgetFigure, put)
