"""
What lists are filtered by.

Polish names stand in the address (``rok``, ``od``, ``do``, ``q``), plain words in the form. Filters over words know
what search knows and live in ``watchdog.search.filters``.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import copy, deepcopy
from datetime import date
from typing import Any, ClassVar

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from watchdog.core.dates import parse_date

FIRST_YEAR, LAST_YEAR = 1990, 2100
"""Self-government in its present form began in 1990."""

NOT_A_CHOICE = {"invalid_choice": gettext_lazy("There is no such choice. Take one from the list.")}
"""Says nothing back: what was typed may be long or not meant to be shown."""


class ListForm(forms.Form):
    """The form of a list's filters: sent with GET, nothing required; its ids leave room for other forms of the page."""

    use_required_attribute = False

    def __init__(self, data: Any = None, prefix: str | None = None) -> None:
        super().__init__(data, auto_id="f-%s", prefix=prefix)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("od"), cleaned.get("do")
        if isinstance(first, date) and isinstance(last, date) and first > last:
            self.add_error("do", ValidationError(_("The last day stands before the first one."), code="contradiction"))
        return cleaned


class _Fields(dict[str, forms.Field]):
    """The fields of a list's form: requests share them, except those that keep what they found (choices)."""

    def __deepcopy__(self, memo: dict[int, Any]) -> dict[str, forms.Field]:
        return {name: deepcopy(each, memo) if hasattr(each, "choices") else each for name, each in self.items()}


class ListFilterSet(django_filters.FilterSet):
    """The filters of one kind of list; ``od`` and ``do`` are the ends of a period."""

    _form_class: ClassVar[type[forms.Form]]
    has_keys = False
    """Whether a filter has found the keys of all records that can be meant, so that reading all of them is cheap."""
    has_more = False
    """Whether a filter has counted more records than a selection is counted to, and nothing else narrows them."""

    def __init__(
        self, data: Any = None, queryset: Any = None, *, request: Any = None, prefix: str | None = None
    ) -> None:
        """Do what the base does, but copy the filters no deeper than one request changes them."""
        self.is_bound, self.data = data is not None, data or QueryDict()
        self.queryset, self.request, self.form_prefix = queryset, request, prefix
        self.filters = {name: self._own(each) for name, each in self.base_filters.items()}

    def _own(self, each: django_filters.Filter) -> django_filters.Filter:
        own = copy(each)
        own.model, own.parent = self.queryset.model, self
        own.method = each.method  # binds the method anew, to this copy
        return own

    def get_form_class(self) -> type[forms.Form]:
        fields = {name: each.field for name, each in self.filters.items()}
        return type(f"{type(self).__name__}Form", (ListForm,), fields)

    @property
    def form(self) -> Any:
        """The form of this request; its class is made once for each kind of list, its fields copied from there."""
        if not hasattr(self, "_form"):
            kind = type(self)
            if "_form_class" not in kind.__dict__:
                kind._form_class = self.get_form_class()
                kind._form_class.base_fields = _Fields(kind._form_class.base_fields)
            self._form = kind._form_class(self.data if self.is_bound else None, prefix=self.form_prefix)
        return self._form


class DayField(forms.CharField):
    """A day in any form that Poles write: ``31.12.2020``, ``2020-12-31``, „31 grudnia 2020”."""

    default_error_messages = {"invalid": gettext_lazy("Write a day like this: 31.12.2020.")}
    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "size": 12})

    def to_python(self, value: Any) -> date | None:  # type: ignore[override]  # a day is typed as text
        text = super().to_python(value)
        if not text:
            return None
        try:
            day = parse_date(text)
        except ValueError:
            day = None
        if day is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return day

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%d.%m.%Y}" if isinstance(value, date) else value


class DayFilter(django_filters.Filter):
    """A day of the record: ``DayFilter("day", "gte", label=…)`` for ``od``, ``"lte"`` for ``do``."""

    field_class = DayField


class YearField(forms.IntegerField):
    default_error_messages = {"invalid": gettext_lazy("Write a year from 1990 to 2100, like this: 2014.")}
    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "size": 6})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.validators.append(self._possible)

    def _possible(self, year: int) -> None:
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise ValidationError(self.error_messages["invalid"], code="invalid")


class YearFilter(django_filters.Filter):
    """A year: ``YearFilter("year", label=…)`` over a number, ``YearFilter("day__year", …)`` over a day."""

    field_class = YearField


class ChoiceFilter(django_filters.ChoiceFilter):
    """One of a few choices, any of them where none is named."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs = {"empty_label": gettext_lazy("any"), "error_messages": NOT_A_CHOICE, **kwargs}
        super().__init__(*args, **kwargs)


class ChoicesFilter(django_filters.MultipleChoiceFilter):
    """Any of the ticked choices of one of the record's own fields, so that no row can come twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        boxes = {"widget": forms.CheckboxSelectMultiple, "error_messages": NOT_A_CHOICE, "distinct": False}
        super().__init__(*args, **{**boxes, **kwargs})


class RecordFilter(django_filters.ModelChoiceFilter):
    """A record named in the address by its slug (``to_field_name``)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs = {"to_field_name": "slug", "empty_label": gettext_lazy("any"), "error_messages": NOT_A_CHOICE, **kwargs}
        self.over: Callable[[Any], str] = kwargs.pop("over", _never)
        """Says in a sentence that what the record stands for is over, so that little more will come; empty if not."""
        super().__init__(*args, **kwargs)


def _never(_record: Any) -> str:
    return ""


class FlagInput(forms.CheckboxInput):
    """A box whose tick is ``1`` in the address; what else an address may say is kept for the field to refuse."""

    def format_value(self, value: Any) -> str:
        return "1"

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return data.get(name, "")


class FlagField(forms.BooleanField):
    default_error_messages = {"invalid": gettext_lazy("Only 1 can stand here; leave it out for no.")}
    widget = FlagInput

    def to_python(self, value: Any) -> bool | None:  # type: ignore[override]  # nothing said is not „no”
        if value not in ("", "1"):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return True if value else None


class FlagFilter(django_filters.Filter):
    """A condition that is asked for (``?imienne=1``) or not; with ``method``, called only when it is."""

    field_class = FlagField
