"""Rows of pages and texts: cells, breaks inside cells, cells that nobody closed."""

from __future__ import annotations

import pytest

from council.sources._rows import rows_of


@pytest.mark.parametrize(
    ("page", "cells"),
    [
        ("<table><tr><td>1.</td><td>Jan<br>Nowak</td></tr></table>", [("1.", "Jan Nowak")]),
        ("<table><tr><td>1.<td>Jan<tr><td>2.<td>Ewa</table>", [("1.", "Jan"), ("2.", "Ewa")]),
        ("<p>Numer<p>Pytanie<div>ZA: 2</div>koniec", [("Numer",), ("Pytanie",), ("ZA: 2",), ("koniec",)]),
        ("<b>Numer</b></p>Pytanie", [("Numer",), ("Pytanie",)]),
        ("<html><head><title>x</title></head><body>a<script>b</script>c</body></html>", [("ac",)]),
        ("<table><tr><td>a<table><tr><td>b</table></table>c", [("a",), ("b",), ("c",)]),
    ],
    ids=["break in a cell", "open cells", "blocks", "stray end", "silent", "table in a table"],
)
def test_rows_of_a_page(page: str, cells: list[tuple[str, ...]]) -> None:
    rows = rows_of(page.encode())

    assert [row.cells for row in rows] == cells
    assert [row.place for row in rows] == [f"row {number}" for number in range(1, len(cells) + 1)]


def test_a_text_is_parted_at_tabs_and_wide_gaps() -> None:
    assert [row.cells for row in rows_of("Jan Nowak   ZA\n\nEwa\tPRZECIW".encode("cp1250"))] == [
        ("Jan Nowak", "ZA"),
        ("Ewa", "PRZECIW"),
    ]
