"""
Which pages are asked for, and the main question of each as bare SQL: the least that any program has to wait for.

The records they name are chosen from the database, so that the same questions fit rows of any generator.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.benchmarks.stand import connected

NULL = "/health/live"
LIST, SEARCH = "/wydatki/umowy/", "/szukaj/"
WORD = "remont"
ROTATING = (
    *("remont", "dostawa", "zakup", "budowa", "szkoła", "jezdni", "parku", "basenu", "chodnika", "uczniów", "mebli"),
    *("pomp", "montaż", "etap", "roczny"),
)
ORDER = "COALESCE(c.signed_last, '0001-01-01'::date) DESC, c.id DESC"
ROWS = f"""
SELECT c.signed_last, c.number, s.name, s.nip, c.subject, c.dzial, c.rozdzial, c.paragraf, b.name, c.value, c.slug
FROM spending_contract c
LEFT JOIN spending_spelling s ON s.id = c.supplier_as_id
LEFT JOIN spending_spelling b ON b.id = c.buyer_as_id
{{where}} ORDER BY {ORDER} LIMIT 50
"""
WORDS = """
SELECT e.kind, e.title, e.url, e.day FROM search_entry e
WHERE e.vector @@ to_tsquery('portal', %(word)s)
ORDER BY COALESCE(e.year::integer, -2147483647) DESC, COALESCE(e.day, '0001-01-01'::date) DESC, e.id DESC LIMIT 20
"""
WALKED = f"""
SELECT c.signed_last, c.number, s.name, s.nip, c.subject, c.dzial, c.rozdzial, c.paragraf, b.name, c.value, c.slug
FROM (SELECT object_id FROM search_entry e WHERE e.vector @@ to_tsquery('portal', %(word)s)
      AND e.kind = 'spending.contract'
      ORDER BY COALESCE(e.year::integer, -2147483647) DESC, COALESCE(e.day, '0001-01-01'::date) DESC, e.id DESC
      LIMIT 50) found
JOIN spending_contract c ON c.id = found.object_id
LEFT JOIN spending_spelling s ON s.id = c.supplier_as_id
LEFT JOIN spending_spelling b ON b.id = c.buyer_as_id
ORDER BY {ORDER}
"""


@dataclass(frozen=True)
class Question:
    """A page, or several that take turns, and the bare SQL that answers the first of them."""

    key: str
    paths: tuple[str, ...]
    sql: str
    values: dict[str, Any]


@dataclass(frozen=True)
class Chosen:
    """Records of a database that the questions name: a supplier and a unit with many rows, a row half-way down."""

    supplier: int
    supplier_slug: str
    unit: int
    unit_slug: str
    day: str
    row: int
    year: int


def chosen(url: str) -> Chosen:
    """Choose the records: the hundredth supplier by rows (more than a page of them at any size), the third unit."""
    ranked = """
        SELECT o.id, o.slug FROM spending_organization o
        JOIN (SELECT {side}_id AS id, count(*) AS held FROM spending_contract GROUP BY 1) c USING (id)
        ORDER BY c.held DESC, o.slug OFFSET {place} LIMIT 1
    """
    middle = f"""
        SELECT c.signed_last::text, c.id, extract(year FROM c.signed_last)::int FROM spending_contract c
        ORDER BY {ORDER} OFFSET (SELECT count(*) / 2 FROM spending_contract) LIMIT 1
    """
    with connected(url) as connection:
        supplier = _row(connection, ranked.format(side="supplier", place=100))
        unit = _row(connection, ranked.format(side="buyer", place=2))
        day, row, year = _row(connection, middle)
    return Chosen(*supplier, *unit, day, row, year)


def _row(connection: Any, question: str) -> Any:
    return connection.execute(question).fetchone()


def questions(of: Chosen) -> list[Question]:
    """Give the questions that the gates name, each with its bare SQL."""
    year = "c.signed_first >= %(first)s AND COALESCE(c.signed_last, '0001-01-01'::date) BETWEEN %(first)s AND %(last)s"
    days = {"first": f"{of.year}-01-01", "last": f"{of.year}-12-31"}
    here = "WHERE (COALESCE(c.signed_last, '0001-01-01'::date), c.id) < (%(day)s::date, %(row)s)"
    both = f"WHERE {year} AND c.buyer_id = %(unit)s AND c.dzial = '801'"
    by_supplier, by_unit = "WHERE c.supplier_id = %(supplier)s", "WHERE c.buyer_id = %(unit)s"
    named = {"supplier": of.supplier, "unit": of.unit}
    filters = f"{LIST}?rok={of.year}&jednostka={of.unit_slug}&dzial=801"
    return [
        _of("list", LIST, ROWS.format(where=""), {}),
        _of("supplier", f"{LIST}?wykonawca={of.supplier_slug}", ROWS.format(where=by_supplier), named),
        _of("supplier-page", f"/wydatki/wykonawcy/{of.supplier_slug}/", ROWS.format(where=by_supplier), named),
        _of("unit", f"{LIST}?jednostka={of.unit_slug}", ROWS.format(where=by_unit), named),
        _of("unit-page", f"/wydatki/jednostki/{of.unit_slug}/", ROWS.format(where=by_unit), named),
        _of("search", f"{SEARCH}?q={WORD}", WORDS, {"word": WORD}),
        _of("words", f"{LIST}?q={WORD}", WALKED, {"word": WORD}),
        _of("filters", filters, ROWS.format(where=both), {**named, **days}),
        _of("deep", f"{LIST}?page=po~{of.day}~{of.row}", ROWS.format(where=here), {"day": of.day, "row": of.row}),
        _of("year", f"{LIST}?rok={of.year}", ROWS.format(where=f"WHERE {year}"), days),
    ]


def _of(key: str, path: str, sql: str, values: dict[str, Any]) -> Question:
    return Question(key, (path,), sql, values)
