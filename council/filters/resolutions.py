"""What the lists of draft resolutions and of resolutions are filtered by."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from council.filters.base import terms
from council.models import DraftResolution, Resolution
from watchdog.core.filters import ChoiceFilter, FlagFilter, ListFilterSet, RecordFilter, YearFilter
from watchdog.search.filters import TextFilter

RULINGS = {
    "niewazne": Resolution.Validity.INVALID.value,
    "niewazne-w-czesci": Resolution.Validity.PARTLY_INVALID.value,
    "bez-rozstrzygniecia": Resolution.Validity.UNKNOWN.value,
}


class DraftFilter(ListFilterSet):
    q = TextFilter("number", "title", label=gettext_lazy("Words of the title or print number"))
    kadencja = RecordFilter(field_name="term", queryset=terms, label=gettext_lazy("Term"))
    glosowane = FlagFilter(method="voted", label=gettext_lazy("With a known vote"))

    def voted(self, drafts: Any, name: str, value: bool) -> QuerySet[DraftResolution]:
        return drafts.voted()


class ResolutionFilter(ListFilterSet):
    q = TextFilter("number", "title", label=gettext_lazy("Words of the title or number"))
    rok = YearFilter(field_name="year", label=gettext_lazy("Year"))
    kadencja = RecordFilter(field_name="term", queryset=terms, label=gettext_lazy("Term"))
    dziennik = FlagFilter(method="in_journal", label=gettext_lazy("With a position in the official journal"))
    nadzor = ChoiceFilter(
        method="by_ruling",
        choices=[
            ("niewazne", gettext_lazy("declared invalid")),
            ("niewazne-w-czesci", gettext_lazy("declared invalid in part")),
            ("bez-rozstrzygniecia", gettext_lazy("no ruling known to us")),
        ],
        label=gettext_lazy("Supervision"),
    )

    def in_journal(self, resolutions: Any, name: str, value: bool) -> QuerySet[Resolution]:
        return resolutions.published()

    def by_ruling(self, resolutions: Any, name: str, value: str) -> QuerySet[Resolution]:
        return resolutions.filter(validity=RULINGS[value])
