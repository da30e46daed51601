"""
Plain rows of a register copied straight into their table, where it holds nothing that they could be compared with.

The lines of a block become the lines of the table: what the reader wrote goes on as it is, its numbers of parties
become keys, and what is the same of every row is written behind it. The rows get keys that follow one another from the
table's own sequence, which nobody else can use while the table is filled (``watchdog.core.bare``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection

COLUMNS = (
    *("id", "place", "key", "slug", "number", "number_key", "signed_first", "signed_last"),
    *("value", "currency", "tax", "subject", "buyer_as_id", "buyer_id", "supplier_as_id", "supplier_id"),
    *("supplier_hidden", "supplier_code", "dzial", "rozdzial", "paragraf", "financing"),
    *("published_on", "modified_on", "valid_from", "valid_until", "kind", "open_ended", "term", "value_words"),
    *("procedure", "category", "status", "notice_number"),
)
"""Columns in the order in which a block's line (``drafts.blocks.COLUMNS``) names what they hold."""
SAME = {"note": "", "findings": "[]", "approximate": "f", "parent_key": "", "parent_number": "", "value_effect": ""}
"""What every plain row says of the other fields, as ``COPY`` reads it; those left out are empty by themselves."""
NULL = "\\N"
NOBODY = f"{NULL}\t{NULL}"
LINES = 2_000
"""Lines that are sent at once: the server stores them while the next ones are written."""
ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


class Straight(NamedTuple):
    """What was copied: the first key and the last, the numbers of the units that order, whether a notice is named."""

    first: int
    last: int
    buyers: set[str]
    names_notices: bool


def copy_lines(
    content: bytes, count: int, tied: Mapping[str, str], codes: Sequence[str], said: Mapping[str, Any], now: datetime
) -> Straight:
    """
    Copy the lines of a block.

    ``tied`` gives the spelling and the organization of a party by its number, and ``NOBODY`` for none; ``codes`` are
    the pseudonyms of the block's people, ``said`` what all rows share, by its column. Raises what the database raises.
    """
    first = _reserved(count)
    same = {**SAME, **said, "created_at": now, "updated_at": now}
    end = "".join(f"\t{_written(value)}" for value in same.values())
    lines = content.decode().split("\n")[:-1]
    buyers: set[str] = set()
    columns = ", ".join((*COLUMNS, *same))
    with connection.cursor() as cursor, cursor.copy(f"COPY spending_contract ({columns}) FROM STDIN") as copy:
        for start in range(0, count, LINES):
            finished = _finished(lines[start : start + LINES], first + start, tied, codes, end, buyers)
            copy.write("".join(finished))
    return Straight(first, first + count - 1, buyers - {NULL}, not all(line.endswith("\t") for line in lines))


def _finished(
    lines: Sequence[str], key: int, tied: Mapping[str, str], codes: Sequence[str], end: str, buyers: set[str]
) -> Iterator[str]:
    for pk, line in enumerate(lines, start=key):
        n, own, slug, number, like, signed, value, currency, tax, subject, buyer, supplier, hidden, person, rest = (
            line.split("\t", 14)
        )
        buyers.add(buyer)
        code = "" if person == NULL else codes[int(person)]
        yield (
            f"{pk}\trow {n}\t{own}\t{slug}\t{number}\t{like}\t{signed}\t{signed}\t{value}\t{currency}\t{tax}\t{subject}"
            f"\t{tied[buyer]}\t{tied[supplier]}\t{hidden}\t{code}\t{rest}{end}\n"
        )


def _reserved(count: int) -> int:
    """Take so many keys that follow one another; return the first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_serial_sequence('spending_contract', 'id')")
        [sequence] = cursor.fetchone()
        cursor.execute("SELECT nextval(%s)", [sequence])
        [first] = cursor.fetchone()
        cursor.execute("SELECT setval(%s, %s)", [sequence, first + count - 1])
    return int(first)


def _written(value: object) -> str:
    return NULL if value is None else str(value).translate(ESCAPES)
