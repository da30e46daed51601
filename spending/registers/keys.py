"""
By what a row is found again in a newer copy of its register.

A register without identifiers gets keys of what its rows say; two different rows of one key are told apart by „#2”.
"""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Sequence
from datetime import date

from watchdog.core.text import fold

LONGEST = 150
EMPTY = 0


def built_key(number: str, day: date | None, supplier: str, subject: str) -> str:
    """
    Build a key of what seldom changes in a row; the amount, which does, is left out.

    ``supplier`` is the name that pages show: a private name must not be in the key, where whoever knows the rest of the
    row could try names until one fits.
    """
    parts = (number, day.isoformat() if day else "", supplier, subject)
    return hashlib.sha256("\x1f".join(fold(part) for part in parts).encode()).hexdigest()[:24]


class Keys:
    """
    The keys of one file so far, each with the row that has it.

    A table of numbers that doubles when it is half full: 32 to 64 bytes a row, several times less than a dictionary
    would take. A key is told by its number, which stands at its place or behind it; its row stands beside it.
    """

    def __init__(self) -> None:
        self._table = array("q", [EMPTY]) * 2048
        self._count = 0

    def of(self, key: str, row: bytes) -> str:
        """Return the key, with „#2” and so on for another row of the same key; the same row again has the same key."""
        return self.met(key, row)[0]

    def met(self, key: str, row: bytes) -> tuple[str, bool]:
        """Return what ``of`` returns, and whether this very row has come before."""
        says = _number(row)
        for n in range(1, 1_000_000):
            numbered = key[:LONGEST] if n == 1 else f"{key[:LONGEST]}#{n}"
            count = self._count
            if self._note(_number(numbered.encode()), says) == says:
                return numbered, count == self._count
        raise ValueError("zbyt wiele różnych wierszy ma ten sam identyfikator")

    def met_all(self, keys: Sequence[bytes], rows: Sequence[bytes]) -> dict[int, tuple[bytes, bool]]:
        """
        Note rows that follow one another; return what ``met`` returns of those whose keys had come, by their places.

        No key may be longer than ``LONGEST``.
        """
        while (self._count + len(keys)) * 4 > len(self._table):
            self._grow()
        table, mask = self._table, len(self._table) - 2
        came: dict[int, tuple[bytes, bool]] = {}
        numbers = [hash(key) or 1 for key in keys]  # as ``_number`` does
        for n, (number, row) in enumerate(zip(numbers, map(hash, rows), strict=True)):
            place = number & mask
            while (held := table[place]) and held != number:
                place = (place + 2) & mask
            if held:
                key, again = self.met(keys[n].decode(), rows[n])
                came[n] = key.encode(), again
            else:
                table[place], table[place + 1] = number, row or 1
                self._count += 1
        return came

    def _note(self, key: int, row: int) -> int:
        """Return the row noted under a key; note this one where there is none."""
        if self._count * 4 >= len(self._table):
            self._grow()
        table, mask = self._table, len(self._table) - 2
        place = key & mask
        while table[place] not in (EMPTY, key):
            place = (place + 2) & mask
        if table[place] == EMPTY:
            table[place], table[place + 1] = key, row
            self._count += 1
        return table[place + 1]

    def _grow(self) -> None:
        old, size = self._table, len(self._table) * 2
        self._table = table = array("q", [EMPTY]) * size
        mask = size - 2
        for key, row in zip(old[::2], old[1::2], strict=True):
            if key:
                place = key & mask
                while table[place]:
                    place = (place + 2) & mask
                table[place], table[place + 1] = key, row


def _number(text: bytes) -> int:
    """Return 64 bits that tell texts apart within this process, whose seed nobody who writes a file can know."""
    return hash(text) or 1
