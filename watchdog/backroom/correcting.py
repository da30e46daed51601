"""
Which records a person may correct in the back room, and how one kept value is put into its record.

An app introduces its kinds once (``correctable``) and says how a field of them is put: most are plain columns, some (a
name on a roll call, the days of a session) are not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeAlias

from django.contrib.contenttypes.models import ContentType
from django.contrib.contenttypes.prefetch import GenericPrefetch
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from watchdog.archive.models import Change
from watchdog.archive.writing import Evidence, correct
from watchdog.ingest.source import Rejection

Put: TypeAlias = Callable[[Change, Evidence], None]
"""Puts the value after a change into its record, as a person's correction; raises ``Rejection`` where it cannot."""

_kinds: dict[type[Model], tuple[Iterable[str], Put]] = {}


def correctable(model: type[Model], put: Put, *related: str) -> None:
    """Introduce a kind of record that people correct; ``related`` is what its name is made of."""
    _kinds[model] = (related, put)


def kinds() -> tuple[type[Model], ...]:
    """Give every kind of record that people correct, in the order in which the apps introduced them."""
    return tuple(_kinds)


def put(change: Change, evidence: Evidence) -> None:
    """Put the value after a change into its record; raise ``LookupError`` for a kind that nobody has introduced."""
    model = change.content_type.model_class()
    _kinds[model][1](change, evidence)  # type: ignore[index]  # a kind without a class raises the same error


def put_plainly(change: Change, evidence: Evidence) -> None:
    """Put the value of a plain column, of which nothing else follows."""
    record: Any = change.record
    if record is None:
        raise Rejection(_("The record is no longer there."))
    field = record._meta.get_field(change.field)
    correct(record, {change.field: field.to_python(change.after)}, evidence)


def changes_with_records(changes: QuerySet[Change]) -> QuerySet[Change]:
    """Fetch each change with its record, in a number of queries that does not grow with their number."""
    types = ContentType.objects.get_for_models(*_kinds).values()
    records = [model._default_manager.select_related(*related) for model, (related, _put) in _kinds.items()]
    known = changes.filter(content_type__in=types).select_related("snapshot", "content_type", "user")
    return known.prefetch_related(GenericPrefetch("record", records))
