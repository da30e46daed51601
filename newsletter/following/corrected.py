"""
Which of the records that somebody was told of have been corrected since, and how.

A correction is a value that was one thing and became another, by a newer document or by a person, or a record that its
office withdrew. A gap that was filled is none, and neither is what a second reading of the same document changed: who
reads documents again must be able to do so without writing to anybody.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import F, Max, Q, QuerySet

from newsletter.following.news import Item
from newsletter.models import Alert, Article, Notice, Told
from watchdog.archive.models import Change, Sourced
from watchdog.archive.wording import field_name, worded
from watchdog.ingest.pipeline import READ_AGAIN
from watchdog.records import RecordType, record_type, record_types

WITHDRAWN = "withdrawn_at"
ACCEPTED = (Notice.State.SENT, Notice.State.DOUBT)


@dataclass(frozen=True)
class Said:
    """One value that changed, in words; only ``note`` where somebody says it in a sentence."""

    field: str = ""
    before: str = ""
    after: str = ""
    note: str = ""
    withdrawn: bool = False


@dataclass(frozen=True)
class Corrected:
    """A record that was corrected after a mail told of it."""

    item: Item
    said: tuple[Said, ...]
    version: int


def versions(items: Iterable[Item]) -> dict[tuple[str, int], int]:
    """Tell the newest change of each record, by kind and number; 0 where it never changed."""
    found: dict[tuple[str, int], int] = {}
    for kind, records in _by_kind(items):
        if kind.model is Article:
            found |= {(kind.kind, record.pk): len(record.updates) for record in records}
        else:
            changes = _changes(kind, [record.pk for record in records])
            newest = changes.order_by().values_list("object_id").annotate(Max("pk"))
            found |= {(kind.kind, pk): version for pk, version in newest}
    return found


def corrected(alert: Alert) -> list[Corrected]:
    """Give the corrections of what an alert's owner was told, kind by kind."""
    told = Told.objects.filter(alert=alert, notice__state__in=ACCEPTED)
    known = defaultdict[str, dict[int, int]](dict)
    for kind, pk, version in told.order_by().values_list("kind", "object_id").annotate(Max("version")):
        known[kind][pk] = version
    return [each for kind, since in known.items() if _exists(kind) for each in _of_kind(record_type(kind), since)]


def with_corrections(alerts: QuerySet[Alert]) -> set[int]:
    """Tell of which of these alerts something may have been corrected, in one question a kind."""
    found: set[int] = set()
    for kind in record_types():
        told = Told.objects.filter(alert__in=alerts, kind=kind.kind, notice__state__in=ACCEPTED)
        if kind.model is Article:
            found |= set(told.values_list("alert", flat=True))
        else:
            newer = _corrections(_changes(kind, told.values("object_id")))
            changed = newer.values("object_id").annotate(newest=Max("pk")).values_list("object_id", "newest")
            for pk, newest in changed:
                found |= set(told.filter(object_id=pk, version__lt=newest).values_list("alert", flat=True))
    return found


def _of_kind(kind: RecordType, since: dict[int, int]) -> Iterator[Corrected]:
    if kind.model is Article:
        yield from _of_articles(kind, since)
        return
    said: defaultdict[int, list[Change]] = defaultdict(list)
    for change in _corrections(_changes(kind, since)).order_by("pk"):
        if change.pk > since[change.object_id]:
            said[change.object_id].append(change)
    for record in kind.queryset().filter(pk__in=said):
        changes = said[record.pk]
        words = _words(record, changes)
        if words:
            yield Corrected(Item(kind, record), words, changes[-1].pk)


def _of_articles(kind: RecordType, since: dict[int, int]) -> Iterator[Corrected]:
    """Give the notes that editors left for readers when they changed what was public."""
    for article in kind.queryset().filter(pk__in=since):
        notes = article.updates[since[article.pk] :]
        if notes:
            said = tuple(Said(note=each["note"]) for each in notes)
            yield Corrected(Item(kind, article), said, len(article.updates))


def _words(record: Sourced, changes: Collection[Change]) -> tuple[Said, ...]:
    """Say each field once: what it was when the reader was told, and what it is now; nothing where it came back."""
    spans: dict[str, tuple[Any, Any]] = {}
    for change in changes:
        first = spans[change.field][0] if change.field in spans else change.before
        spans[change.field] = (first, change.after)
    return tuple(_said(record, name, *span) for name, span in spans.items() if span[0] != span[1])


def _said(record: Sourced, field: str, before: Any, after: Any) -> Said:
    if field == WITHDRAWN:
        return Said(withdrawn=after is not None)
    return Said(field_name(record, field), worded(record, field, before), worded(record, field, after))


def _corrections(changes: QuerySet[Change]) -> QuerySet[Change]:
    """Keep the changes that make what was told wrong."""
    filled = Q(before__isnull=True) | Q(before="") | Q(before=[])
    return changes.exclude(filled & ~Q(field=WITHDRAWN)).exclude(reason=READ_AGAIN).exclude(before=F("after"))


def _changes(kind: RecordType, keys: Any) -> QuerySet[Change]:
    about = ContentType.objects.get_for_model(kind.model)
    return Change.objects.filter(content_type=about, object_id__in=keys, applied=True)


def _by_kind(items: Iterable[Item]) -> list[tuple[RecordType, list[Any]]]:
    found: dict[str, tuple[RecordType, list[Any]]] = {}
    for item in items:
        found.setdefault(item.kind.kind, (item.kind, []))[1].append(item.record)
    return list(found.values())


def _exists(kind: str) -> bool:
    return any(each.kind == kind for each in record_types())
