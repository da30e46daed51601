"""Filters over words: in a list as in the whole portal."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.contrib.postgres.search import SearchQuery
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from watchdog.core.selection import POSITION
from watchdog.search.expanding import expanded
from watchdog.search.keys import Keys, keys_of_records, one_of
from watchdog.search.matching import entries
from watchdog.search.question import LONGEST, Question, Unclear, parse
from watchdog.search.remembering import remembered
from watchdog.search.text import text_vector
from watchdog.search.vocabulary import spelled_out


def search_query(question: Question) -> SearchQuery:
    """Return the question, in every form of its words, for ``vector @@ …``."""
    return expanded(question).query()


class QuestionField(forms.CharField):
    """A question in words; its value is a ``Question``."""

    widget = forms.TextInput(attrs={"type": "search", "autocomplete": "off", "maxlength": LONGEST})

    def clean(self, value: Any) -> Question | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            return parse(text)
        except Unclear as error:
            raise ValidationError(str(error), code="unclear") from error


class TextFilter(django_filters.Filter):
    """
    The records whose columns hold what is asked, by the rules of search::

        q = TextFilter("subject", "resolution__number")

    It asks the records themselves, so it is never behind them. An index makes it quick on many rows:
    ``GinIndex(text_vector("subject"), name=…)`` over exactly these columns (own ones, in this order).
    """

    field_class = QuestionField

    def __init__(self, *columns: str, **kwargs: Any) -> None:
        super().__init__(columns[0], **{"label": _("Words or a number"), **kwargs})
        self.columns = columns

    def filter(self, queryset: QuerySet[Any], value: Question | None) -> QuerySet[Any]:
        if value is None:
            return queryset
        found: QuerySet[Any] = queryset.alias(_words=text_vector(*self.columns)).filter(_words=search_query(value))
        return found


class EntryFilter(django_filters.Filter):
    """
    The records of a kind whose entry in search holds what is asked, also what stands beside them (names, numbers)::

        q = EntryFilter("spending.contract")

    For kinds of any number of records: the index of search answers, and no record is read for it. It is as fresh as
    that index, which the corridor brings up to date with every document; where that matters, take ``TextFilter``.

    The hits are found first and the list is made of them; other filters then narrow these. Were the question left
    inside the list's own, „newest 50” would make the planner walk through the whole list for two frequent words that
    never meet. Only where hits are many and known to be met soon does the list read what it shows.
    """

    field_class = QuestionField

    def __init__(self, kind: str, **kwargs: Any) -> None:
        super().__init__("pk", **{"label": _("Words or a number"), **kwargs})
        self.kind = kind

    def filter(self, queryset: QuerySet[Any], value: Question | None) -> QuerySet[Any]:
        if value is None:
            return queryset
        hits = remembered(f"keys {self.kind} {value.tsquery()}", lambda: keys_of_records(spelled_out(value), self.kind))
        self._tell(hits)
        if hits.are_all:
            return queryset.filter(one_of(hits.keys))
        found = entries(spelled_out(value), [self.kind]).values("object_id")
        narrowed: QuerySet[Any] = queryset.filter(Q(pk__in=found) if hits.are_spread else one_of(found))
        return narrowed

    def _tell(self, hits: Keys) -> None:
        """Let the filters of the list know what need not be counted again."""
        filters = getattr(self, "parent", None)
        if filters is not None:
            filters.has_keys = hits.are_all
            asked = {name for name in filters.data if any(filters.data.getlist(name))} - {*POSITION}
            filters.has_more = not hits.are_all and all(filters.filters.get(name) is self for name in asked)
