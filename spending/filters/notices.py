"""What the list of procurement notices is filtered by."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy, pgettext_lazy

from spending.filters.base import OrganizationFilter, units
from spending.models import Notice, Organization
from watchdog.core.filters import ChoiceFilter, DayFilter, ListFilterSet, RecordFilter, YearFilter
from watchdog.search.filters import TextFilter

KINDS = {
    "zamowienie": Notice.Kind.CONTRACT,
    "wynik": Notice.Kind.RESULT,
    "zmiana": Notice.Kind.CHANGE,
    "wykonanie": Notice.Kind.PERFORMED,
    "inne": Notice.Kind.OTHER,
}


class NoticeFilter(ListFilterSet):
    q = TextFilter("subject", "key", "tender", "reference", label=gettext_lazy("Words of the subject or a number"))
    rok = YearFilter(field_name="published_on__year", label=gettext_lazy("Year"))
    od = DayFilter("published_on", "gte", label=gettext_lazy("Published from"))
    do = DayFilter("published_on", "lte", label=gettext_lazy("Published to"))
    rodzaj = ChoiceFilter(
        method="by_kind",
        choices=[(name, kind.label) for name, kind in KINDS.items()],
        label=gettext_lazy("Kind"),
    )
    jednostka = RecordFilter(field_name="buyer", queryset=units, label=gettext_lazy("Unit"))
    wykonawca = OrganizationFilter(
        method="by_supplier", label=gettext_lazy("Supplier: NIP or the end of the address of its page")
    )
    umowa = ChoiceFilter(
        method="by_contract",
        choices=[
            ("jest", pgettext_lazy("a contract", "known")),
            ("brak", pgettext_lazy("a contract", "not known")),
        ],
        label=gettext_lazy("Contract"),
    )

    def by_kind(self, notices: Any, name: str, value: str) -> QuerySet[Notice]:
        return notices.filter(kind=KINDS[value].value)

    def by_supplier(self, notices: Any, name: str, value: Organization) -> QuerySet[Notice]:
        return notices.filter(supplier=value)

    def by_contract(self, notices: Any, name: str, value: str) -> QuerySet[Notice]:
        return notices.filter(contract__isnull=value == "brak")
