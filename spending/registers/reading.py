"""
A register's file read by a mapping, from the first row to the last, in memory that does not grow with the file.

The file is walked through twice: once to learn what its amounts look like, once to make drafts of its rows. Every row
is a draft, a reject with its reason, or one of the rows that are no records (sums, repeated headings), which are
counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import NamedTuple

from spending.drafts import ContractDraft, PaymentDraft
from spending.registers.amounts import decimal_mark
from spending.registers.heads import Layout, layouts
from spending.registers.keys import Keys
from spending.registers.mapping import Mapping
from spending.registers.opening import Again, Opened, Row, open_table
from spending.registers.rows import Rows
from watchdog.core.dates import today
from watchdog.ingest.source import Finding, Reject, Unreadable

Found = ContractDraft | PaymentDraft | Reject | Finding

TRIAL = 500
"""Rows after which a mapping that has read none of them is taken for a wrong one."""
SKIPPED = {"summary": "sumy i podsumowania", "heading": "powtórzone nagłówki", "numbering": "numery kolumn"}


class Read(NamedTuple):
    """A register as it is read: how it was opened, its sheets, and what comes of its rows."""

    opened: Opened
    layouts: list[Layout]
    found: Iterator[Found]


def read_register(again: Again, mapping: Mapping) -> Read:
    """Open a register and be ready to read its rows; raise ``Unreadable`` as ``open_table`` and ``layouts`` do."""
    register = open_register(again, mapping)
    return Read(register.opened, register.layouts, _found(register))


def _found(register: Register) -> Iterator[Found]:
    """Yield what every row comes to, and at the end what is to be said of the file as a whole."""
    for layout in register.layouts:
        yield from register.found_in(layout)
    yield from register.said()


def open_register(again: Again, mapping: Mapping) -> Register:
    """Open a register, find its headings; raise ``Unreadable`` as ``open_table`` and ``layouts`` do."""
    opened = open_table(again, mapping.separator)
    found, others = layouts(opened, mapping)
    return Register(mapping, opened, found, others)


@dataclass
class Register:
    """A register that is being read, and what can be said of it so far."""

    mapping: Mapping
    opened: Opened
    layouts: list[Layout]
    others: list[str]
    """Sheets without the headings."""
    good: int = 0
    bad: int = 0
    skipped: Counter[str] = field(default_factory=Counter)

    @cached_property
    def rows(self) -> Rows:
        """What turns rows into drafts, once the whole file was looked through for what its amounts look like."""
        mark = self.mapping.decimal or decimal_mark(_amounts(self.layouts))
        return Rows(self.mapping, mark, today(), Keys())

    def found_in(self, layout: Layout) -> Iterator[Found]:
        """Yield what the rows of a sheet come to."""
        for row in self.below_head(layout):
            if found := self.of_row(row, layout):
                yield found

    def below_head(self, layout: Layout) -> Iterator[Row]:
        """Yield the rows below the headings."""
        for row in layout.sheet.rows():
            if row.number > layout.head.number:
                yield row

    def pieces_below_head(self, layout: Layout) -> Iterator[tuple[int, list[bytes]]]:
        """Yield the rows below the headings of a text file by pieces, each with the number of its first row."""
        number = 1
        for rows in layout.sheet.pieces():
            above = max(layout.head.number + 1 - number, 0)
            yield number + above, rows[above:]
            number += len(rows)

    def of_row(self, row: Row, layout: Layout) -> ContractDraft | PaymentDraft | Reject | None:
        """Give what a row comes to, nothing for one that is no record; raise ``Unreadable`` (``wrong_mapping``)."""
        if why := layout.skipped(row):
            self.skipped[why] += 1
            return None
        found = _of_row(row, layout, self.rows)
        self.good, self.bad = self.good + (not isinstance(found, Reject)), self.bad + isinstance(found, Reject)
        if self.bad == TRIAL and not self.good:
            raise _wrong(found)
        return found

    def said(self) -> Iterator[Finding]:
        """Say what was left out."""
        yield from _said(self.skipped, self.others)


def _amounts(sheets: list[Layout]) -> Iterator[str]:
    for layout in sheets:
        for row in layout.sheet.rows():
            if row.number > layout.head.number:
                yield layout.cell(row, "value")


def _of_row(row: Row, layout: Layout, rows: Rows) -> ContractDraft | PaymentDraft | Reject:
    place = f"{layout.sheet.name}, row {row.number}" if layout.sheet.name else f"row {row.number}"
    cell = partial(layout.cell, row)
    if len(row.cells) < len(layout.head.cells) and not layout.sheet.name:
        return rows.refused(place, cell, row.cells, f"{_widths(row, layout)}; zapewne jest ucięty.")
    if any(row.cells[len(layout.head.cells) :]):
        return rows.refused(place, cell, row.cells, f"{_widths(row, layout)}. Sprawdź separatory.")
    return rows.draft(place, cell, row.cells)


def _widths(row: Row, layout: Layout) -> str:
    return f"Wiersz ma pól: {len(row.cells)}, a nagłówek: {len(layout.head.cells)}"


def _said(skipped: Counter[str], others: list[str]) -> Iterator[Finding]:
    if skipped:
        counted = ", ".join(f"{SKIPPED[why]}: {count}" for why, count in sorted(skipped.items()))
        yield Finding(code="rows_skipped", text=f"Pominięto wiersze, które nie są zapisami rejestru ({counted}).")
    if others:
        named = ", ".join(f"„{name}”" for name in others)
        yield Finding(code="sheets_skipped", text=f"Pominięto arkusze bez nagłówków rejestru: {named}.")


def _wrong(last: Reject | ContractDraft | PaymentDraft) -> Unreadable:
    reason = last.reason if isinstance(last, Reject) else ""
    return Unreadable(
        "wrong_mapping", f"Żaden z pierwszych {TRIAL} wierszy nie dał się odczytać. Ostatni powód: {reason}"
    )
