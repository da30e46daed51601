"""
What a list of OParl is made of: one table after another, each with its own keys.

OParl has one type, Paper, for what stands in four of our tables. A ``Piece`` is one of these tables, and its word
stands before its numbers: ``paper/draft-12``, ``paper/resolution-12``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import DateTimeField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Greatest

from council.oparl.addresses import Addresses, type_of

Built = dict[str, Any]


@dataclass(frozen=True)
class Piece:
    """One table's part of a type: which rows, their word, and how one is written."""

    word: str
    """Before the number in a key; empty where the type has one table."""
    rows: Callable[[], QuerySet[Any]]
    """Every row, with ``modified_at`` where it is dated, ready to be written without further queries a row."""
    build: Callable[[Any, Addresses], Built]
    dated: bool = True
    """Whether a row says when it was made and altered; those that do not are in every answer to „what is new”."""
    created: str = "created_at"
    altered: str = "modified_at"
    number: str = "pk"
    """The field that a key is made of."""

    def key(self, row: Any) -> str:
        number = getattr(row, self.number)
        return f"{self.word}-{number}" if self.word else str(number)


def altered(*parts: tuple[QuerySet[Any], str]) -> Greatest:
    """
    Say when a row, or what is written inside it, was last altered.

    ``parts`` are rows written inside, each with the field that leads to the row outside; where no field does, already
    narrowed by ``OuterRef`` and with an empty text.
    """
    inside = [_newest(rows, link) for rows, link in parts]
    return Greatest("updated_at", "withdrawn_at", *inside, output_field=DateTimeField())


def _newest(rows: QuerySet[Any], link: str) -> Subquery:
    narrowed = rows.filter(**{link: OuterRef("pk")}) if link else rows
    return Subquery(narrowed.order_by("-updated_at").values("updated_at")[:1], output_field=DateTimeField())


def head(kind: str, key: object, row: Any, addresses: Addresses, web: str = "") -> Built:
    """Write what every object begins with; ``web`` is the path of the page that shows it."""
    made: Built = {"id": addresses.one(kind, key), "type": type_of(kind)}
    created, modified = getattr(row, "created_at", None), modified_of(row)
    if created:
        made["created"] = moment(created)
    if modified:
        made["modified"] = moment(modified)
    return {**made, "web": addresses.page(web)} if web else made


def modified_of(row: Any) -> datetime | None:
    found: datetime | None = getattr(row, "modified_at", None) or getattr(row, "updated_at", None)
    return found


def is_deleted(row: Any) -> bool:
    """Tell whether the office has removed the record: then nothing of it is told but that."""
    return getattr(row, "withdrawn_at", None) is not None


def moment(at: datetime) -> str:
    """Write a moment with seconds rounded down, as OParl has it (RFC 3339)."""
    return at.isoformat(timespec="seconds")


def filled(made: Built) -> Built:
    """Leave out what is not known: OParl has no empty values."""
    return {name: value for name, value in made.items() if value not in (None, "", [])}
