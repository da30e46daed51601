"""
The pages of a list: table after table, each by its keys.

A page begins after a key and reads no more rows than it shows, however long the list is; what comes in meanwhile goes
to its end. Who asks what was altered is told of what was deleted, too: removed by the office, or by us (``Gone``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from council.oparl.addresses import Addresses, type_of
from council.oparl.asking import Asked
from council.oparl.pieces import Built, Piece, head, is_deleted, moment
from watchdog.opendata.gone import gone
from watchdog.opendata.models import Gone

INSIDE = ("membership", "agendaItem", "consultation", "auxiliaryFile", "mainFile", "location", "legislativeTerm")
"""Properties that may hold whole objects; their addresses are kept where these are not wanted."""


@dataclass(frozen=True)
class Segment:
    """Rows of one table, or what was deleted from it, and how one is written."""

    rows: QuerySet[Any]
    write: Callable[[Any], Built]


def segments(kind: str, pieces: Sequence[Piece], asked: Asked, addresses: Addresses) -> list[Segment]:
    """Return the parts of a list in their order, narrowed to what is asked for."""
    found = [Segment(_narrowed(piece, asked), _writer(kind, piece, addresses)) for piece in pieces]
    if asked.tells_deleted:
        found += [_deleted(kind, piece, asked, addresses) for piece in pieces]
    return found


def page(parts: Sequence[Segment], asked: Asked) -> tuple[list[Built], str]:
    """Write the objects of a page; with them the place of the next page, empty where this is the last one."""
    made: list[Built] = []
    for number, after, segment in _from(parts, asked):
        wanted = asked.limit - len(made)
        rows = list(segment.rows.filter(pk__gt=after).order_by("pk")[: wanted + 1])
        made += [_asked_for(segment.write(row), asked) for row in rows[:wanted]]
        if len(rows) > wanted:
            last = rows[wanted - 1].pk if wanted else after
            return made, f"{number}~{last}"
    return made, ""


def written(kind: str, piece: Piece, row: Any, addresses: Addresses) -> Built:
    """Write one object; of a removed one only that it was removed."""
    if is_deleted(row):
        return {**head(kind, piece.key(row), row, addresses), "deleted": True}
    return piece.build(row, addresses)


def _from(parts: Sequence[Segment], asked: Asked) -> Iterator[tuple[int, int, Segment]]:
    for number, segment in enumerate(parts):
        if number >= asked.segment:
            yield number, asked.after if number == asked.segment else 0, segment


def _narrowed(piece: Piece, asked: Asked) -> QuerySet[Any]:
    rows = piece.rows()
    if not asked.tells_deleted and hasattr(rows.model, "withdrawn_at"):
        rows = rows.filter(withdrawn_at=None)
    return rows.filter(_between(asked, piece.created, piece.altered)) if piece.dated else rows


def _between(asked: Asked, created: str, altered: str) -> Q:
    fields = {"created": created, "modified": altered}
    found = Q()
    for name, at in asked.moments.items():
        what, _underscore, end = name.partition("_")
        found &= Q(**{f"{fields[what]}__{'gte' if end == 'since' else 'lte'}": at})
    return found


def _writer(kind: str, piece: Piece, addresses: Addresses) -> Callable[[Any], Built]:
    return lambda row: written(kind, piece, row, addresses)


def _deleted(kind: str, piece: Piece, asked: Asked, addresses: Addresses) -> Segment:
    """Return what is no longer in a table; of when it was made nothing is known any more."""
    rows = gone(piece.rows().model)
    if any(name.startswith("created") for name in asked.moments) or piece.number != "pk":
        rows = rows.none()
    return Segment(rows.filter(_between(asked, "at", "at")), lambda row: tombstone(kind, piece, row, addresses))


def tombstone(kind: str, piece: Piece, row: Gone, addresses: Addresses) -> Built:
    """Write an object of which nothing is left but that it was deleted."""
    key = f"{piece.word}-{row.key}" if piece.word else str(row.key)
    return {"id": addresses.one(kind, key), "type": type_of(kind), "modified": moment(row.at), "deleted": True}


def _asked_for(made: Built, asked: Asked) -> Built:
    if asked.whole:
        return made
    return {name: value for name, value in made.items() if name not in INSIDE or not _holds_objects(value)}


def _holds_objects(value: Any) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and any(isinstance(each, dict) for each in value))
