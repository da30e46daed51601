"""What several documents say of one vote, number beside number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from watchdog.archive.models import Reading

PRINTED = ("za", "przeciw", "wstrzymal_sie", "nieobecni", "nie_glosowali")
"""The printed counters of a reading, in the order of the table's columns; the number of names comes last."""


@dataclass(frozen=True)
class Cell:
    """A number as one document gives it; ``None`` where it does not."""

    value: int | None
    differs: bool
    """Another document gives another number."""


@dataclass(frozen=True)
class Said:
    """What one document says, beside what another says."""

    reading: Reading
    cells: tuple[Cell, ...]

    @property
    def document(self) -> str:
        """Name the document as a reader knows it: by the server that published it, or as a file handed over."""
        return urlsplit(self.reading.address).hostname or _("a file handed over to the editors")


def side_by_side(readings: Sequence[Reading]) -> list[Said]:
    """Set several readings of a vote side by side; nothing where one document is all there is."""
    if len(readings) < 2:
        return []
    columns = [[_printed(reading, name) for reading in readings] for name in PRINTED]
    columns.append([len(reading.data.get("ballots", ())) or None for reading in readings])
    return [Said(reading, tuple(_cell(column, place) for column in columns)) for place, reading in enumerate(readings)]


def _printed(reading: Reading, name: str) -> int | None:
    count: int | None = reading.data.get("official", {}).get(name)
    return count


def _cell(column: Sequence[int | None], place: int) -> Cell:
    known = {count for count in column if count is not None}
    return Cell(column[place], differs=len(known) > 1 and column[place] is not None)
