"""What the list of councillors is filtered by."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from council.filters.base import clubs, terms
from council.models import Person, Term
from watchdog.core.filters import ChoiceFilter, ListFilterSet, RecordFilter
from watchdog.search.filters import TextFilter


class PersonFilter(ListFilterSet):
    q = TextFilter("given_name", "family_name", label=gettext_lazy("Name"))
    kadencja = RecordFilter(method="in_term", queryset=terms, label=gettext_lazy("Term"))
    klub = ChoiceFilter(method="in_club", choices=clubs, label=gettext_lazy("Club"))

    def in_term(self, people: Any, name: str, term: Term) -> QuerySet[Person]:
        return people.in_term(term)

    def in_club(self, people: Any, name: str, slug: str) -> QuerySet[Person]:
        return people.in_club(slug, self.form.cleaned_data.get("kadencja"))
