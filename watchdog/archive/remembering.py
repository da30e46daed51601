"""Finding a record by what its document still says, after a person has corrected it."""

from __future__ import annotations

from typing import TypeVar

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q, QuerySet

from watchdog.archive.models import Change

Record = TypeVar("Record", bound=Model)


def once(records: QuerySet[Record], **values: object) -> Record | None:
    """
    Give the corrected record that bore these values: each of them it bears now, or bore until a person changed it.

    A document read again names a record by its old number, day or words. Without this it would be taken for a new one,
    and the correction would be lost beside its double.
    """
    corrected = Change.objects.filter(
        content_type=ContentType.objects.get_for_model(records.model), user__isnull=False, applied=True
    )
    found = records.filter(pk__in=corrected.values("object_id"))
    for field, value in values.items():
        before = str(value) if isinstance(value, Model) else value
        found = found.filter(Q(**{field: value}) | Q(pk__in=_of(corrected, field, before)))
    return found.order_by("pk").first()


def _of(changes: QuerySet[Change], field: str, before: object) -> QuerySet[Change, int]:
    return changes.filter(field=field, before=before).values_list("object_id", flat=True)
