"""What the lists of articles and of issues are filtered by."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from newsletter.models import Category
from watchdog.core.filters import ChoiceFilter, ListFilterSet, YearFilter


class ArticleFilter(ListFilterSet):
    kategoria = ChoiceFilter(field_name="category", choices=Category.choices, label=gettext_lazy("Category"))
    rok = YearFilter(field_name="published_at__year", label=gettext_lazy("Year"))


class IssueFilter(ListFilterSet):
    rok = YearFilter(field_name="published_at__year", label=gettext_lazy("Year"))
