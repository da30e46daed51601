"""What the list of payments is filtered by."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy, pgettext_lazy

from spending.filters.base import (
    TAX_CHOICES,
    TAXES,
    AmountFilter,
    OrganizationFilter,
    registers_of,
    units,
)
from spending.filters.contracts import SpanForm
from spending.models import Organization, Payment
from watchdog.core.filters import ChoiceFilter, DayFilter, ListFilterSet, RecordFilter, YearFilter
from watchdog.search.filters import EntryFilter


class PaymentFilter(ListFilterSet):
    q = EntryFilter("spending.payment", label=gettext_lazy("Words of the subject, a recipient, a number"))
    wykonawca = OrganizationFilter(method="by_supplier", label=gettext_lazy("Recipient (NIP or address of the page)"))
    jednostka = RecordFilter(method="by_unit", queryset=units, label=pgettext_lazy("of the city", "Unit"))
    rok = YearFilter(field_name="paid_on__year", label=gettext_lazy("Year of the payment"))
    od = DayFilter("paid_on", "gte", label=gettext_lazy("Paid from"))
    do = DayFilter("paid_on", "lte", label=gettext_lazy("Paid until"))
    kwota_od = AmountFilter("amount", "gte", label=gettext_lazy("Amount from"))
    kwota_do = AmountFilter("amount", "lte", label=gettext_lazy("Amount to"))
    rejestr = ChoiceFilter("register", choices=lambda: registers_of(Payment), label=gettext_lazy("Register"))
    brutto_netto = ChoiceFilter(method="by_tax", choices=TAX_CHOICES, label=gettext_lazy("Gross or net"))

    def get_form_class(self) -> type[forms.Form]:
        form = super().get_form_class()
        return type(form.__name__, (SpanForm, form), {})

    def by_supplier(self, payments: Any, name: str, organization: Organization) -> QuerySet[Payment]:
        return payments.of_supplier(organization)

    def by_unit(self, payments: Any, name: str, organization: Organization) -> QuerySet[Payment]:
        return payments.of_buyer(organization)

    def by_tax(self, payments: Any, name: str, value: str) -> QuerySet[Payment]:
        return payments.filter(tax=TAXES[value])
