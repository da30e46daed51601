"""
The sums beside contracts where there are none yet: counted once, at the end of a first load (ADR 22).

A recount asks the contracts for each table anew and compares. Here they are read for what is counted finest, and the
rest is added up from that. Each reading makes a table beside the database's own, which several of its processes may do
together, as they may not when they write into one that others see.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection

from spending.models.rollups import ROLLUPS, ContractSum, Rollup, SupplierSum, SupplierYear, UnitSum, ValueCount
from watchdog.core.bare import Bare

KIND = ("register", "currency", "tax")
COUNTED = "spending_contract_counted"
"""The view of each contract as it is counted (migration 0011)."""
SETTINGS = "SET LOCAL work_mem = '64MB'; SET LOCAL enable_sort = off; SET LOCAL parallel_tuple_cost = 0"
"""Keys are far fewer than the planner thinks, who cannot see through what they are computed of."""
USUAL = "RESET work_mem; RESET enable_sort; RESET parallel_tuple_cost"

FINEST = {
    "first_units": ((*ContractSum.KEYS, "buyer_id"), ContractSum.ADDED, "true"),
    "first_suppliers": ((*KIND, "supplier_id", "year"), SupplierYear.ADDED, "adds AND supplier_id IS NOT NULL"),
    "first_values": ((*KIND, "year", "dzial", "low"), ("n",), "adds"),
    "first_unit_values": ((*KIND, "buyer_id", "low"), ("n",), "adds AND buyer_id IS NOT NULL"),
}
"""What is counted of the contracts themselves: by which columns, what is added up, and of which contracts."""
LEVELS = (
    "SELECT register, currency, tax, 'all' AS level, '' AS member, low, n FROM first_values",
    "SELECT register, currency, tax, 'year', year::text, low, n FROM first_values",
    "SELECT register, currency, tax, 'dzial', dzial, low, n FROM first_values",
    "SELECT register, currency, tax, 'unit', buyer_id::text, low, n FROM first_unit_values",
)
FROM: dict[type[Rollup], str] = {
    ContractSum: "first_units",
    UnitSum: "first_units WHERE buyer_id IS NOT NULL",
    SupplierSum: "first_suppliers",
    SupplierYear: "first_suppliers",
    ValueCount: f"({' UNION ALL '.join(LEVELS)}) AS levels",
}
"""From what each table is added up."""
FINISHED = {UnitSum, SupplierYear}
"""Those that are as fine as what was counted: nothing is left to be added up."""


def are_empty() -> bool:
    """Tell whether no sum is kept yet."""
    return not any(rollup._default_manager.exists() for rollup in ROLLUPS)


def count() -> None:
    """
    Fill the empty tables, each key with one row.

    To be called in a transaction in which nobody else writes contracts.
    """
    largest = Bare(SupplierYear)
    with connection.cursor() as cursor:
        cursor.execute(SETTINGS)
        for table, (keys, names, which) in FINEST.items():
            counted = _added_up(keys, names, f"{COUNTED} WHERE {which}").replace("sum(n)", "count(*)")
            cursor.execute(f"CREATE TEMPORARY TABLE {table} ON COMMIT DROP AS {counted}")
        for rollup, source in FROM.items():
            keys = _columns(rollup)
            columns = ", ".join((*keys, *rollup.ADDED))
            counted = source if rollup in FINISHED else f"({_added_up(keys, rollup.ADDED, source)}) AS counted"
            cursor.execute(
                f"INSERT INTO {rollup._meta.db_table} ({columns}, folded) SELECT {columns}, true FROM {counted}"
            )
        cursor.execute(f"{USUAL}; DROP TABLE {', '.join(FINEST)}")
    largest.dressed()


def _columns(rollup: type[Rollup]) -> tuple[str, ...]:
    columns = {field.name: str(field.column) for field in rollup._meta.concrete_fields}
    return tuple(columns[name] for name in rollup.KEYS)


def _added_up(keys: Iterable[str], names: Iterable[str], source: str) -> str:
    key = ", ".join(keys)
    return f"SELECT {key}, {', '.join(f'sum({name}) AS {name}' for name in names)} FROM {source} GROUP BY {key}"
