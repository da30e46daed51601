"""What the list of petitions is filtered by."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from council.filters.base import terms
from council.models import Petition
from watchdog.core.filters import ChoiceFilter, ListFilterSet, RecordFilter, YearFilter
from watchdog.search.filters import TextFilter

OUTCOMES = {
    "uwzglednione": Petition.Outcome.GRANTED,
    "nieuwzglednione": Petition.Outcome.REFUSED,
    "bez-rozpatrzenia": Petition.Outcome.LEFT,
    "wycofane": Petition.Outcome.WITHDRAWN,
    "zdjete": Petition.Outcome.TAKEN_OFF,
    "nieznane": Petition.Outcome.UNKNOWN,
}
ADDRESSEES = {"rada": "to_council", "prezydent": "to_mayor"}


class PetitionFilter(ListFilterSet):
    q = TextFilter("subject", "petitioner", "outcome_words", label=gettext_lazy("Words of the subject or petitioner"))
    rok = YearFilter(field_name="year", label=gettext_lazy("Year"))
    kadencja = RecordFilter(field_name="term", queryset=terms, label=gettext_lazy("Term"))
    adresat = ChoiceFilter(
        method="by_addressee",
        choices=[("rada", gettext_lazy("the council")), ("prezydent", gettext_lazy("the mayor"))],
        label=gettext_lazy("Addressed to"),
    )
    wynik = ChoiceFilter(
        method="by_outcome",
        choices=[(name, outcome.label) for name, outcome in OUTCOMES.items()],
        label=gettext_lazy("Outcome"),
    )

    def by_addressee(self, petitions: Any, name: str, value: str) -> QuerySet[Petition]:
        return petitions.filter(**{ADDRESSEES[value]: True})

    def by_outcome(self, petitions: Any, name: str, value: str) -> QuerySet[Petition]:
        return petitions.filter(outcome=OUTCOMES[value].value)
