"""Which records were deleted, written down while they are."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db.models import Model, QuerySet
from django.db.models.signals import post_delete
from django.utils import timezone

from watchdog.archive.models import Sourced
from watchdog.opendata.models import Gone


def watch() -> None:
    """Have every deletion of a record written down from now on; other rows are deleted as fast as ever."""
    for model in apps.get_models():
        if issubclass(model, Sourced):
            post_delete.connect(_remember, sender=model, dispatch_uid=f"gone {model._meta.label_lower}")


def gone(model: type[Model]) -> QuerySet[Gone]:
    """Return what was deleted of a kind and did not come back (who was merged may be parted again)."""
    return Gone.objects.filter(kind=_kind(model)).exclude(key__in=model._base_manager.values("pk"))


def _remember(sender: type[Model], instance: Model, **_: Any) -> None:
    Gone.objects.update_or_create(kind=_kind(sender), key=instance.pk, defaults={"at": timezone.now()})


def _kind(model: type[Model]) -> str:
    return (model._meta.concrete_model or model)._meta.label_lower
