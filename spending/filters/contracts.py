"""What the list of contracts is filtered by."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from spending.filters.base import (
    TAX_CHOICES,
    TAXES,
    AmountFilter,
    CodeFilter,
    OrganizationFilter,
    registers_of,
    units,
)
from spending.models import Contract, Organization
from spending.signals.classes import REGISTRY
from watchdog.core.filters import (
    ChoiceFilter,
    ChoicesFilter,
    DayFilter,
    FlagFilter,
    ListFilterSet,
    RecordFilter,
    YearFilter,
)
from watchdog.search.filters import EntryFilter

KINDS = {
    "umowa": Contract.Kind.CONTRACT,
    "aneks": Contract.Kind.AMENDMENT,
    "przetarg": Contract.Kind.TENDER,
    "oferta": Contract.Kind.OFFER,
    "wybor-oferty": Contract.Kind.CHOSEN_OFFER,
    "dotacja": Contract.Kind.GRANT,
    "dzierzawa": Contract.Kind.LEASE,
    "pozyczka": Contract.Kind.LOAN,
    "suma": Contract.Kind.TOTAL,
    "koszt": Contract.Kind.COST,
}


class SpanForm(forms.Form):
    """Refuses amounts of which the lower one is the higher."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        lowest, highest = cleaned.get("kwota_od"), cleaned.get("kwota_do")
        if lowest is not None and highest is not None and lowest > highest:
            error = _("The highest amount is lower than the lowest one.")
            self.add_error("kwota_do", ValidationError(error, code="contradiction"))
        return cleaned


class ContractFilter(ListFilterSet):
    q = EntryFilter("spending.contract", label=gettext_lazy("Words of the subject, a supplier, a number"))
    wykonawca = OrganizationFilter(method="by_supplier", label=gettext_lazy("Supplier (NIP or address of the page)"))
    jednostka = RecordFilter(method="by_unit", queryset=units, label=pgettext_lazy("of the city", "Unit"))
    rok = YearFilter(method="by_year", label=pgettext_lazy("of signing", "Year"))
    od = DayFilter(method="by_first_day", label=gettext_lazy("Signed from"))
    do = DayFilter(method="by_last_day", label=gettext_lazy("Signed until"))
    kwota_od = AmountFilter(method="by_lowest", label=gettext_lazy("Amount from"))
    kwota_do = AmountFilter(method="by_highest", label=gettext_lazy("Amount to"))
    rodzaj = ChoicesFilter(
        method="by_kind",
        choices=[(name, kind.label) for name, kind in KINDS.items()],
        label=gettext_lazy("What it is"),
    )
    rejestr = ChoiceFilter("register", choices=lambda: registers_of(Contract), label=gettext_lazy("Register"))
    brutto_netto = ChoiceFilter(method="by_tax", choices=TAX_CHOICES, label=gettext_lazy("Gross or net"))
    dzial = CodeFilter("dzial", 3, label=gettext_lazy("Dział (3 digits)"))
    rozdzial = CodeFilter("rozdzial", 5, label=gettext_lazy("Rozdział (5 digits)"))
    paragraf = CodeFilter("paragraf", 3, label=gettext_lazy("Paragraf (3 digits)"))
    bez_kwoty = FlagFilter(method="without_value", label=gettext_lazy("Without an amount"))
    zaokraglone = FlagFilter(method="rounded", label=gettext_lazy("With a rounded amount"))
    sygnal = ChoiceFilter(
        method="by_signal",
        choices=lambda: [(code, each.title) for code, each in REGISTRY.items()],
        label=gettext_lazy("With a signal that stands"),
    )
    wycofane = FlagFilter(method="removed", label=gettext_lazy("Removed by the office"))

    def get_form_class(self) -> type[forms.Form]:
        form = super().get_form_class()
        return type(form.__name__, (SpanForm, form), {})

    def by_supplier(self, contracts: Any, name: str, organization: Organization) -> QuerySet[Contract]:
        return contracts.of_supplier(organization)

    def by_unit(self, contracts: Any, name: str, organization: Organization) -> QuerySet[Contract]:
        return contracts.of_buyer(organization)

    def by_year(self, contracts: Any, name: str, year: int) -> QuerySet[Contract]:
        return contracts.signed_within(date(year, 1, 1), date(year, 12, 31))

    def by_first_day(self, contracts: Any, name: str, day: date) -> QuerySet[Contract]:
        return contracts.signed_within(day, None)

    def by_last_day(self, contracts: Any, name: str, day: date) -> QuerySet[Contract]:
        return contracts.signed_within(None, day)

    def by_lowest(self, contracts: Any, name: str, amount: Decimal) -> QuerySet[Contract]:
        return contracts.worth(amount, None)

    def by_highest(self, contracts: Any, name: str, amount: Decimal) -> QuerySet[Contract]:
        return contracts.worth(None, amount)

    def by_kind(self, contracts: Any, name: str, values: list[str]) -> QuerySet[Contract]:
        return contracts.filter(kind__in=[KINDS[value].value for value in values])

    def by_tax(self, contracts: Any, name: str, value: str) -> QuerySet[Contract]:
        return contracts.filter(tax=TAXES[value])

    def without_value(self, contracts: Any, name: str, value: bool) -> QuerySet[Contract]:
        return contracts.without_value()

    def rounded(self, contracts: Any, name: str, value: bool) -> QuerySet[Contract]:
        return contracts.rounded()

    def by_signal(self, contracts: Any, name: str, value: str) -> QuerySet[Contract]:
        return contracts.with_signal(value)

    def removed(self, contracts: Any, name: str, value: bool) -> QuerySet[Contract]:
        return contracts.removed()
