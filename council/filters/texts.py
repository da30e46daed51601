"""What the lists of minutes and of recordings are filtered by."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from council.filters.base import terms
from watchdog.core.filters import DayFilter, ListFilterSet, RecordFilter, YearFilter
from watchdog.search.filters import TextFilter


class TextPieceFilter(ListFilterSet):
    """Pieces of what was written or said at meetings."""

    q = TextFilter("text", label=gettext_lazy("Words of the text"))
    rok = YearFilter(field_name="meeting__day__year", label=gettext_lazy("Year"))
    kadencja = RecordFilter(field_name="meeting__term", queryset=terms, label=gettext_lazy("Term"))
    od = DayFilter("meeting__day", "gte", label=gettext_lazy("Meetings from"))
    do = DayFilter("meeting__day", "lte", label=gettext_lazy("Meetings to"))
