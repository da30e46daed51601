"""
Seed tables: facts that the project transcribed itself, one a row, each with the address where it was published.

A seed file is evidence like any other document and is read through the same corridor. It is UTF-8, parted by
semicolons, with English column names; ``certainty`` is ``stated`` or ``inferred``, ``note`` is ours, in Polish.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any, ClassVar

from pydantic import ValidationError

from watchdog.core.ids import roman_to_int
from watchdog.ingest.reasons import polish
from watchdog.ingest.source import Authority, Disclosure, Draft, Reject, Source, Unreadable

Row = dict[str, str]


class SeedTable(Source):
    """One seed file: its columns, and how a row of it becomes a draft."""

    # Source
    city = "gliwice"
    authority = Authority.SECOND_HAND
    disclosure = Disclosure.PUBLIC
    media_types = ("text/csv",)
    complete = True
    seed = True
    live = True

    # SeedTable
    file: ClassVar[str]
    """Where the file lies under ``seeds/``."""
    columns: ClassVar[tuple[str, ...]]

    def recognises(self, content: bytes, name: str = "") -> bool:
        head = content.removeprefix(b"\xef\xbb\xbf")[:1000].splitlines()[:1]
        return bool(head) and head[0].decode("utf-8", "replace").strip() == ";".join(self.columns)

    def discover(self, since: date) -> Iterable[str]:
        return (f"seed:{self.file}",)

    def parse(self, content: bytes) -> Iterator[Draft | Reject]:
        for place, row in self.rows(content):
            yield row if isinstance(row, Reject) else attempt(place, row, self.draft)

    def draft(self, place: str, row: Row) -> Draft:
        """Build the draft of one row; raise ``ValidationError``, or ``ValueError`` in Polish, for a bad one."""
        raise NotImplementedError

    def rows(self, content: bytes) -> Iterator[tuple[str, Row | Reject]]:
        """Yield each row by its columns, with its place (the header is row 1), or why it has no such columns.

        Raises ``Unreadable``: ``bad_encoding``, ``wrong_header``.
        """
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise Unreadable("bad_encoding", "Plik nie jest zapisany w UTF-8.") from error
        reader = csv.reader(text.splitlines(keepends=True), delimiter=";")
        header = next(reader, [])
        if tuple(header) != self.columns:
            missing = ", ".join(column for column in self.columns if column not in header) or "inna kolejność"
            raise Unreadable("wrong_header", f"Nagłówek tabeli jest inny niż oczekiwany (brak: {missing}).")
        for number, cells in enumerate(reader, start=2):
            place = f"row {number}"
            if len(cells) == len(self.columns):
                yield place, dict(zip(self.columns, cells, strict=True))
            elif cells:
                reason = f"Wiersz ma pól: {len(cells)}, a nagłówek: {len(self.columns)}."
                yield place, Reject(place=place, reason=reason, raw=raw(cells))


def attempt(place: str, row: Row, build: Callable[[str, Row], Draft]) -> Draft | Reject:
    """Build a draft, or say why the row cannot be one."""
    try:
        return build(place, row)
    except ValidationError as error:
        return Reject(place=place, reason=polish(error), raw=raw(row.values()))
    except ValueError as error:
        return Reject(place=place, reason=str(error), raw=raw(row.values()))


def raw(cells: Iterable[str]) -> str:
    """Give the row as it stands in the file, at most 2 000 characters."""
    return ";".join(cells)[:2000]


def filled(row: Row, *columns: str) -> dict[str, Any]:
    """Return the named cells that hold something, so that a draft keeps its own defaults for the rest."""
    return {column: row[column] for column in columns if row[column].strip()}


def day(text: str) -> date:
    """Read a day as ``2014-06-12``."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"„{text}” nie jest datą.") from error


def roman(text: str) -> int:
    """Read a Roman number."""
    try:
        return roman_to_int(text)
    except ValueError as error:
        raise ValueError(f"„{text}” nie jest liczbą rzymską.") from error


def yes(row: Row, column: str) -> bool:
    """Read a cell that says ``yes`` or nothing."""
    if row[column] not in ("yes", ""):
        raise ValueError(f"W polu „{column}” może stać tylko „yes” albo nic.")
    return row[column] == "yes"
