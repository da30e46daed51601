"""What the list of two registers held against each other is filtered by."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy, pgettext_lazy

from spending.filters.base import units
from spending.models import Contract
from spending.reconciling import Field, Reconciliation, State
from watchdog.core.filters import ChoiceFilter, DayFilter, ListFilterSet, RecordFilter
from watchdog.search.filters import TextFilter

STATES = {
    "zgodne": State.SAME,
    "rozne": State.DIFFERS,
    "tylko-miasto": State.ONLY_HERE,
    "tylko-panstwo": State.ONLY_THERE,
    "niejednoznaczne": State.AMBIGUOUS,
}
STATE_LABELS = {
    State.SAME: pgettext_lazy("two registers", "the same in both"),
    State.DIFFERS: pgettext_lazy("two registers", "differing"),
    State.ONLY_HERE: pgettext_lazy("two registers", "only in the city's register"),
    State.ONLY_THERE: pgettext_lazy("two registers", "only in the state's register"),
    State.AMBIGUOUS: pgettext_lazy("two registers", "ambiguous"),
}
FIELDS = {
    "kwota": Field.VALUE,
    "data": Field.DATE,
    "przedmiot": Field.SUBJECT,
    "wykonawca": Field.SUPPLIER,
    "numer": Field.NUMBER,
    "jednostka": Field.UNIT,
}
FIELD_LABELS = {
    Field.VALUE: pgettext_lazy("two registers", "value"),
    Field.DATE: pgettext_lazy("two registers", "day of signing"),
    Field.SUBJECT: pgettext_lazy("two registers", "subject"),
    Field.SUPPLIER: pgettext_lazy("two registers", "supplier"),
    Field.NUMBER: pgettext_lazy("two registers", "number"),
    Field.UNIT: pgettext_lazy("two registers", "unit"),
}


class ReconciliationFilter(ListFilterSet):
    """The filters over one reconciliation; ``over`` makes the class that knows it."""

    found: ClassVar[Reconciliation] = Reconciliation(())

    q = TextFilter("subject", "number", label=gettext_lazy("Words of the subject or a number"))
    stan = ChoiceFilter(
        method="by_state",
        choices=[(name, STATE_LABELS[state]) for name, state in STATES.items()],
        label=gettext_lazy("What the comparison says"),
    )
    rozni = ChoiceFilter(
        method="by_difference",
        choices=[(name, FIELD_LABELS[field]) for name, field in FIELDS.items()],
        label=gettext_lazy("What differs"),
    )
    jednostka = RecordFilter(field_name="buyer", queryset=units, label=pgettext_lazy("of the city", "Unit"))
    od = DayFilter("signed_first", "gte", label=gettext_lazy("Signed from"))
    do = DayFilter("signed_last", "lte", label=gettext_lazy("Signed until"))

    @classmethod
    def over(cls, found: Reconciliation) -> type[ReconciliationFilter]:
        return type(cls.__name__, (cls,), {"found": found})

    def by_state(self, contracts: Any, name: str, value: str) -> QuerySet[Contract]:
        return contracts.filter(pk__in=[entry.head for entry in self.found.of_state(STATES[value])])

    def by_difference(self, contracts: Any, name: str, value: str) -> QuerySet[Contract]:
        return contracts.filter(pk__in=[entry.head for entry in self.found.differing(FIELDS[value])])
