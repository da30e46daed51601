"""What the lists of corrections and of accepted remarks are filtered by."""

from __future__ import annotations

import re
from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy, pgettext_lazy

from watchdog.core.filters import ChoiceFilter, FlagFilter, ListFilterSet, YearFilter
from watchdog.errata import shown

RECORD = re.compile(r"^([a-z_]+\.[a-z_]+)-([0-9]{1,18})$")
"""Anchored in words that OpenAPI's readers know too."""
LONGEST_QUESTION = 200


def kinds() -> list[tuple[str, Any]]:
    """Offer the kinds of records that have pages."""
    return [(each.code, each.label) for each in shown.pages()]


class KindFilter(ChoiceFilter):
    """A kind of record, with everything that is shown on its pages."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=kinds, label=gettext_lazy("Kind of record"), **kwargs)

    def filter(self, rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        return rows.filter(shown.about(*(each for each in shown.pages() if each.code == value))) if value else rows


class RecordFilter(django_filters.Filter):
    """One record, as pages of records lead here: ``council.vote-123``."""

    field_class = forms.RegexField

    def __init__(self, **kwargs: Any) -> None:
        error = {"invalid": gettext_lazy("There is no such record.")}
        super().__init__(
            regex=RECORD.pattern,
            widget=forms.HiddenInput,
            error_messages=error,
            label=pgettext_lazy("filter", "one record"),
            **kwargs,
        )

    def filter(self, rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        if not value:
            return rows
        said = RECORD.fullmatch(value)
        return rows.filter(shown.of_page(said[1], int(said[2]))) if said else rows.none()


class WordsFilter(django_filters.CharFilter):
    """Words of what stands on the page of the list; the letters as they are, large or small."""

    def __init__(self, *columns: str, **kwargs: Any) -> None:
        self.columns = columns
        super().__init__(label=gettext_lazy("Words"), max_length=LONGEST_QUESTION, **kwargs)

    def filter(self, rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        for word in value.split() if value else ():
            rows = rows.filter(self.says(word))
        return rows

    def says(self, word: str) -> Q:
        found = Q()
        for column in self.columns:
            found |= Q(**{f"{column}__icontains": word})
        return found


class ValuesFilter(WordsFilter):
    """Words of a reason, or of what was and is; hidden values answer no question."""

    def filter(self, rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        texts = {name: Cast(field, TextField()) for name, field in (("was", "before"), ("is_now", "after"))}
        return super().filter(rows.alias(**texts), value) if value else rows

    def says(self, word: str) -> Q:
        values = Q(was__icontains=word) | Q(is_now__icontains=word)
        return Q(reason__icontains=word) | (values & Q(concealed_at=None))


class CorrectionFilter(ListFilterSet):
    q = ValuesFilter()
    rodzaj = KindFilter()
    rok = YearFilter(field_name="at__year", label=gettext_lazy("Year of the correction"))
    kto = ChoiceFilter(
        method="by_hand",
        choices=[
            ("redakcja", pgettext_lazy("who corrected", "the editors")),
            ("dokument", pgettext_lazy("who corrected", "a newer document")),
        ],
        label=pgettext_lazy("who corrected", "Who"),
    )
    cofniete = FlagFilter(method="taken_back", label=pgettext_lazy("corrections", "Only those taken back"))
    zapis = RecordFilter()

    def by_hand(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return rows.filter(user__isnull=value == "dokument")

    def taken_back(self, rows: QuerySet[Any], name: str, value: bool) -> QuerySet[Any]:
        return rows.filter(taken_back_at__isnull=False)


class RemarkFilter(ListFilterSet):
    q = WordsFilter("published", "shown_as")
    rodzaj = KindFilter()
    rok = YearFilter(field_name="decided_at__year", label=gettext_lazy("Year"))
    zapis = RecordFilter()
