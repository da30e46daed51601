"""
What a change says, in words: the field's name, and its value as a page would show it.

Most changes are of a record's own columns. An app whose changes are of other things (a name on a roll call, the days of
a session) says once how such a field is called and read: ``say``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.core.exceptions import FieldDoesNotExist
from django.db.models import BooleanField, DateField, DateTimeField, DecimalField, Field, Model, TimeField
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from watchdog.archive.models import Change
from watchdog.core.privacy import masked
from watchdog.core.typography import number


@dataclass(frozen=True)
class Saying:
    """How the fields whose names begin in one way are called and read."""

    called: Callable[[str], str]
    """From the rest of the field's name to what a reader calls it."""
    read: Callable[[str], str]
    """From the kept value to the words of a page; an empty value is never asked."""
    of: type[Model] | None = None
    """The only kind of record that has such a field; ``None`` where the name alone tells."""
    value: bool = True
    """Whether it is a value that can be put into the record again; a merge, for one, is taken back on its own page."""


_sayings: dict[str, Saying] = {}


def say(prefix: str, saying: Saying) -> None:
    """Introduce the fields whose names begin with ``prefix``; called once by their app when it is ready."""
    _sayings[prefix] = saying


def field_name(record: Model, name: str) -> str:
    """Name the field of a change as a reader would."""
    if (said := _said(record, name)) is not None:
        prefix, saying = said
        return saying.called(name.removeprefix(prefix))
    field = _field(record, name)
    return str(field.verbose_name) if field else name


def worded(record: Model, name: str, value: object) -> str:
    """Give a value that a change keeps as text; „nothing” for an empty one."""
    if value in (None, ""):
        return _("nothing")
    if (said := _said(record, name)) is not None:
        return said[1].read(str(value))
    field = _field(record, name)
    if isinstance(field, BooleanField):
        return _("yes") if value else _("no")
    if isinstance(field, DecimalField):
        return number(Decimal(str(value)), field.decimal_places)
    if isinstance(field, DateTimeField):
        return day_words(str(localtime(datetime.fromisoformat(str(value))).date()))
    if isinstance(field, DateField):
        return day_words(str(value))
    if isinstance(field, TimeField):
        return str(value)[:5]
    if field is not None and field.flatchoices:
        return str(dict(field.flatchoices).get(value, value))
    return masked(str(value))


def told_values(record: Model, change: Change) -> tuple[str, str]:
    """Give what a change says was and is, as pages say it: that they are hidden, where one of them names somebody."""
    if change.concealed_at:
        hidden = _("hidden, because it names a private person")
        return hidden, hidden
    return worded(record, change.field, change.before), worded(record, change.field, change.after)


def is_value(record: Model, name: str) -> bool:
    """Tell whether a changed field holds a value that can be put into its record again."""
    said = _said(record, name)
    return said[1].value if said is not None else _field(record, name) is not None


def day_words(text: str) -> str:
    """Write an ISO day as a page does: „12 czerwca 2014”."""
    return date_format(date.fromisoformat(text), "j E Y")


def _said(record: Model, name: str) -> tuple[str, Saying] | None:
    for prefix, saying in _sayings.items():
        if name.startswith(prefix) and (saying.of is None or isinstance(record, saying.of)):
            return prefix, saying
    return None


def _field(record: Model, name: str) -> Field[object, object] | None:
    try:
        field = record._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    return field if isinstance(field, Field) else None
