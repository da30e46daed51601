"""What the list of municipal companies is filtered by."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from spending.models import Company, Holding
from watchdog.core.filters import ChoiceFilter, ListFilterSet
from watchdog.search.filters import TextFilter

FORMS = {"sp-z-o-o": Company.Form.LIMITED, "s-a": Company.Form.STOCK}
WHOLE, MAJORITY, MINORITY = (kind.value for kind in Holding.Kind)


class CompanyFilter(ListFilterSet):
    q = TextFilter("name", label=gettext_lazy("Name of the company"))
    udzial = ChoiceFilter(
        method="by_share",
        choices=[
            ("calosc", gettext_lazy("the whole company")),
            ("wiekszosc", gettext_lazy("a majority or the whole")),
            ("mniejszosc", gettext_lazy("a minority")),
            ("nieznany", gettext_lazy("not known")),
        ],
        label=gettext_lazy("Share of the city"),
    )
    forma = ChoiceFilter(
        method="by_form",
        choices=[(name, form.label) for name, form in FORMS.items()],
        label=gettext_lazy("Legal form"),
    )

    def by_share(self, companies: Any, name: str, value: str) -> QuerySet[Company]:
        if value == "nieznany":
            return companies.without_share()
        kinds = {"calosc": [WHOLE], "wiekszosc": [WHOLE, MAJORITY], "mniejszosc": [MINORITY]}
        return companies.with_extent(*kinds[value])

    def by_form(self, companies: Any, name: str, value: str) -> QuerySet[Company]:
        return companies.filter(form=FORMS[value])
