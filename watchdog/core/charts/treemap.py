"""
The parts of one sum as areas, as inline SVG; the table with the same numbers stands beside it.

Laid out by Bruls, Huizing and van Wijk, „Squarified Treemaps” (2000): long thin strips mislead the eye, so every
area is as nearly a square as the parts allow. The drawing carries classes of ``components.css`` and no style; its
numbers have a point whatever the language.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from textwrap import wrap

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

MOST = 14
"""More areas than this cannot be told apart; whoever has more draws the smallest as one."""

WIDE, NARROW = (760, 400), (360, 520)
LETTER, LINE, EDGE = 8.2, 20, 10
"""Room that a letter, a line of text and the edge of an area take, in units of the drawing."""

PAUSE = " · "
"""Where the words of an amount may be parted into lines: „361 mln zł · 90,3 %”."""

STEPS = ((0.5, 5), (0.25, 4), (0.12, 3), (0.05, 2))
"""How dark an area is, by its size beside the largest; colour repeats the size and says nothing else."""


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of the drawing."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Tile:
    """
    One part of the sum: the number of its row in the table, its name, its amount, the amount in words, its page.

    What stands for several rows has the number 0, which is not written.
    """

    number: int
    name: str
    amount: Decimal
    words: str
    url: str = ""


def squarified(amounts: Sequence[float], width: float, height: float) -> list[Area]:
    """
    Divide a rectangle among amounts, the largest first, each area as its amount.

    Raise ``ValueError`` for an amount that is not positive: an area cannot show it.
    """
    if any(amount <= 0 for amount in amounts):
        raise ValueError("only positive amounts have an area")
    if list(amounts) != sorted(amounts, reverse=True):
        raise ValueError("the largest amount comes first")
    scale = width * height / sum(amounts) if amounts else 0
    sizes, free, placed = [amount * scale for amount in amounts], Area(0, 0, width, height), []
    while sizes:
        count = _row_length(sizes, min(free.width, free.height))
        row, free = _lay(sizes[:count], free)
        placed += row
        sizes = sizes[count:]
    return placed


def _row_length(sizes: Sequence[float], side: float) -> int:
    """Say how many of the sizes stand in one row along a side before its worst shape grows worse."""
    count = 1
    while count < len(sizes) and _worst(sizes[: count + 1], side) <= _worst(sizes[:count], side):
        count += 1
    return count


def _worst(row: Sequence[float], side: float) -> float:
    """Give the largest ratio of sides in a row; sizes stand from the largest to the smallest."""
    total = sum(row)
    return max(side**2 * row[0] / total**2, total**2 / (side**2 * row[-1]))


def _lay(row: Sequence[float], free: Area) -> tuple[list[Area], Area]:
    """Lay a row along the shorter side of what is free; return its areas and what is left."""
    upright = free.width >= free.height
    side = free.height if upright else free.width
    deep, start, areas = sum(row) / side, 0.0, []
    for size in row:
        along = size / deep
        if upright:
            areas.append(Area(free.x, free.y + start, deep, along))
        else:
            areas.append(Area(free.x + start, free.y, along, deep))
        start += along
    if upright:
        return areas, Area(free.x + deep, free.y, free.width - deep, free.height)
    return areas, Area(free.x, free.y + deep, free.width, free.height - deep)


def treemap(tiles: Sequence[Tile], *, label: str, description: str, uid: str = "tree") -> SafeString:
    """
    Draw tiles, the largest first, once for wide screens and paper and once for phones; only one of both is shown.

    ``label`` says what is drawn, ``description`` how to read it; ``uid`` begins the ids of a page with two drawings.
    """
    if not tiles:
        return SafeString()
    told = conditional_escape(label), conditional_escape(description)
    wide, narrow = _drawing(tiles, WIDE, told, f"{uid}-l"), _drawing(tiles, NARROW, told, f"{uid}-s")
    return mark_safe(f'<div class="tree only-l">{wide}</div><div class="tree only-s">{narrow}</div>')  # escaped


def _drawing(tiles: Sequence[Tile], size: tuple[int, int], told: tuple[str, str], uid: str) -> str:
    width, height = size
    areas = squarified([float(tile.amount) for tile in tiles], width, height)
    drawn = "".join(_tile(tile, area, float(tiles[0].amount)) for tile, area in zip(tiles, areas, strict=True))
    names = f'<title id="{uid}-t">{told[0]}</title><desc id="{uid}-d">{told[1]}</desc>'
    named = f'role="group" aria-labelledby="{uid}-t" aria-describedby="{uid}-d"'
    return f'<svg viewBox="0 0 {width} {height}" {named}>{names}{drawn}</svg>'


def _tile(tile: Tile, area: Area, largest: float) -> str:
    step = next((step for share, step in STEPS if float(tile.amount) >= share * largest), 1)
    box = f'<rect x="{area.x:.2f}" y="{area.y:.2f}" width="{area.width:.2f}" height="{area.height:.2f}"/>'
    title = f"<title>{conditional_escape(tile.name)}: {conditional_escape(tile.words)}</title>"
    inside = f"{title}{box}{_label(tile, area)}"
    if tile.url:
        inside = f'<a href="{conditional_escape(tile.url)}">{inside}</a>'
    return f'<g class="q{step}">{inside}</g>'


def _label(tile: Tile, area: Area) -> str:
    """Write the name and the amount where they fit, else the number of the row, else nothing."""
    letters, lines = int((area.width - 2 * EDGE) / LETTER), int((area.height - EDGE) / LINE)
    name = wrap(tile.name, letters, break_long_words=False) if letters > 0 else []
    amount = [tile.words] if len(tile.words) <= letters else tile.words.split(PAUSE)
    said = [*name, *amount]
    if len(said) <= lines and max(map(len, said)) <= letters:
        return "".join(_text(line, area, place, bold=place < len(name)) for place, line in enumerate(said))
    number = str(tile.number or "")
    return _text(number, area, 0, bold=True) if 0 < len(number) <= letters and lines > 0 else ""


def _text(words: str, area: Area, place: int, *, bold: bool) -> str:
    kind = ' class="t"' if bold else ""
    return (
        f'<text{kind} x="{area.x + EDGE:.2f}" y="{area.y + 24 + place * LINE:.2f}">{conditional_escape(words)}</text>'
    )
