"""What the list of a class's signals is filtered by."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy, pgettext_lazy

from spending.filters.base import OrganizationFilter, units
from spending.models import Organization, Signal
from watchdog.core.filters import ChoiceFilter, ListFilterSet, RecordFilter, YearFilter

STATES: dict[str, dict[str, Any]] = {
    "aktualne": {"outdated_at": None, "dismissed": False},
    "z-odpowiedzia": {"answered": True},
    "oddalone": {"dismissed": True},
    "nieaktualne": {"outdated_at__isnull": False},
}


class SignalFilter(ListFilterSet):
    jednostka = RecordFilter(field_name="buyer", queryset=units, label=pgettext_lazy("of the city", "Unit"))
    wykonawca = OrganizationFilter(method="by_supplier", label=gettext_lazy("Supplier (NIP or address of the page)"))
    rok = YearFilter("year", label=gettext_lazy("Year"))
    stan = ChoiceFilter(
        method="by_state",
        choices=[
            ("aktualne", pgettext_lazy("signals", "standing")),
            ("z-odpowiedzia", pgettext_lazy("signals", "with a reply of the office")),
            ("oddalone", pgettext_lazy("signals", "dismissed")),
            ("nieaktualne", pgettext_lazy("signals", "no longer holding")),
        ],
        label=pgettext_lazy("of a signal", "State"),
    )

    def by_supplier(self, signals: Any, name: str, organization: Organization) -> QuerySet[Signal]:
        return signals.filter(supplier=organization)

    def by_state(self, signals: Any, name: str, value: str) -> QuerySet[Signal]:
        return signals.filter(**STATES[value])
