"""
Forms, their fields and other parts of pages drawn once.

What a list's form looks like depends on its fields, on what was asked, and on the language.

A field whose choices stand in the program is drawn once for each value that was asked; one whose choices stand in the
database (every unit, every register) is looked after once for each version of the data (``watchdog.core.kept``), and
drawn anew only where they are others than before. A whole form that holds is kept for each version as well, for the
few selections that most ask for.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any

from django.conf import settings
from django.forms import BaseForm, BoundField, Field, ModelChoiceField
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from watchdog.core.filters import ListForm
from watchdog.core.kept import kept
from watchdog.core.selection import POSITION

MOST, LONGEST = 4_000, 200
"""Drawn fields and parts that a process keeps, and the characters of a value worth keeping."""

FORMS = 200
"""Whole forms that a process keeps of one version, each some 10 kB."""

_drawn: dict[Hashable, SafeString] = {}
_lock = Lock()


def drawn_filters(form: BaseForm, clear: str = "", label: str = "") -> SafeString:
    """Return ``components/_filters.html`` of a list's form, kept for what was asked where nothing in it is wrong."""
    asked = _asked(form)
    if asked is None:
        return _draw_filters(form, clear, label)
    key = (type(form), form.prefix, clear, label, asked)
    forms: dict[Hashable, SafeString] = kept(("forms",), dict)
    found = forms.get(key)
    if found is None:
        found = _draw_filters(form, clear, label)
        if len(forms) < FORMS:
            forms[key] = found
    return found


def _draw_filters(form: BaseForm, clear: str, label: str) -> SafeString:
    return render_to_string("components/_filters.html", {"form": form, "clear": clear, "label": label})


def _asked(form: BaseForm) -> tuple[tuple[str, tuple[str, ...]], ...] | None:
    """Name what a form was asked, in the order of the address; ``None`` of a form that is not worth keeping."""
    if settings.DEBUG or not isinstance(form, ListForm) or form.initial or form.errors:
        return None
    if not isinstance(form.data, QueryDict):
        return None if form.is_bound else ()
    asked = tuple((name, tuple(values)) for name, values in form.data.lists() if name not in POSITION)
    return asked if sum(len(each) for _, values in asked for each in values) <= LONGEST else None


def drawn_field(field: BoundField) -> SafeString:
    """Return ``components/field.html`` of a field; of a list's form from what was drawn before, where it can be."""
    if settings.DEBUG or not isinstance(field.form, ListForm) or field.form.initial:
        return _draw(field)
    key = _key(field)
    if sum(map(len, key[-2])) > LONGEST:
        return _draw(field)
    if _asks(field.field):
        return kept(key, lambda: _once((*key, _choices(field)), lambda: _draw(field)))
    return _once(key, lambda: _draw(field))


def drawn_part(part: str, taken: dict[str, Any]) -> SafeString:
    """Return a template's text for these values: kept where they are plain, since nothing else decides its look."""
    try:
        key = ("part", part, tuple((name, type(value), _plain(value)) for name, value in taken.items()))
    except TypeError:
        return render_to_string(part, taken)
    return render_to_string(part, taken) if settings.DEBUG else _once(key, lambda: render_to_string(part, taken))


def _plain(value: Any) -> Hashable:
    """Name a value so that another one has another name; raises ``TypeError`` for what is no plain value."""
    if value is None or type(value) in (str, SafeString, int, bool):
        return value  # type: ignore[no-any-return]  # one of these
    if isinstance(value, QueryDict):
        return value.urlencode()
    if isinstance(value, list | tuple):
        return tuple((type(each), _plain(each)) for each in value)
    if isinstance(value, Promise):
        return str(value)
    raise TypeError(f"{type(value).__name__} is no plain value")


def _draw(field: BoundField) -> SafeString:
    return render_to_string("components/field.html", {"field": field})


def _once(key: Hashable, draw: Callable[[], SafeString]) -> SafeString:
    key = (get_language(), key)
    found = _drawn.get(key)
    if found is None:
        found = draw()
        with _lock:
            if len(_drawn) >= MOST:
                _drawn.clear()
            _drawn[key] = found
    return found


def _key(field: BoundField) -> tuple[Any, ...]:
    """Name everything that a field's look depends on besides its choices."""
    form = field.form
    asked = field.data if form.is_bound else ()
    values = tuple(asked) if isinstance(asked, list | tuple) else (asked or "",)
    return "field", type(form), form.prefix, field.name, tuple(str(each or "") for each in values), tuple(field.errors)


def _choices(field: BoundField) -> tuple[tuple[str, str], ...]:
    return tuple((str(value), str(label)) for value, label in field.field.choices)  # type: ignore[attr-defined]  # of choices


def _asks(field: Field) -> bool:
    """Tell whether the choices of a field stand in the database, or may."""
    choices = getattr(field, "choices", ())
    given = getattr(choices, "choices", choices)  # django-filter wraps what it was given
    return isinstance(field, ModelChoiceField) or not isinstance(given, list | tuple)
