"""What the lists of the council's lacks are filtered by: the term, and the year where it is known without a day."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from council.filters.base import terms
from watchdog.core.filters import RecordFilter, YearFilter
from watchdog.missing.filters import LackFilter


class OfTerm(LackFilter):
    """Records that name their term."""

    kadencja = RecordFilter(field_name="term", queryset=terms, label=gettext_lazy("Term"))


class OfVotes(LackFilter):
    """Votes, which know their year even where their day is not known."""

    rok = YearFilter(field_name="year", label=gettext_lazy("Year"))
    kadencja = RecordFilter(field_name="meeting__term", queryset=terms, label=gettext_lazy("Term"))


class OfResolutions(OfTerm):
    """Resolutions, which know their year even where their day is not known."""

    rok = YearFilter(field_name="year", label=gettext_lazy("Year"))
