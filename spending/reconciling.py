"""
Two registers of the same contracts, held against each other: the city's own and the state's.

Rows are one contract when they bear the same number of the same unit; failing that, when the supplier's NIP, the day of
signing and the value are the same. A pair is made only where exactly one row of either register fits: everything else
is said to be ambiguous, never guessed. All of it is computed set by set in the database, each time anew, so it is never
behind the registers.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property
from typing import Any

from django.db import connection
from django.db.models import Count, F, Q, QuerySet

from spending.models import Contract
from spending.models.contracts import ContractQuerySet
from spending.reconciling_sql import QUESTION
from spending.registers_shown import REGISTERS, STATE_REGISTER, Keeper
from watchdog.search.text import text_vector

SINCE = date(2026, 7, 1)
"""The state's register holds contracts concluded from this day on: an older one cannot be missing there."""
LEEWAY = timedelta(days=90)
"""Rows of the city's register from so long before may still find their pair: a day may be misprinted."""


class State(StrEnum):
    """What became of a row."""

    SAME = "same"
    DIFFERS = "differs"
    ONLY_HERE = "only_here"
    """In the city's register and not in the state's."""
    ONLY_THERE = "only_there"
    AMBIGUOUS = "ambiguous"


class Field(StrEnum):
    """What two rows of one contract may say differently."""

    VALUE = "value"
    DATE = "date"
    SUBJECT = "subject"
    SUPPLIER = "supplier"
    NUMBER = "number"
    UNIT = "unit"


class By(StrEnum):
    """How a pair was found."""

    NOTHING = ""
    NUMBER = "number"
    ROW = "row"
    """Supplier's NIP, day and value."""


@dataclass(frozen=True)
class Entry:
    """A pair of rows, or one row without a pair; keys of contracts."""

    state: State
    here: int | None
    there: int | None
    by: By = By.NOTHING
    differs: frozenset[Field] = frozenset()
    candidates: tuple[int, ...] = ()
    """Of an ambiguous row: rows of the other register that fit it, three at most."""
    fitting: int = 0
    """How many fit it."""

    @property
    def head(self) -> int:
        """The row by which the entry stands in a list: the city's, else the state's."""
        return self.here or self.there or 0


@dataclass(frozen=True)
class Reconciliation:
    """Two registers held against each other."""

    entries: tuple[Entry, ...]

    @cached_property
    def by_head(self) -> dict[int, Entry]:
        return {entry.head: entry for entry in self.entries}

    def of_state(self, state: State) -> list[Entry]:
        return [entry for entry in self.entries if entry.state is state]

    def differing(self, field: Field) -> list[Entry]:
        return [entry for entry in self.entries if field in entry.differs]


def reconcile(here: ContractQuerySet, there: ContractQuerySet, since: date = SINCE) -> Reconciliation:
    """
    Hold the contracts of two querysets against each other, in one query.

    A row of ``here`` without a pair is an entry only if it was certainly signed on ``since`` or later.
    """
    queries = [_columns(each).query.sql_with_params() for each in (here, there)]
    (here_sql, here_params), (there_sql, there_params) = queries
    with connection.cursor() as cursor:
        cursor.execute(QUESTION.format(here=here_sql, there=there_sql), [*here_params, *there_params, since])
        rows = cursor.fetchall()
    return Reconciliation(tuple(_entry(*row) for row in rows))


@dataclass(frozen=True)
class Sides:
    """Which registers there are to compare, each with how many contracts from ``SINCE`` on."""

    here: dict[str, int]
    there: dict[str, int]
    undated: int
    """Contracts of the city's registers without a day: whether they are old enough to be missing nobody can say."""

    @property
    def both(self) -> bool:
        return bool(self.here and self.there)


def sides() -> Sides:
    """Count what there is to compare, in two queries."""
    undated = Count("pk", filter=Q(signed_first__isnull=True))
    dated = Count("pk", filter=Q(signed_first__gte=SINCE))
    rows = city_contracts().order_by().values("register").annotate(n=dated, undated=undated)
    found = {row["register"]: row for row in rows}
    here = {register: row["n"] for register, row in found.items() if row["n"]}
    state = state_contracts().count()
    return Sides(here, {STATE_REGISTER: state} if state else {}, sum(row["undated"] for row in found.values()))


def compared(known: Sides) -> Reconciliation:
    """Hold the city's registers and the state's against each other; of one side alone nothing can be said."""
    return reconcile(city_contracts(), state_contracts()) if known.both else Reconciliation(())


def city_contracts() -> ContractQuerySet:
    """Give the rows of the city's own registers that may have a pair in the state's."""
    others = [slug for slug, register in REGISTERS.items() if register.keeper is not Keeper.CITY]
    recent = Q(signed_last__gte=SINCE - LEEWAY) | Q(signed_last__isnull=True)
    return _standing(Contract.objects.exclude(register__in=others).filter(recent))


def state_contracts() -> ContractQuerySet:
    """Give the rows of the state's register."""
    return _standing(Contract.objects.filter(register=STATE_REGISTER))


def around(contract: Contract) -> Reconciliation:
    """Hold against each other only the rows that may touch this contract's pair: it gets the entry of the whole."""
    alike = Q(pk=contract.pk)
    nip = contract.supplier.nip if contract.supplier else ""
    day = contract.signed_first if contract.signed_first == contract.signed_last else None
    if nip and day and contract.value is not None:
        alike |= Q(supplier__nip=nip, signed_first=day, signed_last=day, value=contract.value)
    rows = Contract.objects.filter(alike).values_list("pk", "number_key")
    keys, numbers = {pk for pk, _number in rows}, {number for _pk, number in rows if number}
    near = Q(pk__in=keys) | Q(number_key__in=numbers)
    return reconcile(city_contracts().filter(near), state_contracts().filter(near))


def _standing(rows: ContractQuerySet) -> ContractQuerySet:
    contract = Contract.Kind.CONTRACT.value
    return rows.filter(kind=contract, parent__isnull=True, withdrawn_at__isnull=True)


def _columns(rows: ContractQuerySet) -> QuerySet[Any, Any]:
    """Give what is compared; ``day`` is known only where it is one."""
    return rows.order_by().values(
        "id",
        "number_key",
        "buyer_id",
        "supplier_id",
        "signed_first",
        "signed_last",
        "value",
        "currency",
        "tax",
        nip=F("supplier__nip"),
        words=text_vector("subject"),
        said=~Q(subject=""),
    )


def _entry(here: int | None, there: int | None, state: str, by: str, differs: Any, ids: Any, fitting: int) -> Entry:
    fields = frozenset(Field(name) for name in differs)
    known = State(state) if state else (State.DIFFERS if fields else State.SAME)
    return Entry(known, here, there, By(by), fields, tuple(ids), fitting)
