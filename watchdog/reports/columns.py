"""
Widths of the columns of long tables, found by their words.

WeasyPrint asks of each cell how narrow and how wide it could be, which is half of a long table's time; and a column
of few long words then takes room from one of many. Here a column gets what its cells need at most.
"""

from __future__ import annotations

from statistics import mean
from xml.etree.ElementTree import Element

FEWEST_ROWS = 12
"""Rows of a table that is worth it; a short one is better measured word by word."""

LONGEST_WORD, LONGEST_TEXT = 22, 45
"""Letters beyond which a word, or a text on the average, asks for no more room: it is broken."""

AROUND = 4
"""Letters that the space around a cell is as wide as."""


def fix_columns(place: Element) -> None:
    """Give each long and plain table the widths of its columns; the document is changed in place."""
    for table in place.iter("table"):
        rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]
        if len(rows) >= FEWEST_ROWS and _is_plain(table, rows):
            _fix(table, rows)


def _is_plain(table: Element, rows: list[list[Element]]) -> bool:
    """Tell whether all rows have the same cells and none holds a drawing, which is as wide as there is room."""
    spans = any(cell.get("colspan", "1") != "1" or cell.get("rowspan", "1") != "1" for row in rows for cell in row)
    return len({len(row) for row in rows}) == 1 and not spans and next(table.iter("svg"), None) is None


def _fix(table: Element, rows: list[list[Element]]) -> None:
    needs = [_need([" ".join(cell.itertext()).strip() for cell in column]) for column in zip(*rows, strict=True)]
    group = Element("colgroup")
    for need in needs:
        group.append(Element("col", {"style": f"width: {100 * need / sum(needs):.1f}%"}))
    table.insert(1 if table.find("caption") is not None else 0, group)
    table.set("class", f"{table.get('class') or ''} rep-fixed".strip())


def _need(texts: list[str]) -> float:
    """Say how many letters wide a column should be: as its longest word, and as its texts are on the average."""
    word = max((len(word) for text in texts for word in _words(text)), default=0)
    return max(min(word, LONGEST_WORD), min(mean(map(len, texts)), LONGEST_TEXT)) + AROUND


def _words(text: str) -> list[str]:
    """Part a text where a line may end; a number with its unit stays whole."""
    return [word for word in text.replace("\n", " ").split(" ") if word]
