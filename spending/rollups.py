"""
The sums beside contracts, held against the contracts themselves (ADR 22).

Triggers keep them; nothing here is needed for that. ``recount`` is for whoever wants to be sure, and for a database
that was loaded with its triggers off. ``fold`` only makes them shorter.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection, transaction

from spending import first_sums
from spending.models.rollups import ROLLUPS, Rollup


@dataclass(frozen=True)
class Recounted:
    """How many keys of one table said something else than the contracts."""

    table: str
    wrong: int


def fold() -> bool:
    """Make one row of the many that writers appended; ``False`` where somebody else is doing it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT spending_fold()")
        return bool(cursor.fetchone()[0])


def pause() -> None:
    """
    Let nobody count what is written to contracts until ``resume``, in one transaction that has the table to itself.

    For a first load, whose rows are counted all at once when they stand.
    """
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE spending_contract DISABLE TRIGGER USER")


def resume() -> None:
    """Count what was written meanwhile, and everything that is written from now on."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE spending_contract ENABLE TRIGGER USER")
    if first_sums.are_empty():
        first_sums.count()
    else:
        recount()


@transaction.atomic
def recount(*, repair: bool = True) -> list[Recounted]:
    """
    Count everything anew and, with ``repair``, add what was missing; say of each table how many keys were wrong.

    Writers of contracts wait until the transaction ends: about a second for each 100 000 contracts.
    """
    with connection.cursor() as cursor:
        # Whoever has counted rows that cannot be seen yet holds this lock until they can.
        cursor.execute("SELECT pg_advisory_xact_lock(622, 1)")
    found = [Recounted(rollup._meta.db_table, _compare(rollup, repair=repair)) for rollup in ROLLUPS]
    if repair:
        fold()
    return found


def _compare(rollup: type[Rollup], *, repair: bool) -> int:
    """Find what the contracts say and a table does not; the rest of the difference is what is to be appended."""
    columns = ", ".join(_columns(rollup, (*rollup.KEYS, *rollup.ADDED)))
    missing = f"({_difference(rollup)}) AS missing"
    with connection.cursor() as cursor:
        if repair:
            # What is put into an empty table is one row of each key already.
            table = rollup._meta.db_table
            folded = f"(SELECT NOT EXISTS (SELECT FROM {table}))"
            cursor.execute(f"INSERT INTO {table} ({columns}, folded) SELECT {columns}, {folded} FROM {missing}")
            return int(cursor.rowcount)
        cursor.execute(f"SELECT count(*) FROM {missing}")
        return int(cursor.fetchone()[0])


def _difference(rollup: type[Rollup]) -> str:
    keys, added = (_columns(rollup, names) for names in (rollup.KEYS, rollup.ADDED))
    key, names = ", ".join(keys), ", ".join(added)
    sums = ", ".join(f"sum({name}) AS {name}" for name in added)
    wrong = " OR ".join(f"sum({name}) <> 0" for name in added)
    less = ", ".join(f"-{name}" for name in added)
    table = rollup._meta.db_table
    both = f"SELECT {key}, {names} FROM {table}_counted UNION ALL SELECT {key}, {less} FROM {table}"
    return f"SELECT {key}, {sums} FROM ({both}) AS both_of_them GROUP BY {key} HAVING {wrong}"


def _columns(rollup: type[Rollup], names: Iterable[str]) -> list[str]:
    columns = {field.name: str(field.column) for field in rollup._meta.concrete_fields}
    return [columns[name] for name in names]
