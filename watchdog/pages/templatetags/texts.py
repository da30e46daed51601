"""What templates of records may ask of our own texts."""

from __future__ import annotations

from django import template
from django.db.models import Model, QuerySet

from watchdog.pages.models import Mention
from watchdog.records import record_type

register = template.Library()


@register.simple_tag
def texts_on(kind: str, record: Model) -> QuerySet[Mention]:
    """``{% texts_on "council.vote" vote as texts %}``: our public texts that show this record, the newest first."""
    return Mention.objects.filter(kind=kind, key=record_type(kind).key(record))
