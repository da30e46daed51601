"""The lists of one organization: its meetings, and what it took up."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.db.models import QuerySet

from council.oparl.kinds import PIECES
from council.oparl.pieces import Piece

PATHS = {"Meeting": {"": "body"}, "Consultation": {"item": "meeting__body", "opinion": "committee"}}
"""By which field the rows of each table belong to the council or a committee."""


def narrowed(kind: str, organization: str) -> tuple[Piece, ...]:
    """Return the tables of a type with the rows of one organization; none for a list that no organization has."""
    found = re.fullmatch(r"body-([0-9]{1,9})", organization)
    if found is None or kind not in PATHS:
        return ()
    return tuple(replace(piece, rows=_of(piece, PATHS[kind][piece.word], int(found[1]))) for piece in PIECES[kind])


def _of(piece: Piece, path: str, body: int) -> Callable[[], QuerySet[Any]]:
    return lambda: piece.rows().filter(**{path: body})
