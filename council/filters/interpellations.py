"""What the list of interpellations and questions is filtered by."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from council.filters.base import seat_is_lost, terms
from council.models import Interpellation, Person
from council.models.interpellations import Standing
from watchdog.core.filters import ChoiceFilter, ListFilterSet, RecordFilter, YearFilter
from watchdog.search.filters import TextFilter

STANDINGS = {
    "w-terminie": Standing.IN_TIME,
    "po-terminie": Standing.LATE,
    "zalegla": Standing.OVERDUE,
    "w-toku": Standing.RUNNING,
    "bez-czasu": Standing.ANSWERED,
    "brak": Standing.UNANSWERED,
    "nieznana": Standing.UNKNOWN,
}
KINDS = {
    "interpelacje": Interpellation.Kind.INTERPELLATION,
    "zapytania": Interpellation.Kind.QUESTION,
    "wnioski": Interpellation.Kind.MOTION,
}


class InterpellationFilter(ListFilterSet):
    q = TextFilter("subject", "number", "authors", label=gettext_lazy("Words of the subject, name or case number"))
    rok = YearFilter(field_name="received_on__year", label=gettext_lazy("Year"))
    kadencja = RecordFilter(field_name="term", queryset=terms, label=gettext_lazy("Term"))
    radny = RecordFilter(
        method="by_person",
        queryset=lambda request: Person.objects.for_choice(),
        over=seat_is_lost,
        label=gettext_lazy("Who asked"),
    )
    rodzaj = ChoiceFilter(
        method="by_kind",
        choices=[(name, kind.label) for name, kind in KINDS.items()],
        label=gettext_lazy("Kind"),
    )
    odpowiedz = ChoiceFilter(
        method="by_standing",
        choices=[(name, standing.label) for name, standing in STANDINGS.items()],
        label=gettext_lazy("Answer"),
    )

    def by_person(self, interpellations: Any, name: str, person: Person) -> QuerySet[Interpellation]:
        return interpellations.by(person)

    def by_kind(self, interpellations: Any, name: str, value: str) -> QuerySet[Interpellation]:
        return interpellations.filter(kind=KINDS[value])

    def by_standing(self, interpellations: Any, name: str, value: str) -> QuerySet[Interpellation]:
        return interpellations.filter(standing=STANDINGS[value])
