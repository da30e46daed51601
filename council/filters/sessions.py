"""What the list of sessions is filtered by."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from council.filters.base import terms
from council.models import Meeting
from watchdog.core.filters import FlagFilter, ListFilterSet, RecordFilter, YearFilter


class SessionFilter(ListFilterSet):
    kadencja = RecordFilter(field_name="term", queryset=terms, label=gettext_lazy("Term"))
    rok = YearFilter(field_name="day__year", label=gettext_lazy("Year"))
    glosowania = FlagFilter(method="with_votes", label=gettext_lazy("With votes"))
    porzadek = FlagFilter(method="with_agenda", label=gettext_lazy("With an agenda"))

    def with_votes(self, sessions: Any, name: str, value: bool) -> QuerySet[Meeting]:
        return sessions.with_votes()

    def with_agenda(self, sessions: Any, name: str, value: bool) -> QuerySet[Meeting]:
        return sessions.with_agenda()
