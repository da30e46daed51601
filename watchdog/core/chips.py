"""
What a list is filtered by, in words, each with the address of the same list without it.

Works for any bound form of django-filter: text, choices, several choices, a record, a range in two fields.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Model
from django.forms import BaseForm, BoundField, Field, ModelChoiceField, MultiWidget, NullBooleanField
from django.forms.fields import BooleanField, ChoiceField
from django.http import QueryDict
from django.utils.translation import gettext as _

from watchdog.core.typography import short_date

POSITION = ("page",)
"""Parameters that say where in the list one is; they lose their sense when a filter changes."""


@dataclass(frozen=True, slots=True)
class Chip:
    """One active condition and the query string („?…”) of the list without it."""

    text: str
    url: str


def active_filters(form: BaseForm, query: QueryDict) -> list[Chip]:
    """Return the conditions that the form read from the query, in the order of its fields; wrong ones are left out."""
    if not form.is_bound or not form.is_valid():
        return []
    return [chip for field in form for chip in _chips(field, form.cleaned_data.get(field.name), query)]


def without(query: QueryDict, names: tuple[str, ...], value: str | None = None) -> str:
    """Return the query string without these parameters, or without one of their values, and without the position."""
    rest = query.copy()
    for name in names:
        kept = [each for each in rest.getlist(name) if value is not None and each != value]
        rest.setlist(name, kept)
    for name in POSITION:
        rest.pop(name, None)
    return f"?{rest.urlencode()}"


def _chips(field: BoundField, value: Any, query: QueryDict) -> Iterator[Chip]:
    names = _names(field)
    if not _is_condition(field.field, value) or not any(query.get(name) for name in names):
        return
    label = str(field.label)
    if isinstance(field.field, BooleanField):
        yield Chip(label if value else _("not: %(condition)s") % {"condition": label}, without(query, names))
    elif isinstance(value, (list, tuple, set)) or hasattr(value, "iterator"):
        for each in value:
            yield Chip(f"{label}: {_said(field.field, each)}", without(query, names, _raw(each)))
    else:
        yield Chip(f"{label}: {_said(field.field, value)}", without(query, names))


def _is_condition(field: Field, value: Any) -> bool:
    """Say whether a value narrows the list: „no” of yes, no or either does, an empty box does not, and 0 does."""
    if value is False:
        return isinstance(field, NullBooleanField)
    return value is not None and value != "" and value != []


def _names(field: BoundField) -> tuple[str, ...]:
    """Name the parameters of a field: its own, or those of its inputs (``dzien_after``, ``dzien_before``)."""
    if isinstance(field.field.widget, MultiWidget):
        return tuple(each["name"] for each in field.subwidgets[0].data["subwidgets"])
    return (field.html_name,)


def _raw(value: Any) -> str:
    return str(getattr(value, "pk", value))


def _said(field: Field, value: Any) -> str:
    """Say a value as its form does: the label of a choice, both ends of a range, a Polish date."""
    if isinstance(value, slice):
        ends = [(_("from %(value)s"), value.start), (_("to %(value)s"), value.stop)]
        return " ".join(text % {"value": _plain(end)} for text, end in ends if end is not None)
    if isinstance(field, ModelChoiceField) and isinstance(value, Model):
        return field.label_from_instance(value)
    if isinstance(field, ChoiceField):
        return next((str(label) for key, label in _flat(field.choices) if str(key) == str(value)), _plain(value))
    return _plain(value)


def _flat(choices: Any) -> Iterator[tuple[Any, Any]]:
    for key, label in choices:
        if isinstance(label, (list, tuple)):
            yield from label
        else:
            yield key, label


def _plain(value: Any) -> str:
    return short_date(value) if isinstance(value, date) else str(value)
