"""What a change says, in words: the field's name, and its value as a page would show it."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import FieldDoesNotExist
from django.db.models import BooleanField, DateField, Field, Model, TimeField
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from council.importers.corrections import SPELLINGS
from council.importers.meetings import SITTINGS
from council.importers.merging import MERGED
from council.importers.naming import NAMED
from council.importers.recasting import BALLOT
from council.importers.splitting import PARTED
from council.models import TimeCode
from council.timecodes import clock
from watchdog.core.words import CHOICE_WORDS


def field_name(record: Model, name: str) -> str:
    """Name the field of a change as a reader would."""
    if name.startswith(BALLOT):
        return _("vote of %(name)s") % {"name": name.removeprefix(BALLOT)}
    if name.startswith(NAMED):
        return _("whom the name “%(name)s” means") % {"name": name.removeprefix(NAMED)}
    if name == MERGED:
        return _("records merged with this one")
    if name == PARTED:
        return _("people parted from this one")
    if name == SITTINGS:
        return _("days of the session")
    if name == SPELLINGS:
        return _("spellings of the name")
    field = _field(record, name)
    return str(field.verbose_name) if field else name


def worded(record: Model, name: str, value: object) -> str:
    """Give a value that a change keeps as text; „nothing” for an empty one."""
    if value in (None, ""):
        return _("nothing")
    if name.startswith(BALLOT):
        return str(CHOICE_WORDS.get(str(value), value))
    if name == SITTINGS:
        return ", ".join(_day(day) for day in str(value).split(", "))
    if isinstance(record, TimeCode) and name == "starts":
        return clock(int(str(value)))
    field = _field(record, name)
    if isinstance(field, BooleanField):
        return _("yes") if value else _("no")
    if isinstance(field, DateField):
        return _day(str(value))
    if isinstance(field, TimeField):
        return str(value)[:5]
    if field is not None and field.flatchoices:
        return str(dict(field.flatchoices).get(value, value))
    return str(value)


def _field(record: Model, name: str) -> Field[object, object] | None:
    try:
        field = record._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    return field if isinstance(field, Field) else None


def _day(text: str) -> str:
    return date_format(date.fromisoformat(text), "j E Y")
