"""
Many plain rows of a register at once, column by column: what ``Lean.line`` says of each, or nothing of any.

A question that a compiled pattern or a dictionary answers is asked of a whole column in one call, which costs a tenth
of asking every row. Rows stay the bytes that they are in the file; only what a dictionary does not know yet is read as
text. Rows among which one is not plain are asked again without it, where it is known which one it is, else by halves,
and the few around it one by one, so that one odd row does not make its neighbours dear.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from itertools import pairwise, repeat
from operator import add, ne
from typing import Any, NamedTuple

from spending.numbers import slug_of
from spending.registers.cells import day_of
from spending.registers.heads import Layout
from spending.registers.keys import LONGEST, built_key
from spending.registers.lean import DAYS, REMEMBERED, REST, Lean, NotPlain, Remembered, Who, is_quiet
from spending.registers.opening import Row
from spending.registers.parties import NUMBERS
from spending.registers.pieces import LETTERS, PRINTABLE, SIGN, cells_of
from spending.registers.rows import CODES, said

Column = Sequence[bytes]

FEW = 8
"""Rows that are read one by one where one of them is not plain."""
NUMBER = re.compile(rb"(?:[A-Z./-]*[0-9][A-Z0-9./-]*\n)+")
AMOUNT = re.compile(rb"(?:-?[0-9]{1,9}(?:[.,][0-9]{1,2})?\n)+")
"""``NUMBER`` and ``AMOUNT`` of ``lean``, one on a line."""
LEAST_SUBJECT = 22
"""Bytes of a subject from which on it is longer than any word for nothing, were all its letters Polish."""
ASCII_KEYS = re.compile(rb"[\n!-~]+")
LONGEST_ASCII = 100
UNLIKE_A_KEY = bytes(
    sign if sign >= 128 or chr(sign).isalnum() or sign == ord("\n") else ord("-") for sign in range(256)
)
"""What addresses make of small ASCII, but for dashes side by side; keys stand one on a line."""
SMALL_LETTERS = bytes.maketrans(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ", b"abcdefghijklmnopqrstuvwxyz")


class Lines(NamedTuple):
    """Rows that were looked at together: the plain ones as ``COPY`` reads them, the others as they are."""

    number: int
    """That of the first row, plain or not."""
    plain: int
    content: bytes
    others: Sequence[Row]


class _Asked(dict[bytes, Any]):
    """What repeats itself in some fields, remembered by the cells of those that have a column here, put together."""

    def __init__(self, memory: Remembered[Any], fields: Sequence[str], layout: Layout) -> None:
        self._places = [layout.places[field] for field in fields if field in layout.places]
        self._there = [field in layout.places for field in fields]
        self._memory = memory
        self._odd: set[bytes] = set()

    def __missing__(self, cells: bytes) -> Any:
        if cells not in self._odd:
            if len(self) + len(self._odd) >= REMEMBERED:
                self.clear()
                self._odd.clear()
            read = self._read(cells)
            if read is not None:
                self[cells] = read
                return read
            self._odd.add(cells)
        raise NotPlain

    def _read(self, cells: bytes) -> Any:
        if not is_quiet(cells):
            return None
        given = iter(cells_of(cells))
        texts = tuple(next(given) if there else "" for there in self._there)
        read = self._memory[texts[0] if len(texts) == 1 else texts]
        if isinstance(read, tuple):
            return read[0].encode(), *read[1:]
        return read.encode() if isinstance(read, str) else read

    def of(self, columns: Sequence[Column], count: int) -> list[Any]:
        """Give what the cells of each row come to; raise ``NotPlain`` where that of one is nothing."""
        if not self._places:
            return [self[b""]] * count
        if len(self._places) == 1:
            cells = columns[self._places[0]]
        else:
            cells = list(map(SIGN.join, zip(*(columns[place] for place in self._places), strict=True)))
        try:
            return list(map(self.__getitem__, cells))
        except NotPlain:
            raise _odd(cells, self._odd.__contains__) from None


class Columns:
    """Reads rows of one sheet as its ``Lean`` does, which remembers for both."""

    def __init__(self, lean: Lean, layout: Layout) -> None:
        self._lean = lean
        self._width = len(layout.head.cells)
        self._places = layout.places
        self._beside = lean.beside.encode()
        buyer, supplier = ((who, *(f"{who}_{kind}" for kind in NUMBERS)) for who in ("buyer", "supplier"))
        asked = (lean.days, DAYS), (lean.codes, CODES), (lean.rest, REST), (lean.signed, ("signed",))
        parties = (lean.buyers, buyer), (lean.suppliers, supplier)
        self._asked = [_Asked(memory, fields, layout) for memory, fields in (*asked, *parties)]

    def lines(self, number: int, rows: Sequence[bytes]) -> Iterator[Lines]:
        """
        Yield what the rows come to, in pieces; ``number`` is that of the first.

        Whoever takes a piece makes its drafts before asking for the next: keys are told apart in the document's order.
        """
        if len(rows) <= FEW:
            yield from (self._one(n, row) for n, row in enumerate(rows, start=number) if row.strip(SIGN))
            return
        try:
            lines = self._lines(number, rows)
        except (NotPlain, ValueError) as why:
            odd = why.places if isinstance(why, NotPlain) else ()
            cuts = {cut for place in odd for cut in (place, place + 1)} or {len(rows) // 2}
            for start, end in pairwise(sorted({0, *cuts, len(rows)})):
                yield from self.lines(number + start, rows[start:end])
        else:
            yield lines

    def _one(self, number: int, row: bytes) -> Lines:
        read = Row(number, cells_of(row))
        line = self._lean.line(read, row)
        return Lines(number, 0, b"", [read]) if line is None else Lines(number, 1, line + b"\n", [])

    def _lines(self, number: int, rows: Sequence[bytes]) -> Lines:
        """Read all of the rows; raise ``NotPlain`` before anything is noted of them."""
        count = len(rows)
        if set(map(bytes.count, rows, repeat(SIGN))) != {self._width - 1}:
            raise _odd(rows, lambda row: row.count(SIGN) != self._width - 1)
        flat = SIGN.join(rows)
        cells = flat.split(SIGN)
        columns = [cells[place :: self._width] for place in range(self._width)]
        days, codes, rest, signed, buyers, suppliers = (each.of(columns, count) for each in self._asked)
        key, said_numbers = self._column("key", columns, count), self._column("number", columns, count)
        self._see_records(columns, key, said_numbers)
        named, comparable = self._numbers(said_numbers)
        private = any(who.private for who in set(suppliers))
        subjects = self._subjects(self._column("subject", columns, count), suppliers, private=private)
        published = self._column("published", columns, count)
        values, beside = self._values(self._column("value", columns, count), rest)
        if not (all(subjects) or all(subject or who.party for subject, who in zip(subjects, suppliers, strict=True))):
            raise NotPlain
        keys = self._keys(key, (named, signed, suppliers, subjects))
        came = self._lean.keys.met_all(keys, rows)
        for place, (other, _again) in came.items():
            keys[place] = other
        slugs = self._slugs(keys)
        again = {place for place, (_key, again) in came.items() if again}
        who = self._who(buyers, suppliers)
        if private:
            for place in [n for n, supplier in enumerate(suppliers) if supplier.private and n not in again]:
                day = signed[place][1] or day_of(published[place].decode())
                who[place] = buyers[place].told + self._lean.person(suppliers[place], buyers[place], day)
        if b"\\" in flat:
            keys, named, comparable, subjects = map(_escaped, (keys, named, comparable, subjects))
        fields = [
            *(keys, slugs),
            *self._unless_same("number", named, comparable),
            *([day[0] for day in signed], values, beside, list(map(add, subjects, who)), codes),
            *self._unless_same("published_on", days),
            *self._unless_same("kind", [each[0] for each in rest]),
        ]
        others = [Row(number + place, cells_of(rows[place])) for place in sorted(again)]
        if again:
            fields = [[cell for place, cell in enumerate(column) if place not in again] for column in fields]
        numbers = [n for n in range(number, number + count) if n - number not in again]
        return Lines(number, len(numbers), _written(numbers, fields), others)

    def _unless_same(self, name: str, *columns: Column) -> tuple[Column, ...]:
        return () if name in self._lean.same else columns

    def _column(self, field: str, columns: Sequence[Column], count: int) -> Column:
        place = self._places.get(field, -1)
        return (b"",) * count if place < 0 else columns[place]

    def _see_records(self, columns: Sequence[Column], key: Column, number: Column) -> None:
        """Leave sums, and the row that numbers the columns, to whoever knows them."""
        first = {cell.rstrip(b".") for cell in set(columns[0])}
        if b"" in first or b"1" in first:
            raise _odd(columns[0], lambda cell: cell.rstrip(b".") in (b"", b"1"))
        signed = self._column("signed", columns, len(key))
        if not (all(key) or all(number) or all(signed)) and not all(map(any, zip(key, number, signed, strict=True))):
            raise NotPlain

    def _numbers(self, column: Column) -> tuple[Column, Column]:
        """Give the numbers, and the form in which they are compared."""
        if "number" in self._lean.same:
            return column, column
        joined = b"\n".join(column)
        small = joined.translate(SMALL_LETTERS, b"./-")
        if not is_quiet(small):
            raise _odd(column, lambda cell: not is_quiet(cell))
        if NUMBER.fullmatch(joined + b"\n") and max(map(len, column)) < 200 and b"/A" not in joined:
            return column, small.split(b"\n")
        read = [self._lean.number_of(cell.decode()) for cell in column]
        return [each[0].encode() for each in read], [each[1].encode() for each in read]

    def _subjects(self, column: Column, suppliers: Sequence[Who], *, private: bool) -> Column:
        joined = b"\n".join(column)
        if not is_quiet(joined):
            raise _odd(column, lambda cell: not is_quiet(cell))
        plain = joined.translate(None, PRINTABLE).decode().strip(LETTERS) == ""
        if private or not plain:
            read = zip(column, suppliers, strict=True)
            return [self._lean.subject_of(cell.decode(), who).encode() for cell, who in read]
        if min(map(len, column)) < LEAST_SUBJECT:
            some = suppliers[0]  # whoever it is, it is nobody private
            return [
                cell if len(cell) >= LEAST_SUBJECT else self._lean.subject_of(cell.decode(), some).encode()
                for cell in column
            ]
        return column

    def _values(self, column: Column, rest: Sequence[tuple[bytes, str]]) -> tuple[Column, Column]:
        joined = b"\n".join(column)
        if AMOUNT.fullmatch(joined + b"\n"):
            return joined.replace(b",", b".").split(b"\n"), [self._beside] * len(column)
        read = [
            self._lean.amount_and_beside(cell.decode(), words)
            for cell, (_text, words) in zip(column, rest, strict=True)
        ]
        return [each[0].encode() for each in read], [each[1].encode() for each in read]

    def _keys(self, column: Column, built_of: tuple[Sequence[Any], ...]) -> list[bytes]:
        """Give the register's own keys, or those that are built of what rows say; a long one may end in a space."""
        joined = b"\n".join(column)
        if NUMBER.fullmatch(joined + b"\n"):
            keys = list(column)
        else:
            keys = [
                (said(key.decode()) or built_key(number.decode(), signed[1], who.name, subject.decode())).encode()
                for key, number, signed, who, subject in zip(column, *built_of, strict=True)
            ]
        if max(map(len, keys)) > LONGEST:
            raise NotPlain
        return keys

    def _slugs(self, keys: Sequence[bytes]) -> list[bytes]:
        """Write the tails of addresses as ``slug_of`` does."""
        joined, prefix = b"\n".join(keys), self._lean.prefix + b"-"
        if not ASCII_KEYS.fullmatch(joined) or max(map(len, keys)) > LONGEST_ASCII:
            return [slug_of(self._lean.register, key.decode()).encode() for key in keys]
        small = joined.lower()
        plain = small.translate(UNLIKE_A_KEY)
        while b"--" in plain:
            plain = plain.replace(b"--", b"-")
        if b"-\n" in plain or b"\n-" in plain or plain.startswith(b"-") or plain.endswith(b"-"):
            plain = b"\n".join([each.strip(b"-") for each in plain.split(b"\n")])
        slugs = (prefix + plain.replace(b"\n", b"\n" + prefix)).split(b"\n")
        if plain == small:
            return slugs
        hashes = b"".join([sha256(key).digest()[:3] for key in keys]).hex("\n", 3).encode().split(b"\n")
        changed = map(ne, plain.split(b"\n"), small.split(b"\n"))
        return [
            slug + b"-" + tail if differs else slug for slug, tail, differs in zip(slugs, hashes, changed, strict=True)
        ]

    def _who(self, buyers: Sequence[Who], suppliers: Sequence[Who]) -> list[bytes]:
        """Number the parties that are new, and write them as ``Lean`` does."""
        told = [who.told for who in buyers], [who.told for who in suppliers]
        if b"" in told[0] or b"" in told[1]:
            for buyer, supplier in zip(buyers, suppliers, strict=True):
                self._lean.tell(buyer)
                self._lean.tell(supplier)
            told = [who.told for who in buyers], [who.told for who in suppliers]
        return list(map(add, *told))


def _odd(column: Column, is_odd: Callable[[bytes], bool]) -> NotPlain:
    return NotPlain(*(place for place, cell in enumerate(column) if is_odd(cell)))


def _escaped(column: Column) -> list[bytes]:
    return [cell.replace(b"\\", b"\\\\") for cell in column]


def _written(numbers: Sequence[int], fields: Sequence[Column]) -> bytes:
    """
    Write columns as rows, each with its number before it; nothing where there is no row.

    One call parts all cells by tabs, so the end of a row and the number of the next one are of its last cell.
    """
    if not numbers:
        return b""
    ends = [*(b"\nrow %d" % n for n in numbers[1:]), b"\n"]
    *others, last = fields
    cells = [b""] * (len(fields) * len(numbers))
    for place, column in enumerate((*others, list(map(add, last, ends)))):
        cells[place :: len(fields)] = column
    return b"row %d\t%b" % (numbers[0], b"\t".join(cells))
