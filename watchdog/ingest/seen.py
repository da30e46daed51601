"""
Which records one document has stated so far, kept beside the database so that a register of any size fits.

The table lives as long as the transaction in which the document is stored.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import Model, QuerySet
from django.db.models.expressions import RawSQL


class Seen:
    """The records that a document has stated, by model: rows of a table, and keys that follow one another beside it."""

    def __init__(self) -> None:
        self._made: dict[type[Model], list[range]] = {}
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE IF EXISTS pg_temp.ingest_seen")
            cursor.execute(
                "CREATE TEMPORARY TABLE ingest_seen (kind integer, pk bigint, PRIMARY KEY (kind, pk)) ON COMMIT DROP"
            )

    def add(self, model: type[Model], pks: Collection[int]) -> set[int]:
        """Note records and return those among them that the document had not stated before."""
        new = [pk for pk in pks if not any(pk in made for made in self._made.get(model, ()))]
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO ingest_seen SELECT %s, unnest(%s::bigint[]) ON CONFLICT DO NOTHING RETURNING pk",
                [_kind(model), new],
            )
            return {pk for (pk,) in cursor.fetchall()}

    def add_all(self, model: type[Model], pks: range) -> None:
        """Note records that were made one after another, none of which was noted before."""
        made = self._made.setdefault(model, [])
        if made and made[-1].stop == pks.start:
            pks = range(made.pop().start, pks.stop)
        if pks:
            made.append(pks)

    @staticmethod
    def noting(model: type[Model]) -> str:
        """Begin a statement that notes records; the expression of their keys and where they come from follow."""
        return f"INSERT INTO ingest_seen SELECT {_kind(model)}, "

    def without(self, records: QuerySet[Any], model: type[Model]) -> list[int]:
        """Return the keys of records that the document has not stated."""
        stated = RawSQL("SELECT pk FROM ingest_seen WHERE kind = %s", [_kind(model)])
        others = records.exclude(pk__in=stated)
        for made in self._made.get(model, ()):
            others = others.exclude(pk__range=(made.start, made.stop - 1))
        return list(others.order_by("pk").values_list("pk", flat=True))

    def count(self, model: type[Model]) -> int:
        """Say how many records of a model the document has stated."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM ingest_seen WHERE kind = %s", [_kind(model)])
            (number,) = cursor.fetchone()
        return int(number) + sum(map(len, self._made.get(model, ())))


def _kind(model: type[Model]) -> int:
    return ContentType.objects.get_for_model(model).pk
