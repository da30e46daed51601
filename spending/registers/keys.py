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
ALL_BITS = (1 << 64) - 1


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
    The keys of one file so far, each with the row that has it, in 16 bytes a row.

    A table of numbers that doubles when it is two thirds full: a million rows take 32 MB, ten times less than a
    dictionary would.
    """

    def __init__(self) -> None:
        self._keys = array("Q", [EMPTY]) * 1024
        self._rows = array("Q", [EMPTY]) * 1024
        self._count = 0

    def of(self, key: str, row: str) -> str:
        """Return the key, with „#2” and so on for another row of the same key; the same row again has the same key."""
        return self.met(key, row)[0]

    def met(self, key: str, row: str) -> tuple[str, bool]:
        """Return what ``of`` returns, and whether this very row has come before."""
        says, number = _number(row), _number(key[:LONGEST])
        place = number % len(self._keys)
        if self._keys[place] == EMPTY and self._count * 3 <= len(self._keys) * 2:  # most keys, at once
            self._keys[place], self._rows[place] = number, says
            self._count += 1
            return key[:LONGEST], False
        for n in range(1, 1_000_000):
            numbered = key[:LONGEST] if n == 1 else f"{key[:LONGEST]}#{n}"
            count = self._count
            if self._note(_number(numbered), says) == says:
                return numbered, count == self._count
        raise ValueError("zbyt wiele różnych wierszy ma ten sam identyfikator")

    def met_all(self, keys: Sequence[str], rows: Sequence[str]) -> tuple[list[str], list[int]]:
        """
        Return what ``met`` returns of rows that follow one another: the keys, and the places of those that came before.

        No key may be longer than ``LONGEST``.
        """
        while (self._count + len(keys)) * 3 > len(self._keys) * 2:
            self._grow()
        ours, says, size = self._keys, self._rows, len(self._keys)
        found, again = list(keys), []
        for n, (key, row) in enumerate(zip(keys, rows, strict=True)):
            number = hash(key) & ALL_BITS or 1
            place = number % size
            if ours[place] == EMPTY:  # most keys, at once
                ours[place], says[place] = number, hash(row) & ALL_BITS or 1
                self._count += 1
                continue
            found[n], came = self.met(key, row)
            if came:
                again.append(n)
        return found, again

    def _note(self, key: int, row: int) -> int:
        """Return the row noted under a key; note this one where there is none."""
        if self._count * 3 > len(self._keys) * 2:
            self._grow()
        place = self._place(key)
        if self._keys[place] == EMPTY:
            self._keys[place], self._rows[place] = key, row
            self._count += 1
        return self._rows[place]

    def _place(self, key: int) -> int:
        size = len(self._keys)
        place = key % size
        while self._keys[place] not in (EMPTY, key):
            place = (place + 1) % size
        return place

    def _grow(self) -> None:
        keys, rows = self._keys, self._rows
        self._keys = array("Q", [EMPTY]) * (len(keys) * 2)
        self._rows = array("Q", [EMPTY]) * (len(keys) * 2)
        for key, row in zip(keys, rows, strict=True):
            if key != EMPTY:
                place = self._place(key)
                self._keys[place], self._rows[place] = key, row


def _number(text: str) -> int:
    """Return 64 bits that tell texts apart within this process, whose seed nobody who writes a file can know."""
    return hash(text) & ALL_BITS or 1
