"""The filters of a list as parameters of OpenAPI: made of the fields of its form, so that they cannot differ."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.http import QueryDict
from django.utils.translation import gettext as _

from watchdog.core.filters import FIRST_YEAR, LAST_YEAR, DayField, FlagField, YearField
from watchdog.core.selection import Selection
from watchdog.opendata.api.items import Json
from watchdog.records import RecordType

FILLED = "^[^\\u0000]*$"
"""Any text without the zero character, which no database keeps."""


def parameters(kind: RecordType) -> list[Json]:
    """Describe what may stand in the address of a list; pages are found by following ``links`` and not described."""
    form = Selection(kind, QueryDict()).form
    made = [_parameter(name, field) for name, field in form.fields.items()]
    orders = [sign + each for each in kind.sorts for sign in ("", "-")]
    if orders:
        made.append(_named("sort", _("Order; with a minus it is turned."), {"type": "string", "enum": orders}))
    limit = {"type": "integer", "minimum": 1, "maximum": 200}
    return [*made, _named("limit", _("How many records a page has."), limit)]


def _parameter(name: str, field: forms.Field) -> Json:
    return _named(name, str(field.label or name), _schema(field))


def _named(name: str, words: str, schema: Json) -> Json:
    return {"name": name, "in": "query", "required": False, "description": words, "schema": schema}


def _schema(field: Any) -> Json:
    """Say what a field takes, or what it says itself (``schema``); of records only that there is one of that name."""
    if hasattr(field, "schema"):
        return dict(field.schema)
    if isinstance(field, FlagField):
        return {"type": "string", "enum": ["1"]}
    if isinstance(field, YearField):
        return {"type": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR}
    if isinstance(field, DayField):
        return {"type": "string", "format": "date"}
    for each in field.validators:
        if isinstance(each, RegexValidator) and isinstance(each.regex, re.Pattern):
            return {"type": "string", "pattern": f"^({each.regex.pattern})$"}
    if isinstance(field, forms.MultipleChoiceField):
        return {"type": "array", "items": {"type": "string", "enum": list(_choices(field))}}
    if isinstance(field, forms.ModelChoiceField):
        return {"type": "string", "minLength": 1, "pattern": FILLED}
    if isinstance(field, forms.ChoiceField):
        return {"type": "string", "enum": list(_choices(field))}
    return {"type": "string", "minLength": 1, "pattern": FILLED}


def _choices(field: forms.ChoiceField) -> Iterator[str]:
    """Give the values of a field with choices, those of its groups too."""
    choices: Any = field.choices
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from (str(each) for each, _words in label)
        elif value not in ("", None):
            yield str(value)
