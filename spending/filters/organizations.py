"""What the lists of suppliers and units are filtered by."""

from __future__ import annotations

import re
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from spending.models import Organization, Spelling
from watchdog.core.filters import ChoiceFilter, ListFilterSet
from watchdog.search.filters import TextFilter, search_query
from watchdog.search.question import Question
from watchdog.search.text import text_vector

_NUMBER = re.compile(r"(?:NIP|REGON|KRS|PL)?[:\s]*(?P<figures>\d[\d\s./\u2010-\u2015-]*)", re.IGNORECASE)
LENGTHS = (9, 10, 14)
"""Figures of a REGON, of a NIP or KRS, and of a REGON of a part of a firm."""


def number_of(text: str) -> str:
    """Give the figures of a text that is a NIP, REGON or KRS in any punctuation („631-10-06-640”), else nothing."""
    found = _NUMBER.fullmatch(text.strip())
    figures = re.sub(r"\D", "", found["figures"]) if found else ""
    return figures if len(figures) in LENGTHS else ""


class NameFilter(TextFilter):
    """
    The organizations under one of whose names or numbers a question is found.

    Names and spellings are asked apart, so that the index of each answers.
    """

    def filter(self, queryset: QuerySet[Any], value: Question | None) -> QuerySet[Any]:
        if value is None:
            return queryset
        if number := number_of(value.text):
            return queryset.numbered(number)  # type: ignore[attr-defined]  # the queryset of organizations
        spelled = Spelling.objects.alias(_words=text_vector("name")).filter(_words=search_query(value))
        named = Organization.objects.alias(_words=text_vector("name")).filter(_words=search_query(value))
        return queryset.filter(pk__in=spelled.order_by().values("organization").union(named.order_by().values("pk")))


class OrganizationsFilter(ListFilterSet):
    q = NameFilter("name", label=gettext_lazy("Name, NIP, REGON or KRS"))
    rodzaj = ChoiceFilter(
        method="by_kind",
        choices=[
            ("publiczny", gettext_lazy("public body")),
            ("spolka-miejska", gettext_lazy("municipal company")),
            ("inny", gettext_lazy("firm or organisation")),
        ],
        label=gettext_lazy("Kind"),
    )
    kwota = ChoiceFilter(
        method="by_amount",
        choices=[
            ("jest", gettext_lazy("with a contract that has a value")),
            ("brak", gettext_lazy("without one")),
        ],
        label=gettext_lazy("Contracts"),
    )

    def by_kind(self, organizations: Any, name: str, value: str) -> QuerySet[Organization]:
        public = {"kind": Organization.Kind.PUBLIC.value}
        if value == "spolka-miejska":
            return organizations.filter(company__isnull=False)
        return organizations.filter(**public) if value == "publiczny" else organizations.exclude(**public)

    def by_amount(self, organizations: Any, name: str, value: str) -> QuerySet[Organization]:
        return organizations.filter(contract_count__gt=0) if value == "jest" else organizations.filter(contract_count=0)
