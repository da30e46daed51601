"""What the lists of draft resolutions and of resolutions are filtered by."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from council.filters.base import terms
from council.models import DraftResolution, DraftState, LegalStanding, Resolution
from watchdog.core.filters import ChoiceFilter, FlagFilter, ListFilterSet, RecordFilter, YearFilter
from watchdog.search.filters import TextFilter

STATES = {
    "w-toku": DraftState.IN_PROGRESS,
    "przyjete": DraftState.ADOPTED,
    "odrzucone": DraftState.REJECTED,
    "zdjete": DraftState.TAKEN_OFF,
    "wycofane": DraftState.WITHDRAWN,
    "zastapione": DraftState.REPLACED,
    "nieznane": DraftState.UNKNOWN,
}
INITIATORS = {
    "prezydent": DraftResolution.InitiatorKind.MAYOR,
    "komisja": DraftResolution.InitiatorKind.COMMITTEE,
    "klub": DraftResolution.InitiatorKind.CLUB,
    "radni": DraftResolution.InitiatorKind.COUNCILLORS,
    "przewodniczacy": DraftResolution.InitiatorKind.CHAIR,
    "mieszkancy": DraftResolution.InitiatorKind.RESIDENTS,
    "nieznany": DraftResolution.InitiatorKind.UNKNOWN,
}
RULINGS = {
    "niewazne": LegalStanding.INVALID,
    "niewazne-w-czesci": LegalStanding.PARTLY_INVALID,
    "nieprawomocnie": LegalStanding.NOT_FINAL,
    "rozne": LegalStanding.DISPUTED,
    "utrzymane": LegalStanding.UPHELD,
    "wszczete": LegalStanding.OPENED,
    "bez-rozstrzygniecia": LegalStanding.UNKNOWN,
}


class DraftFilter(ListFilterSet):
    q = TextFilter("number", "title", label=gettext_lazy("Words of the title or print number"))
    kadencja = RecordFilter(field_name="term", queryset=terms, label=gettext_lazy("Term"))
    stan = ChoiceFilter(
        method="by_state", choices=[(key, state.label) for key, state in STATES.items()], label=gettext_lazy("State")
    )
    inicjator = ChoiceFilter(
        method="by_initiator",
        choices=[(key, kind.label) for key, kind in INITIATORS.items()],
        label=gettext_lazy("Tabled by"),
    )
    glosowane = FlagFilter(method="voted", label=gettext_lazy("With a known vote"))

    def voted(self, drafts: Any, name: str, value: bool) -> QuerySet[DraftResolution]:
        return drafts.voted()

    def by_state(self, drafts: Any, name: str, value: str) -> QuerySet[DraftResolution]:
        return drafts.filter(state=STATES[value].value)

    def by_initiator(self, drafts: Any, name: str, value: str) -> QuerySet[DraftResolution]:
        return drafts.filter(initiator=INITIATORS[value].value)


class ResolutionFilter(ListFilterSet):
    q = TextFilter("number", "title", label=gettext_lazy("Words of the title or number"))
    rok = YearFilter(field_name="year", label=gettext_lazy("Year"))
    kadencja = RecordFilter(field_name="term", queryset=terms, label=gettext_lazy("Term"))
    dziennik = FlagFilter(method="in_journal", label=gettext_lazy("With a position in the official journal"))
    zmienione = FlagFilter(method="changed", label=gettext_lazy("Changed or repealed by a later one"))
    nadzor = ChoiceFilter(
        method="by_ruling",
        choices=[(key, standing.label) for key, standing in RULINGS.items()],
        label=gettext_lazy("Supervision"),
    )

    def in_journal(self, resolutions: Any, name: str, value: bool) -> QuerySet[Resolution]:
        return resolutions.published()

    def by_ruling(self, resolutions: Any, name: str, value: str) -> QuerySet[Resolution]:
        return resolutions.filter(standing=RULINGS[value].value)

    def changed(self, resolutions: Any, name: str, value: bool) -> QuerySet[Resolution]:
        return resolutions.altered()
