"""What has come in lately that answers a question: the order of feeds, by when the portal learned of a record."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.db.models import QuerySet

from watchdog.records import RecordType, record_type, record_types
from watchdog.search.keys import keys_of_records, one_of
from watchdog.search.matching import Narrowing, entries
from watchdog.search.question import Question
from watchdog.search.vocabulary import spelled_out


def newest(question: Question, narrowing: Narrowing, most: int) -> list[tuple[RecordType, Any]]:
    """Return the newest records that hold what is asked, with their kinds; of all kinds where none is named."""
    asked = spelled_out(question)
    chosen = [record_type(kind) for kind in narrowing.kinds] or list(record_types())
    found = [(kind, record) for kind in chosen for record in _of_kind(asked, kind, narrowing, most)]
    found.sort(key=lambda pair: getattr(pair[1], pair[0].learned), reverse=True)
    return found[:most]


def _of_kind(question: Question, kind: RecordType, narrowing: Narrowing, most: int) -> QuerySet[Any]:
    narrowed = entries(question, [kind.kind], replace(narrowing, kinds=()))
    if keys_of_records(question, kind.kind).are_all:
        rows = kind.queryset().filter(one_of(narrowed.values("object_id")))
    else:  # so many that the newest entries hold enough of them; entries are numbered as they come
        latest = narrowed.order_by("-pk").values_list("object_id", flat=True)[:most]
        rows = kind.queryset().filter(pk__in=list(latest))
    return rows.order_by(f"-{kind.learned}", "-pk")[:most]
