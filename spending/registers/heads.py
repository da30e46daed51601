"""Where the headings of a register stand, which rows are no records, and what a stranger's columns may mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from collections.abc import Mapping as Map
from dataclasses import dataclass
from itertools import islice

from spending.registers.mapping import FIELDS, Listing, Mapping, key_of
from spending.registers.opening import Opened, Row, Sheet
from watchdog.core.text import fold
from watchdog.ingest.source import Unreadable

LOOKED_AT = 60
"""Rows among which the headings are sought: a letterhead and a note may stand above them."""
SUMMARY = re.compile(r"(?:razem|ogolem|suma|sumy|lacznie|podsumowanie|w sumie)\b.{0,40}")


@dataclass(frozen=True)
class Layout:
    """Where each field stands in one sheet."""

    sheet: Sheet
    head: Row
    places: Map[str, int]
    """Column by field, the first is 0."""

    def cell(self, row: Row, field: str) -> str:
        """Give what stands in a field's column; empty where the register has no such column."""
        place = self.places.get(field)
        return row.cells[place] if place is not None and place < len(row.cells) else ""

    def skipped(self, row: Row) -> str:
        """Say why a row is no record: a sum, the headings again, their numbers; empty for one that is."""
        if len(row.cells) == len(self.head.cells) and all(map(_same, row.cells, self.head.cells)):
            return "heading"
        filled = [cell for cell in row.cells if cell]
        if len(filled) > 2 and all(cell.rstrip(".") == str(n) for n, cell in enumerate(filled, start=1)):
            return "numbering"
        named = any(self.cell(row, field) for field in ("key", "number", "signed", "document_number", "paid"))
        return "summary" if not named and any(SUMMARY.fullmatch(fold(cell)) for cell in filled) else ""


def _same(cell: str, head: str) -> bool:
    return cell == head or (len(cell) == len(head) and key_of(cell) == key_of(head))


def layouts(opened: Opened, mapping: Mapping) -> tuple[list[Layout], list[str]]:
    """
    Find the headings in every sheet; return the sheets that have them, and the names of those that do not.

    Raises ``Unreadable`` where no sheet has them: ``missing_columns`` by their names, ``wrong_header``,
    ``column_twice``, ``empty_file``.
    """
    found, others, nearest = [], [], Missing((), ())
    for sheet in opened.sheets:
        layout = _layout(sheet, mapping)
        if isinstance(layout, Layout):
            found.append(layout)
        elif layout is not None:
            others.append(sheet.name)
            nearest = max(nearest, layout, key=lambda each: len(each.there))
    if not found:
        raise nearest.refusal()
    return found, others


@dataclass(frozen=True)
class Missing:
    """The columns that the likeliest row of headings has and lacks; none of them where there is no such row."""

    there: tuple[str, ...]
    lacking: tuple[str, ...]

    def refusal(self) -> Unreadable:
        if not self.there:
            return Unreadable("wrong_header", "W pliku nie ma wiersza z nagłówkami tego rejestru.")
        named = ", ".join(f"„{name}”" for name in self.lacking)
        return Unreadable("missing_columns", f"W pliku brakuje kolumn: {named}. Popraw odwzorowanie albo plik.")


def _layout(sheet: Sheet, mapping: Mapping) -> Layout | Missing | None:
    """Find the headings of one sheet; an empty sheet is ``None``."""
    nearest: Missing | None = None
    for row in islice(sheet.rows(), LOOKED_AT):
        places = _places(row, mapping)
        lacking = [field for field in mapping.required if field not in places]
        if not lacking:
            return Layout(sheet, row, places)
        missing = Missing(tuple(places), tuple(mapping.columns[field] for field in lacking))
        nearest = max(nearest or missing, missing, key=lambda each: len(each.there))
    return nearest


def _places(row: Row, mapping: Mapping) -> dict[str, int]:
    keys = [key_of(cell) for cell in row.cells]
    places: dict[str, int] = {}
    for field in mapping.columns:
        found = [place for place, key in enumerate(keys) if key and key in mapping.headings(field)]
        if len(found) > 1:
            raise Unreadable("column_twice", f"Kolumna „{row.cells[found[0]]}” stoi w pliku dwa razy.")
        if found:
            places[field] = found[0]
    return places


def likely_head(rows: Iterable[Row]) -> Row | None:
    """Give the row that looks most like headings: by cells that registers are known to print, else by filled ones."""
    looked_at = list(islice(rows, LOOKED_AT))
    return max(looked_at, key=lambda row: (_known(row), sum(map(bool, row.cells))), default=None)


def _known(row: Row) -> int:
    keys = {key_of(cell) for cell in row.cells}
    return sum(1 for field in FIELDS.values() if keys & {key_of(each) for each in field.headings})


def proposed(heads: Sequence[str], listing: Listing) -> dict[str, str]:
    """Say which of a stranger's columns may fill which field, by their headings; nothing is guessed from cells."""
    by_key = {key_of(head): head for head in heads if key_of(head)}
    chosen: dict[str, str] = {}
    for name, field in FIELDS.items():
        if listing in field.listings:
            for heading in field.headings:
                head = by_key.get(key_of(heading))
                if head and head not in chosen.values():
                    chosen[name] = head
                    break
    return chosen
