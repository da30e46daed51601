"""What the list of committees is filtered by."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from council.filters.base import terms
from council.models import CommitteeTerm
from watchdog.core.filters import FlagFilter, ListFilterSet, RecordFilter
from watchdog.search.filters import TextFilter


class CommitteeFilter(ListFilterSet):
    q = TextFilter("body__name", label=gettext_lazy("Words of the name"))
    kadencja = RecordFilter(field_name="term", queryset=terms, label=gettext_lazy("Term"))
    sklad = FlagFilter(method="with_members", label=gettext_lazy("With known members"))
    posiedzenia = FlagFilter(method="with_meetings", label=gettext_lazy("With known meetings"))

    def with_members(self, committees: Any, name: str, value: bool) -> QuerySet[CommitteeTerm]:
        return committees.with_members()

    def with_meetings(self, committees: Any, name: str, value: bool) -> QuerySet[CommitteeTerm]:
        return committees.with_meetings()
