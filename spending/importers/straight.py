"""
Plain rows of a register copied straight into their table, where it holds nothing that they could be compared with.

The lines of a block become the lines of the table: what the reader wrote goes on as it is, and between its marks the
numbers of parties become keys. What is the same of every row is not sent with each: for as long as the table is filled,
it is what its columns hold by default. So are the keys of the rows, which follow one another, for nobody else can take
one meanwhile (``watchdog.core.bare``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from django.db import connection
from django.utils import timezone

from spending.drafts import blocks

TIED = {
    "buyer": "buyer_as_id, buyer_id",
    "supplier": "supplier_as_id, supplier_id",
    "hidden": "supplier_hidden",
    "person": "supplier_code",
    "notice": "notice_number",
}
"""The columns of the table for those of a block that it does not name alike."""
MARK = blocks.MARK.encode()
NULL = b"\\N"
NOBODY = b"\t\\N\t\\N"
PARTS = 4
"""Into so many parts a line falls between its marks; the first one also holds the end of the line before."""
BUYER, SUPPLIER, PERSON = 1, 2, 3
"""Which of them are numbers."""


class Done(NamedTuple):
    """What was copied: the keys of the rows, the organizations that order, whether a notice is named."""

    keys: range
    buyers: set[int]
    names_notices: bool


class Shared:
    """What rows that are yet to come share: for as long as a table is filled, its columns hold it by default."""

    def __init__(self, table: str) -> None:
        self._table = table
        self._same: dict[str, Any] = {}

    def say(self, same: Mapping[str, Any]) -> None:
        """Say what the rows to come share, by column; what was said of other columns is of no more account."""
        new = {name: value for name, value in same.items() if name not in self._same or self._same[name] != value}
        self._alter([f"ALTER COLUMN {name} SET DEFAULT %s" for name in new], list(new.values()))
        self._same |= new

    def end(self) -> None:
        """Leave the columns without defaults, as they were."""
        self._alter([f"ALTER COLUMN {name} DROP DEFAULT" for name in self._same], [])
        self._same = {}

    def _alter(self, changes: Sequence[str], values: Sequence[Any]) -> None:
        if changes:
            with connection.cursor() as cursor:
                cursor.execute(f"ALTER TABLE {self._table} {', '.join(changes)}", values)


class Straight:
    """The table of contracts while rows go straight into it, with the parties of the document."""

    def __init__(self) -> None:
        self._tied = {NULL: NOBODY}
        """The spelling and the organization of each party by its number, as they are copied."""
        self._shared = Shared("spending_contract")
        self._now = timezone.now()

    def learn(self, parties: Iterable[tuple[int, int | None, int | None]]) -> None:
        """Learn which spelling and which organization parties are, by their numbers."""
        self._tied |= {
            b"%d" % n: b"\t%d\t%d" % (spelling, owner) for n, spelling, owner in parties if spelling and owner
        }

    def copy(self, block: blocks.ContractBlock, codes: Sequence[str], said: Mapping[str, Any]) -> Done:
        """
        Copy the rows of a block; ``codes`` are the pseudonyms of its people, ``said`` what its rows share, by column.

        Raises what the database raises.
        """
        own = {TIED.get(name, name): value for name, value in block.shared.items()}
        self._shared.say({**said, **own, "created_at": self._now, "updated_at": self._now})
        coded = {NULL: b"\t\t", **{b"%d" % n: b"\t%b\t" % code.encode() for n, code in enumerate(codes)}}
        columns = ", ".join(TIED.get(name, name) for name in block.columns)
        buyers: set[bytes] = set()
        with connection.cursor() as cursor:
            with cursor.copy(f"COPY spending_contract ({columns}) FROM STDIN") as copy:
                for piece in block.content:  # the database takes one while we put keys into the next
                    parts = piece.split(MARK)
                    buyers.update(parts[BUYER::PARTS])
                    parts[BUYER::PARTS] = map(self._tied.__getitem__, parts[BUYER::PARTS])
                    parts[SUPPLIER::PARTS] = map(self._tied.__getitem__, parts[SUPPLIER::PARTS])
                    parts[PERSON::PARTS] = map(coded.__getitem__, parts[PERSON::PARTS])
                    copy.write(b"".join(parts))
            cursor.execute("SELECT currval(pg_get_serial_sequence('spending_contract', 'id'))")
            [last] = cursor.fetchone()
        ordering = {int(self._tied[number].rpartition(b"\t")[2]) for number in buyers - {NULL}}
        return Done(range(last - block.count + 1, last + 1), ordering, _names_notices(block))

    def end(self) -> None:
        """Leave the columns without defaults, as they were."""
        self._shared.end()


def _names_notices(block: blocks.ContractBlock) -> bool:
    """Tell whether any row names a notice, which is the last that it says."""
    if "notice" in block.shared:
        return bool(block.shared["notice"])
    return sum(piece.count(b"\t\n") for piece in block.content) < block.count
