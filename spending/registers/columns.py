"""
Many plain rows of a register at once, column by column: what ``Lean.line`` says of each, or nothing of any.

A question that a compiled pattern or a dictionary answers is asked of a whole column in one call, which costs a tenth
of asking every row. Rows among which one is not plain are asked again by halves, and the few around it one by one, so
that one odd row does not make its neighbours dear.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from datetime import date
from hashlib import sha256
from itertools import repeat
from typing import Any

from spending.registers.cells import day_of
from spending.registers.heads import Layout
from spending.registers.keys import LONGEST, built_key
from spending.registers.lean import (
    AMOUNT,
    DAYS,
    ESCAPES,
    LOWER,
    NOBODY,
    NUMBER,
    REST,
    SUBJECT,
    Lean,
    NotPlain,
    Remembered,
    Who,
    is_quiet,
)
from spending.registers.opening import Row
from spending.registers.parties import NUMBERS
from spending.registers.rows import BETWEEN, CODES, said

FEW = 8
"""Rows that are read one by one where one of them is not plain."""
ASCII_KEYS = re.compile("[\n!-~]+")
LONGEST_ASCII = 100
UNLIKE_A_KEY = str.maketrans({chr(sign): "-" for sign in range(128) if not chr(sign).isalnum() and sign != ord("\n")})
"""What addresses make of small ASCII, but for dashes side by side; keys stand one on a line."""


class _Asked:
    """What repeats itself in some fields, remembered by the cells of those that have a column here."""

    def __init__(self, memory: Remembered[Any], fields: Sequence[str], layout: Layout) -> None:
        self._fields = fields
        self._places = [layout.places[field] for field in fields if field in layout.places]
        self._there = [field in layout.places for field in fields]
        self._whole = memory
        self._memory = memory if len(fields) == 1 else Remembered(self._read)

    def _read(self, cells: str | tuple[str, ...]) -> Any:
        given = iter((cells,) if isinstance(cells, str) else cells)
        return self._whole[tuple(next(given) if there else "" for there in self._there)]

    def of(self, columns: Sequence[Sequence[str]], count: int) -> list[Any]:
        """Give what the cells of each row come to; raise ``NotPlain`` where that of one is nothing."""
        if not self._places:
            read = [self._whole["" if len(self._fields) == 1 else ("",) * len(self._fields)]] * count
        elif len(self._places) == 1:
            read = list(map(self._memory.__getitem__, columns[self._places[0]]))
        else:
            cells = zip(*(columns[place] for place in self._places), strict=True)
            read = list(map(self._memory.__getitem__, cells))
        if None in read:
            raise NotPlain
        return read


class Columns:
    """Reads rows of one sheet as its ``Lean`` does, which remembers for both."""

    def __init__(self, lean: Lean, layout: Layout) -> None:
        self._lean = lean
        self._width = len(layout.head.cells)
        self._places = layout.places
        buyer, supplier = ((who, *(f"{who}_{kind}" for kind in NUMBERS)) for who in ("buyer", "supplier"))
        self._signed = _Asked(lean.signed, ("signed",), layout)
        self._buyers, self._suppliers = _Asked(lean.buyers, buyer, layout), _Asked(lean.suppliers, supplier, layout)
        days, codes, rest = (lean.days, DAYS), (lean.codes, CODES), (lean.rest, REST)
        self._texts = [_Asked(memory, fields, layout) for memory, fields in (days, codes, rest)]

    def lines(self, rows: Sequence[Row]) -> Iterator[tuple[Sequence[Row], Sequence[str | None]]]:
        """
        Yield the rows in pieces, each row as ``COPY`` reads it, or ``None`` for one that goes the way of drafts.

        Whoever takes a piece makes its drafts before asking for the next: keys are told apart in the document's order.
        """
        raws = [BETWEEN.join(row.cells) for row in rows]
        whole = "\n".join(raws)
        quiet = is_quiet(whole)
        if quiet and len(rows) > FEW:
            try:
                lines = self._lines(rows, raws, whole)
            except (NotPlain, ValueError):
                half = len(rows) // 2
                yield from self.lines(rows[:half])
                yield from self.lines(rows[half:])
            else:
                yield rows, lines
        else:
            for row, raw in zip(rows, raws, strict=True):
                yield (row,), (self._lean.line(row, raw, quiet=quiet),)

    def _lines(self, rows: Sequence[Row], raws: Sequence[str], whole: str) -> list[str | None]:
        """Read all of the rows; raise ``NotPlain`` before anything is noted of them."""
        cells = [row.cells for row in rows]
        if set(map(len, cells)) != {self._width}:
            raise NotPlain
        columns = list(zip(*cells, strict=True))
        lean, count = self._lean, len(rows)
        asked = (*self._texts, self._signed, self._buyers, self._suppliers)
        days, codes, rest, signed, buyers, suppliers = (each.of(columns, count) for each in asked)
        key, number = self._column("key", columns, count), self._column("number", columns, count)
        self._see_records(columns, key, number)
        numbers, comparable = self._numbers(number, count)
        subjects = self._subjects(self._column("subject", columns, count), suppliers)
        values, beside = self._values(self._column("value", columns, count), rest)
        if not (all(subjects) or all(subject or who.party for subject, who in zip(subjects, suppliers, strict=True))):
            raise NotPlain
        keys = self._keys(key, (numbers, signed, suppliers, subjects))
        keys, again = lean.keys.met_all(keys, raws)
        fields: list[Iterable[str]] = [keys, numbers, comparable, subjects]
        slugs = self._slugs(keys)
        if "\\" in whole:
            fields = [[cell.translate(ESCAPES) for cell in column] for column in fields]
        lines: list[str | None] = list(
            map(
                "\t".join,
                zip(
                    *([f"row {row.number}" for row in rows], fields[0], slugs, *fields[1:3]),
                    *((day[0] for day in signed), values, beside, fields[3]),
                    *self._who(buyers, suppliers, signed, columns, set(again)),
                    *(codes, days, (each[0] for each in rest)),
                    strict=False,
                ),
            )
        )
        for place in again:
            lines[place] = None
        return lines

    def _column(self, field: str, columns: Sequence[Sequence[str]], count: int) -> Sequence[str]:
        place = self._places.get(field, -1)
        return ("",) * count if place < 0 else columns[place]

    def _see_records(self, columns: Sequence[Sequence[str]], key: Sequence[str], number: Sequence[str]) -> None:
        """Leave sums, and the row that numbers the columns, to whoever knows them."""
        first = {cell.rstrip(".") for cell in set(columns[0])}
        if "" in first or "1" in first:
            raise NotPlain
        signed = self._column("signed", columns, len(key))
        if not (all(key) or all(number) or all(signed)) and not all(map(any, zip(key, number, signed, strict=True))):
            raise NotPlain

    def _numbers(self, column: Sequence[str], count: int) -> tuple[list[str], list[str]]:
        if "number" not in self._places:
            number, comparable = self._lean.number_of("")
            return [number] * count, [comparable] * count
        joined = "\n".join(column)
        if all(map(NUMBER.fullmatch, column)) and max(map(len, column)) < 200 and "/A" not in joined:
            return list(column), joined.translate(LOWER).split("\n")
        read = [self._lean.number_of(cell) for cell in column]
        return [each[0] for each in read], [each[1] for each in read]

    def _subjects(self, column: Sequence[str], suppliers: Sequence[Who]) -> list[str]:
        if not any(who.private for who in set(suppliers)) and all(map(SUBJECT.fullmatch, column)):
            return list(column)
        return [self._lean.subject_of(cell, who) for cell, who in zip(column, suppliers, strict=True)]

    def _values(self, column: Sequence[str], rest: Sequence[tuple[str, str]]) -> tuple[list[str], Iterable[str]]:
        if all(map(AMOUNT.fullmatch, column)):
            return "\n".join(column).replace(",", ".").split("\n"), repeat(self._lean.beside)
        read = [self._lean.amount_and_beside(cell, words) for cell, (_text, words) in zip(column, rest, strict=True)]
        return [each[0] for each in read], [each[1] for each in read]

    def _keys(self, column: Sequence[str], built_of: tuple[Sequence[Any], ...]) -> list[str]:
        """Give the register's own keys, or those that are built of what rows say; a long one may end in a space."""
        if all(map(NUMBER.fullmatch, column)):
            keys = list(column)
        else:
            keys = [
                said(key) or built_key(number, signed[1], who.name, subject)
                for key, number, signed, who, subject in zip(column, *built_of, strict=True)
            ]
        if max(map(len, keys)) > LONGEST:
            raise NotPlain
        return keys

    def _slugs(self, keys: Sequence[str]) -> list[str]:
        """Write the tails of addresses as ``slug_of`` does."""
        joined, prefix = "\n".join(keys), self._lean.prefix
        if not ASCII_KEYS.fullmatch(joined) or max(map(len, keys)) > LONGEST_ASCII:
            return [self._lean.slug_of(key) for key in keys]
        small = joined.lower()
        plain = small.translate(UNLIKE_A_KEY)
        while "--" in plain:
            plain = plain.replace("--", "-")
        plains = [each.strip("-") for each in plain.split("\n")]
        return [
            f"{prefix}-{each}" if each == low else f"{prefix}-{each}-{sha256(key.encode()).hexdigest()[:6]}"
            for key, low, each in zip(keys, small.split("\n"), plains, strict=True)
        ]

    def _who(
        self,
        buyers: Sequence[Who],
        suppliers: Sequence[Who],
        signed: Sequence[tuple[str, date | None]],
        columns: Sequence[Sequence[str]],
        again: Container[int],
    ) -> list[Iterable[str]]:
        """Number the parties that are new, and write of each row what ``Lean`` writes of its own."""
        if not all(who.told for who in {*buyers, *suppliers}):
            for buyer, supplier in zip(buyers, suppliers, strict=True):
                self._lean.tell(buyer, "buyer")
                self._lean.tell(supplier, "supplier")
        people: Iterable[str] = repeat(NOBODY)
        if any(who.private for who in set(suppliers)):
            published = self._column("published", columns, len(suppliers))
            people = [
                NOBODY if n in again or not who.private else self._lean.person(who, buyer, day[1] or day_of(other))
                for n, (who, buyer, day, other) in enumerate(zip(suppliers, buyers, signed, published, strict=True))
            ]
        return [
            [who.told for who in buyers],
            [NOBODY if who.private else who.told for who in suppliers],
            [who.hidden for who in suppliers],
            people,
        ]
