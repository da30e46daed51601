"""Figures of contracts from the sums that the database keeps beside them (ADR 22), without counting a contract."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import connection

from spending.models import ContractSum, SupplierSum, SupplierYear, UnitSum, ValueCount
from spending.models.rollups import COUNTS, Rollup
from spending.stats.slices import Slice

Conditions = list[tuple[str, Any]]


@dataclass(frozen=True)
class Range:
    """A range of values of contracts whose amounts may be added."""

    currency: str
    tax: str
    low: Decimal
    n: int
    before: int
    """How many contracts have a value of a lower range."""
    whole: int
    """How many there are in all ranges."""

    def holds(self, place: int) -> bool:
        """Tell whether the contract at this place, counted from 0, has its value here."""
        return self.before <= place < self.before + self.n


def cells(part: Slice) -> list[dict[str, Any]]:
    """Count by everything that tells one figure from another, in one query."""
    sums = ", ".join(f"sum({name}){'' if name == 'total' else '::bigint'}" for name in COUNTS)
    names = ("kind", "currency", "tax", "adds", "year")
    key = ", ".join(names)
    query = f"SELECT {key}, {sums} FROM {{table}} WHERE {{where}} GROUP BY {key} HAVING sum(n) <> 0"
    rows = _ask(UnitSum if part.buyer else ContractSum, query, _conditions(part))
    found = [dict(zip((*names, *COUNTS), row, strict=True)) for row in rows]
    return [{**cell, "year": cell["year"] or None} for cell in found]


def total(part: Slice) -> int:
    """Count the rows, in one query."""
    query = "SELECT coalesce(sum(n), 0)::bigint FROM {table} WHERE {where}"
    [(n,)] = _ask(UnitSum if part.buyer else ContractSum, query, _conditions(part))
    return int(n)


def ranges(part: Slice) -> list[Range]:
    """Give of each kind of amount the ranges that hold the middle and the largest values, in one query."""
    level, member = part.counted_as or ("", "")
    conditions = [("level", level), ("member", member), *_kind_of_amount(part)]
    query = """
        SELECT currency, tax, low, n, before, whole FROM (
            SELECT currency, tax, low, sum(n)::bigint AS n,
                (sum(sum(n)) OVER (PARTITION BY currency, tax ORDER BY low) - sum(n))::bigint AS before,
                (sum(sum(n)) OVER (PARTITION BY currency, tax))::bigint AS whole
            FROM {table} WHERE {where} GROUP BY currency, tax, low HAVING sum(n) <> 0
        ) AS counted
        WHERE before <= whole / 2 AND before + n > (whole - 1) / 2 OR before + n = whole
        ORDER BY low
    """
    return [Range(*row) for row in _ask(ValueCount, query, conditions)]


def units(part: Slice, currency: str, tax: str, most: int) -> list[Any]:
    """Rank units by their sums: key, contracts, sum, rounded amounts."""
    conditions = [("adds", True), ("currency", currency), ("tax", tax), *_conditions(part)]
    return _ranked(UnitSum, "buyer_id", conditions, most)


def suppliers(part: Slice, currency: str, tax: str, most: int) -> list[Any]:
    """Rank suppliers of all years or of one; of a part of contracts by unit or dział no sums are kept."""
    conditions = [("currency", currency), ("tax", tax), *_kind_of_amount(part)]
    rollup: type[Rollup] = SupplierSum
    if part.year is not None:
        rollup, conditions = SupplierYear, [*conditions, ("year", part.year)]
    return _walked(rollup, conditions, most) or _ranked(rollup, "supplier_id", conditions, most)


def _walked(rollup: type[Rollup], conditions: Conditions, most: int) -> list[Any]:
    """
    Rank suppliers by the index of their sums, in one query.

    Nothing where a supplier may have several rows: while some are not folded yet, or where registers are several.
    """
    table, where = rollup._meta.db_table, _where(conditions)
    values = [value for _name, value in conditions]
    registers = f"(SELECT min(register) FROM {table} WHERE {where}), (SELECT max(register) FROM {table} WHERE {where})"
    query = f"""
        WITH ends (first, last) AS (SELECT {registers})
        SELECT supplier_id, n, total, rounded FROM {table}
        WHERE {where} AND register = (SELECT first FROM ends) AND (SELECT first = last FROM ends)
            AND NOT EXISTS (SELECT FROM {table} WHERE NOT folded)
        ORDER BY total DESC, supplier_id LIMIT {most}
    """
    with connection.cursor() as cursor:
        cursor.execute(query, values * 3)
        return list(cursor.fetchall())


def _ranked(rollup: type[Rollup], name: str, conditions: Conditions, most: int) -> list[Any]:
    query = f"""
        SELECT {name}, sum(n)::bigint, sum(total) AS total, sum(rounded)::bigint FROM {{table}} WHERE {{where}}
        GROUP BY {name} HAVING sum(n) <> 0 ORDER BY total DESC, {name} LIMIT {most}
    """
    return _ask(rollup, query, conditions)


def _kind_of_amount(part: Slice) -> Conditions:
    asked = (("register", part.register or None), ("tax", part.tax))
    return [(name, value) for name, value in asked if value is not None]


def _conditions(part: Slice) -> Conditions:
    asked = (
        ("kind", list(part.kinds) or None),
        ("year", part.year),
        ("dzial", part.dzial or None),
        ("buyer_id", part.buyer),
    )
    return [*_kind_of_amount(part), *((name, value) for name, value in asked if value is not None)]


def _ask(rollup: type[Rollup], query: str, conditions: Conditions) -> list[Any]:
    asked = query.format(table=rollup._meta.db_table, where=_where(conditions) or "true")
    with connection.cursor() as cursor:
        cursor.execute(asked, [value for _name, value in conditions])
        return list(cursor.fetchall())


def _where(conditions: Conditions) -> str:
    asked = (f"{name} = ANY(%s)" if isinstance(value, list) else f"{name} = %s" for name, value in conditions)
    return " AND ".join(asked)
