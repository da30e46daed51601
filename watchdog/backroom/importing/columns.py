"""The columns of a kind of table: how they are called, what may stand in them, where they stand in a file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from watchdog.backroom.importing.cells import NOTHING, Read, text
from watchdog.backroom.importing.tables import Row, Table
from watchdog.core.text import fold
from watchdog.ingest.source import Unreadable

GUARDED = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""How text begins before which our own files put an apostrophe (``watchdog.exports.writers.FORMULA``)."""
BETWEEN = re.compile(r"[^\w]+")


@dataclass(frozen=True)
class Column:
    """One column: its heading, the draft's field that it fills, and how a cell of it is read."""

    name: str
    field: str
    about: str
    """What to put there, in Polish, for the template and the handbook."""
    read: Read = text
    required: bool = False
    example: str = ""
    also: tuple[str, ...] = ()
    """Other headings under which it is known; the columns of our own exports among them."""
    choices: tuple[str, ...] = ()
    """The words offered by the template's list."""

    @property
    def headings(self) -> set[str]:
        return {key_of(each) for each in (self.name, self.field, *self.also)}


@dataclass(frozen=True)
class CellError:
    """What is wrong with one cell, or with a whole row where no column is to blame."""

    row: int
    column: str
    text: str

    @property
    def said(self) -> str:
        if not self.row:
            return self.text
        where = f"wiersz {self.row}, kolumna „{self.column}”" if self.column else f"wiersz {self.row}"
        return f"{where}: {self.text}"


@dataclass(frozen=True)
class Layout:
    """Where the columns of a kind stand in one file."""

    places: dict[str, int]
    """By the column's field."""
    others: dict[str, int]
    """Headings that are nobody's."""


def key_of(heading: str) -> str:
    """Give what of a heading matters: letters and figures, case and diacritics forgiven."""
    return " ".join(BETWEEN.sub(" ", fold(heading).replace("_", " ")).split())


def layout_of(table: Table, columns: Sequence[Column]) -> Layout:
    """
    Find the columns of a kind among a file's headings, in whatever order.

    Raises ``Unreadable``: ``missing_columns``, by their names; ``column_twice``.
    """
    places: dict[str, int] = {}
    others: dict[str, int] = {}
    for place, heading in enumerate(table.heads):
        known = next((column for column in columns if key_of(heading) in column.headings), None)
        if not heading:
            continue
        if (known.field in places) if known else (heading in others):
            raise Unreadable("column_twice", f"Kolumna „{heading}” stoi w pliku dwa razy.")
        if known:
            places[known.field] = place
        else:
            others[heading] = place
    _refuse_missing(columns, places)
    return Layout(places, others)


def _refuse_missing(columns: Sequence[Column], places: dict[str, int]) -> None:
    missing = [f"„{column.name}”" for column in columns if column.required and column.field not in places]
    if missing:
        raise Unreadable("missing_columns", f"W pliku brakuje kolumn: {', '.join(missing)}.")


def cell_at(row: Row, place: int | None) -> str:
    """Give the text of a cell without the apostrophe that guards it; empty for one that says nothing."""
    found = row.cells[place] if place is not None and place < len(row.cells) else ""
    bare = found[1:] if found[:1] == "'" and found[1:].startswith(GUARDED) else found
    return "" if bare in NOTHING else bare


def values_of(row: Row, columns: Sequence[Column], layout: Layout) -> tuple[dict[str, object], list[CellError]]:
    """Read the cells of a row that say something; give the values by field, and what is wrong with the others."""
    values: dict[str, object] = {}
    errors: list[CellError] = []
    for column in columns:
        cell = cell_at(row, layout.places.get(column.field))
        if not cell:
            if column.required:
                errors.append(CellError(row.number, column.name, "brak wartości"))
            continue
        try:
            values[column.field] = column.read(cell)
        except ValueError as error:
            errors.append(CellError(row.number, column.name, str(error)))
    return values, errors
