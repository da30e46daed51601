"""What every record's page says of its origin beside its documents, and the ways from it into this room."""

from __future__ import annotations

from typing import Any

from django import template
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model

from watchdog.archive.models import Sourced
from watchdog.backroom.models import State, Submission
from watchdog.errata import shown
from watchdog.errata.addresses import Silent, silent_since
from watchdog.errata.models import Objection

register = template.Library()


@register.simple_tag
def sources_of(record: Any, readings: Any) -> list[tuple[Any, Any, Silent | None]]:
    """
    ``{% sources_of record readings as sources %}``: each document behind a record, when it was read, and since when
    its address has not answered, where the last time we asked it did not.
    """
    found = list(readings or [record])
    addresses = [getattr(each, "address", "") for each in found if isinstance(each, Model)]
    asked = {each for each in addresses if each.startswith("http")}
    silent = silent_since(asked) if asked else {}
    return [(each, _read_at(each), silent.get(getattr(each, "address", ""))) for each in found]


def _read_at(source: Any) -> Any:
    read_at = getattr(source, "read_at", None)
    return read_at or (source.snapshot.kept_at if getattr(source, "snapshot", None) else None)


@register.simple_tag
def was_reviewed(record: Any) -> bool:
    """``{% was_reviewed record as reviewed %}``: whether a second person published what one person had typed."""
    if not isinstance(record, Sourced) or not record.entered_by_id:
        return False
    kind = ContentType.objects.get_for_model(record)
    return Submission.objects.filter(content_type=kind, object_id=record.pk, state=State.PUBLISHED).exists()


@register.inclusion_tag("errata/_remarks.html")
def readers_remarks(record: Any) -> dict[str, Any]:
    """``{% readers_remarks record %}``: accepted remarks on a record, and the ways to write one and to its history."""
    label = shown.label_of(type(record))
    remarks = Objection.objects.filter(
        content_type=ContentType.objects.get_for_model(record), object_id=record.pk, accepted=True, undone_at=None
    ).exclude(published="")
    return {"remarks": remarks, "label": label, "pk": record.pk, "named": f"{label}-{record.pk}"}
