"""
Plain rows of a register of contracts, many at once, as the database takes them.

A block is what the reader of a large register hands over in the place of thousands of drafts: the same values, written
as ``COPY`` reads them. A party stands in it by a number, so that each is looked up once; a private person by a number
of this block alone, whose name goes no further than to the importer, which makes a pseudonym of it. Marks stand around
these numbers, by which a block falls into what stays as it is and what is replaced.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from spending.drafts.contracts import ContractDraft
from spending.drafts.parties import Party
from watchdog.ingest.blocks import Block
from watchdog.ingest.source import Draft

MARK = "\x01"
"""In the place of the tabs around the numbers of parties and people; squashing takes such a sign out of every cell."""
COLUMNS: dict[str, str] = {
    "place": "text",
    "key": "text",
    "slug": "text",
    "number": "text",
    "number_key": "text",
    "signed_first": "date",
    "signed_last": "date",
    "value": "numeric(18,2)",
    "currency": "text",
    "tax": "text",
    "subject": "text",
    "buyer": "integer",
    "supplier": "integer",
    "person": "integer",
    "hidden": "text",
    "dzial": "text",
    "rozdzial": "text",
    "paragraf": "text",
    "financing": "text",
    "published_on": "date",
    "modified_on": "date",
    "valid_from": "date",
    "valid_until": "date",
    "kind": "text",
    "open_ended": "boolean",
    "term": "text",
    "value_words": "text",
    "procedure": "text",
    "category": "text",
    "status": "text",
    "notice": "text",
}
"""The columns of a row in their order, with their types in PostgreSQL."""


class Person(NamedTuple):
    """A private person in a block: the name, the number of the unit's party, and the year, which make the pseudonym."""

    name: str
    buyer: int | None
    year: int | None


@dataclass(frozen=True)
class ContractBlock(Block):
    """Rows of a register of contracts whose drafts would have one supplier at most, and no finding."""

    draft: ClassVar[type[Draft]] = ContractDraft

    register_name: str
    parties: tuple[tuple[int, Party, str], ...]
    """Parties not met before, in their order in the document: number, party, and what it does (``buyer``, ``supplier``,
    or nothing for a party of a row that goes its own way)."""
    people: tuple[Person, ...]
    same: dict[str, str | None]
    """What all its rows say of the columns that are not written with each."""

    @property
    def columns(self) -> list[str]:
        """The columns that are written with each row, in their order."""
        return [name for name in COLUMNS if name not in self.same]

    @property
    def shared(self) -> dict[str, str | None]:
        """What ``same`` says of columns that there are: whoever wrote the block has read a stranger's file."""
        return {name: self.same[name] for name in COLUMNS if name in self.same}
