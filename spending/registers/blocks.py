"""
A register in blocks: its plain rows ready to be copied, the others as drafts beside them.

What stands in a block comes before the drafts of the rows between, but parties are named in the order of the document,
those of the drafts too: who is met first gives an organization its name.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from spending.drafts import ContractDraft
from spending.drafts.blocks import ContractBlock, Person
from spending.registers.columns import Columns
from spending.registers.lean import Lean
from spending.registers.mapping import Mapping
from spending.registers.opening import Again, Row
from spending.registers.reading import Found, open_register

ROWS = 25_000
"""Plain rows in a block: a few megabytes."""
TOGETHER = 200
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
        rows = register.below_head(layout)
        while some := list(islice(rows, min(TOGETHER, ROWS))):
            for piece, lines in columns.lines(some):
                filling.add([line for line in lines if line is not None], piece[0])
                register.good += len(lines) - lines.count(None)
                for row, line in zip(piece, lines, strict=True) if None in lines else ():
                    if line is None and (found := register.of_row(row, layout)):
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
        self._lines: list[str] = []
        self._others: list[Found] = []
        self._place = ""

    @property
    def is_full(self) -> bool:
        return len(self._lines) >= ROWS or len(self._others) >= OTHERS

    def add(self, lines: list[str], first: Row) -> None:
        """Put rows into the block; ``first`` is the first of those that were looked at with them."""
        self._lines += lines
        self._place = self._place or (f"row {first.number}" if lines else "")

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
        if self._lines:
            yield self._block()
        yield from self._others
        self._lines, self._others, self._place = [], [], ""
        self.lean.people, self.lean.noted.fresh = [], []

    def _block(self) -> ContractBlock:
        people: list[Person] = self.lean.people
        return ContractBlock(
            count=len(self._lines),
            place=self._place,
            content="".join(f"{line}\n" for line in self._lines).encode(),
            register_name=self._mapping.register_name,
            address=self._mapping.homepage,
            parties=tuple(self.lean.noted.fresh),
            people=tuple(people),
        )
