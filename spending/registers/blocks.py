"""
A register in blocks: its plain rows ready to be copied, the others as drafts beside them.

What stands in a block comes before the drafts of the rows between, but parties are named in the order of the document,
those of the drafts too: who is met first gives an organization its name.
"""

from __future__ import annotations

from collections.abc import Iterator

from spending.drafts import ContractDraft
from spending.drafts.blocks import ContractBlock, Person
from spending.registers.columns import Columns, Lines
from spending.registers.lean import Lean
from spending.registers.mapping import Mapping
from spending.registers.opening import Again
from spending.registers.reading import Found, open_register

ROWS = 25_000
"""Plain rows in a block: a few megabytes."""
TOGETHER = 1_000
"""Rows that are looked through at once."""
OTHERS = 1_000
"""Drafts and rejects that wait beside a block before it goes."""


def in_blocks(again: Again, mapping: Mapping) -> Iterator[Found | ContractBlock]:
    """Read a register as ``read_register`` does, its plain rows in blocks; raise ``Unreadable`` as that does."""
    register = open_register(again, mapping)
    for layout in register.layouts:
        if not Lean.reads(layout, register.rows):
            yield from register.found_in(layout)
            continue
        filling = _Filling(Lean(layout, register.rows), mapping)
        columns = Columns(filling.lean, layout)
        for number, rows in register.pieces_below_head(layout):
            for start in range(0, len(rows), min(TOGETHER, ROWS)):
                for lines in columns.lines(number + start, rows[start : start + min(TOGETHER, ROWS)]):
                    filling.add(lines)
                    register.good += lines.plain
                    for row in lines.others:
                        if found := register.of_row(row, layout):
                            filling.beside(found)
                if filling.is_full:
                    yield from filling.emptied()
        yield from filling.emptied()
    yield from register.said()


class _Filling:
    """A block that is being filled, and what goes beside it."""

    def __init__(self, lean: Lean, mapping: Mapping) -> None:
        self.lean = lean
        self._mapping = mapping
        self._lines: list[bytes] = []
        self._count = 0
        self._others: list[Found] = []
        self._place = ""

    @property
    def is_full(self) -> bool:
        return self._count >= ROWS or len(self._others) >= OTHERS

    def add(self, lines: Lines) -> None:
        """Put rows into the block."""
        if lines.plain:
            self._lines.append(lines.content)
            self._count += lines.plain
            self._place = self._place or f"row {lines.number}"

    def beside(self, found: Found) -> None:
        """Put a draft or a reject beside it; a draft's parties take their turn among those of the block."""
        self._others.append(found)
        if isinstance(found, ContractDraft):
            self._place = self._place or found.place
            for party in (found.buyer, *found.suppliers):
                if party and not party.is_hidden:
                    self.lean.noted.number(party, "")

    def emptied(self) -> Iterator[Found | ContractBlock]:
        """Yield the block and what stands beside it, and begin another."""
        if self._count:
            yield self._block()
        yield from self._others
        self._lines, self._count, self._others, self._place = [], 0, [], ""
        self.lean.people, self.lean.noted.fresh = [], []

    def _block(self) -> ContractBlock:
        people: list[Person] = self.lean.people
        return ContractBlock(
            count=self._count,
            place=self._place,
            content=tuple(self._lines),
            register_name=self._mapping.register_name,
            address=self._mapping.homepage,
            parties=tuple(self.lean.noted.fresh),
            people=tuple(people),
            same=self.lean.same,
        )
