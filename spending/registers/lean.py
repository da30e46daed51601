"""
A plain row of a register of contracts read without a draft: the same values, or nothing.

Whatever repeats itself in a register (days, codes, parties, kinds) is read once by the very functions that read it for
a draft, and remembered. What differs in every row (number, subject, amount, key) is read here only in its plainest
form; any other goes the same functions' way. A row that would be doubted, refused, or that changes another contract is
none of ours: ``line`` says so with ``None``, and ``Rows.draft`` takes it. A property test holds the two together.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from operator import itemgetter
from typing import Any, TypeVar

from spending.drafts import Party
from spending.drafts.blocks import MARK, Person
from spending.drafts.rows import Classified
from spending.numbers import number_key, slug_of
from spending.registers.amounts import amount_of
from spending.registers.annexes import annex_of
from spending.registers.cells import GARBLED, codes_of, day_of, folded, later, short
from spending.registers.heads import Layout
from spending.registers.keys import built_key
from spending.registers.mapping import Listing
from spending.registers.opening import Row
from spending.registers.parties import NUMBERS, buyer_of, suppliers_of
from spending.registers.rows import CODES, HUGE, OPEN_ENDED, Rows, said, term_of, words_beside
from watchdog.core.people import without_person
from watchdog.core.text import slugify

NUMBER = re.compile(r"[A-Z0-9./-]*[0-9][A-Z0-9./-]*")
"""A number of a contract in capitals and figures; ``_number`` sees that it does not end as an annex does."""
AMOUNT = re.compile(r"-?[0-9]{1,9}(?:[.,][0-9]{1,2})?")
"""An amount that can mean one thing only, under any sign before grosze, and is no huge one."""
SUBJECT = re.compile("[ -~ĄĆĘŁŃÓŚŹŻąćęłńóśźż„”–]{15,}")
"""Letters among which none is garbled, and more of them than any word for nothing has."""
LOUD = tuple(word.encode() for word in ("petycj", "skarg", "zażaleni", "zaŻaleni", "wnios", "aneks"))
"""Beside these a name may be masked, or the row may be an annex: the words of ``core.privacy`` and ``annexes``, small
as bytes are made small, of which only ASCII is."""
LATIN_I, KELVIN = "\u0130".encode(), "\u212a".encode()
"""Letters beyond ASCII whose small ones are in it."""
LOWER = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz", "./-")
ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
NULL = "\\N"
REMEMBERED = 50_000
"""Different cells of one kind that are remembered; then all are forgotten, so that memory does not grow."""
DAYS = ("published", "modified", "valid_from", "valid_until")
REST = ("category", "term", "days", "value_words", "procedure", "status", "notice", "annex")
"""What a register may have columns for; below, what is copied of them."""
NUMBERED = ("number", "number_key")
DATED = ("published_on", "modified_on", "valid_from", "valid_until")
RESTED = ("kind", "open_ended", "term", "value_words", "procedure", "category", "status", "notice")

V = TypeVar("V")


class NotPlain(Exception):
    """This row goes the way of drafts; of many rows, those at these places, as far as they are known."""

    def __init__(self, *places: int) -> None:
        super().__init__()
        self.places = places


class Remembered(dict[Any, V]):
    """What cells come to, by the cells; ``None`` where they are not plain."""

    def __init__(self, read: Callable[[Any], V]) -> None:
        self._read = read

    def __missing__(self, cells: Any) -> V | None:
        if len(self) >= REMEMBERED:
            self.clear()
        try:
            found: V | None = self._read(cells)
        except (NotPlain, ValueError):
            found = None
        self[cells] = found  # type: ignore[assignment]  # nothing is remembered too
        return found


class Who:
    """A party as the cells of a row name it, told apart from all others by a number once a row was read with it."""

    __slots__ = ("hidden", "name", "number", "party", "private", "role", "told")

    def __init__(self, party: Party | None, role: str) -> None:
        self.party = party
        self.role = role
        self.name = party.name if party else ""
        self.hidden = party.kind.value if party and party.is_hidden else ""
        self.private = party.private_name if party else ""
        self.number: int | None = None
        self.told = self.as_copied(NULL) if party is None or self.hidden else b""
        """As it is copied; empty for a party that has no number yet."""

    def as_copied(self, number: str, person: str = NULL) -> bytes:
        """Write the party by its number, a supplier with the person and the mask."""
        behind = "" if self.role == "buyer" else f"{MARK}{person}{MARK}{self.hidden}"
        return f"{MARK}{number}{behind}".encode()


class Noted:
    """Parties by number, each named to whoever stores them in the order in which the document names them."""

    def __init__(self) -> None:
        self.fresh: list[tuple[int, Party, str]] = []
        self._count = 0

    def number(self, party: Party, role: str) -> int:
        """Give a party a number in a role."""
        self.fresh.append((self._count, party, role))
        self._count += 1
        return self._count - 1


class Lean:
    """Reads the plain rows of one sheet; ``people`` are the private persons of the rows read since it was emptied."""

    def __init__(self, layout: Layout, rows: Rows) -> None:
        self.people: list[Person] = []
        self.noted = Noted()
        self._rows, self._mapping, self.keys = rows, rows.mapping, rows.keys
        self._width = len(layout.head.cells)
        self._take_own = taker(layout, ("key", "number", "signed", "subject", "value"))
        self.signed: Remembered[tuple[str, date | None]] = Remembered(self._day)
        self.days: Remembered[str] = Remembered(self._other_days)
        self.codes: Remembered[str] = Remembered(self._codes_of)
        self.rest: Remembered[tuple[str, str]] = Remembered(self._rest_of)
        self.suppliers: Remembered[Who] = Remembered(self._supplier_of)
        self.buyers: Remembered[Who] = Remembered(self._buyer_of)
        self._take_days = taker(layout, DAYS)
        self._take_codes = taker(layout, CODES)
        self._take_rest = taker(layout, REST)
        self._take_supplier = taker(layout, ("supplier", *(f"supplier_{kind}" for kind in NUMBERS)))
        self._take_buyer = taker(layout, ("buyer", *(f"buyer_{kind}" for kind in NUMBERS)))
        self.register = self._mapping.register_name
        self.prefix = slugify(self.register).encode()
        self.beside = f"{self._mapping.currency}\t{self._mapping.tax.value}"
        self.same: dict[str, str | None] = {}
        """What all plain rows say of columns that the register has nothing for; it is not written with each."""
        with suppress(NotPlain):
            self._share(layout)

    def _share(self, layout: Layout) -> None:
        """Learn what is the same of all rows."""
        if "number" not in layout.places:
            self.same |= zip(NUMBERED, self.number_of(""), strict=True)
        for memory, fields, names in ((self.days, DAYS, DATED), (self.rest, REST, RESTED)):
            said = None if layout.places.keys() & set(fields) else memory[("",) * len(fields)]
            if said is not None:
                text = said if isinstance(said, str) else said[0]
                self.same |= zip(names, (None if each == NULL else each for each in text.split("\t")), strict=True)

    @staticmethod
    def reads(layout: Layout, rows: Rows) -> bool:
        """Tell whether plain rows of this sheet can be told from headings: contracts in a text file, an amount's head
        that is no amount."""
        if layout.sheet.name or rows.mapping.listing is not Listing.CONTRACTS:
            return False
        try:
            amount_of(layout.cell(layout.head, "value"), "")
        except ValueError:
            return True
        return False

    def line(self, row: Row, raw: bytes) -> bytes | None:
        """
        Return the row as ``COPY`` reads it (``blocks.COLUMNS`` without those of ``same``), or ``None``.

        ``raw`` is the row in its file's form (``pieces``).
        """
        cells = row.cells
        if len(cells) != self._width or not is_quiet(raw):
            return None
        cells.append("")  # the place of what the register has no column for
        try:
            return self._line(row.number, cells, raw)
        except (NotPlain, ValueError):
            return None
        finally:
            cells.pop()

    def _line(self, n: int, cells: list[str], raw: bytes) -> bytes | None:
        key, number, signed, subject, amount = self._take_own(cells)
        day, days = self.signed[signed], self.days[self._take_days(cells)]
        codes, rest = self.codes[self._take_codes(cells)], self.rest[self._take_rest(cells)]
        buyer, supplier = self.buyers[self._take_buyer(cells)], self.suppliers[self._take_supplier(cells)]
        if day is None or days is None or codes is None or rest is None or supplier is None or buyer is None:
            return None
        if not (key or number or signed) or cells[0].rstrip(".") in ("", "1"):  # a sum, or the columns' numbers
            return None
        number, comparable = self.number_of(number)
        subject = self.subject_of(subject, supplier)
        value, beside = self.amount_and_beside(amount, rest[1])
        if not (subject or supplier.party):
            return None
        key = said(key) or built_key(number, day[1], supplier.name, subject)
        key, again = self.keys.met(key, raw)
        if again or key[-1] == " ":
            return None
        slug = slug_of(self.register, key)
        who = self._who(buyer, supplier, cells, day[1])
        key, number, comparable, subject = (each.translate(ESCAPES) for each in (key, number, comparable, subject))
        fields = (
            *(f"row {n}", key, slug),
            *self._unless_same("number", number, comparable),
            *(day[0], value, beside, f"{subject}{who}", codes),
            *self._unless_same("published_on", days),
            *self._unless_same("kind", rest[0]),
        )
        return "\t".join(fields).encode()

    def _unless_same(self, column: str, *cells: str) -> tuple[str, ...]:
        return () if column in self.same else cells

    def _who(self, buyer: Who, supplier: Who, cells: list[str], day: date | None) -> str:
        """Write the unit, the supplier, the number of a private person, and under which mask the supplier stands."""
        self.tell(buyer)
        self.tell(supplier)
        if supplier.private:
            person = self.person(supplier, buyer, day or day_of(self._take_days(cells)[0]))
            return (buyer.told + person).decode()
        return (buyer.told + supplier.told).decode()

    def tell(self, who: Who) -> None:
        """Number a party that has no number yet."""
        if not who.told and who.party:
            who.number = self.noted.number(who.party, who.role)
            who.told = who.as_copied(str(who.number))

    def person(self, supplier: Who, buyer: Who, day: date | None) -> bytes:
        """Note a private person with what makes the pseudonym; write the supplier with the number in the block."""
        self.people.append(Person(supplier.private, buyer.number, day.year if day else None))
        return supplier.as_copied(NULL, str(len(self.people) - 1))

    def number_of(self, cell: str) -> tuple[str, str]:
        """Read a number, and give the form in which numbers are compared."""
        if NUMBER.fullmatch(cell) and len(cell) < 200 and "/A" not in cell:
            return cell, cell.translate(LOWER)
        number = short(said(cell))
        if annex_of("", number, "", self._mapping.annex).is_one:
            raise NotPlain
        return number, number_key(number)

    def subject_of(self, cell: str, supplier: Who) -> str:
        if supplier.private:
            cell = without_person(cell, supplier.private)
        if SUBJECT.fullmatch(cell):
            return cell
        if GARBLED.search(cell) or cell != said(cell):
            raise NotPlain
        return cell

    def amount_and_beside(self, cell: str, words: str) -> tuple[str, str]:
        """Read an amount, and the currency and the tax that stand beside it, else the mapping's."""
        if AMOUNT.fullmatch(cell):
            return cell.replace(",", "."), self.beside
        amount = amount_of(said(cell) or words, self._rows.mark)
        currency, tax = words_beside(cell, self._mapping)
        if amount is None:
            return NULL, f"{currency}\t{tax.value}"
        if abs(amount) >= HUGE or int(amount.as_tuple().exponent) < -2:
            raise NotPlain
        return str(amount), f"{currency}\t{tax.value}"

    def _day(self, cell: str) -> tuple[str, date | None]:
        day = day_of(cell)
        if later(day, "", "", self._rows.today):
            raise NotPlain
        return f"{_written(day)}\t{_written(day)}", day  # of one day and of several, the first and the last

    def _other_days(self, cells: tuple[str, ...]) -> str:
        published, modified, first, last = map(day_of, cells)
        if first and last and first > last:
            raise NotPlain
        return "\t".join(map(_written, (published, modified, first, last)))

    @staticmethod
    def _codes_of(cells: tuple[str, ...]) -> str:
        codes, doubts = codes_of(dict(zip(CODES, cells, strict=True)), "")
        if doubts:
            raise NotPlain
        read = Classified(**codes)
        return "\t".join((read.dzial, read.rozdzial, read.paragraf, read.financing))

    def _rest_of(self, cells: tuple[str, ...]) -> tuple[str, str]:
        """Read what seldom differs; give it as it is copied, and the amount in the office's words."""
        category, term, days, value_words, procedure, status, notice, annex = cells
        told = annex_of(annex, "", "", self._mapping.annex)
        if told.is_one or told.mention:
            raise NotPlain
        kind = self._rows.kind_of(category, is_annex=False)
        open_ended = any(word in folded(term) for word in OPEN_ENDED)
        texts = [term_of(term, days), *(short(said(each)) for each in (value_words, procedure, category))]
        texts = [_quiet(each).translate(ESCAPES) for each in (*texts, short(said(status)), short(said(notice)))]
        return "\t".join((kind.value, "t" if open_ended else "f", *texts)), said(value_words)

    def _supplier_of(self, cells: tuple[str, ...]) -> Who:
        """Read the supplier, or that there is none. Several are a matter of drafts."""
        read = suppliers_of(cells[0], dict(zip(NUMBERS, cells[1:], strict=True)), self._mapping, "")
        if read.findings or len(read.found) > 1 or any(GARBLED.search(party.name) for party in read.found):
            raise NotPlain
        return Who(read.found[0] if read.found else None, "supplier")

    def _buyer_of(self, cells: tuple[str, ...]) -> Who:
        buyer, doubts = buyer_of(cells[0], dict(zip(NUMBERS, cells[1:], strict=True)), self._mapping, "")
        if doubts:
            raise NotPlain
        return Who(buyer, "buyer")


def taker(layout: Layout, fields: Sequence[str]) -> Callable[[list[str]], tuple[str, ...]]:
    """Return what takes these fields' cells of a row, behind which stands an empty one for those without a column."""
    places = [layout.places.get(field, -1) for field in fields]
    return itemgetter(*places)


def is_quiet(text: bytes) -> bool:
    """Tell whether a text speaks of no paper beside which a name would be masked, and of no annex."""
    if LATIN_I in text or KELVIN in text:
        text = text.decode().lower().encode()
    loud = text.lower()
    return not any(word in loud for word in LOUD)


def _quiet(text: str) -> str:
    if not is_quiet(text.encode()):
        raise NotPlain
    return text


def _written(day: date | None) -> str:
    return day.isoformat() if day else NULL
