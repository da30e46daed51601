"""A square of cells, one for every two of a group, as inline SVG: the darker, the more alike; a table stands beside."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

SELF, FEW = -1, 0
"""Beside oneself; too few votes in common. The steps from 1 to 5 go from the lightest to the darkest."""


def heat(steps: Sequence[Sequence[int]], blocks: Sequence[tuple[str, int]] = (), *, label: str = "") -> SafeString:
    """Draw the cells row by row, one path a step, and lines between the blocks, named on the left and above."""
    size = len(steps)
    places: dict[int, list[tuple[int, int]]] = {}
    for down, row in enumerate(steps):
        for across, step in enumerate(row):
            places.setdefault(step, []).append((across, down))
    cells = "".join(_cells(step, found) for step, found in sorted(places.items()))
    edges, names, start = "", "", 0
    for name, count in blocks:
        if start:
            edges += f"M0 {start}H{size}M{start} 0V{size}"
        middle = start + count / 2
        text = conditional_escape(name)
        names += f'<text x="-.4" y="{middle:.1f}" text-anchor="end" dominant-baseline="middle">{text}</text>'
        names += f'<text x="{middle:.1f}" y="-.5" text-anchor="middle">{text}</text>'
        start += count
    told = f'role="img" aria-label="{conditional_escape(label)}"'
    lines = f'<path class="heat__edge" d="{edges}"/>' if edges else ""
    svg = f'<svg class="heat" viewBox="-4 -2 {size + 4} {size + 2}" {told}>{cells}{lines}{names}</svg>'
    return mark_safe(svg)  # numbers, known class names and escaped words


def _cells(step: int, places: Sequence[tuple[int, int]]) -> str:
    if step == SELF:
        return ""
    if step == FEW:
        marks = "".join(f"M{across}.3 {down}.5h.4" for across, down in places)
        return f'<path class="heat__few" d="{marks}"/>'
    boxes = "".join(f"M{across}.04 {down}.04h.92v.92h-.92z" for across, down in places)
    return f'<path class="heat__q{step}" d="{boxes}"/>'
