"""What the list of a lack is filtered by; an app adds its own filters (the term of the council)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from watchdog.core.filters import ListFilterSet, YearFilter


class LackFilter(ListFilterSet):
    rok = YearFilter(field_name="lacking_since__year", label=gettext_lazy("Missing since the year"))
