"""Amounts year by year → an accessible bar chart as inline SVG; the same figures stand in a table beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

WIDTH, HEIGHT, FOOT = 700, 160, 32
"""In units of the drawing; the foot holds the names of the bars."""
WIDEST = 64
MOST_NAMED = 8
"""With more bars every second name, third name… is left out: a phone has no room, and the table has them all."""


@dataclass(frozen=True)
class Bar:
    """One bar: its name under the axis, its amount with the sign, and the words that are read out."""

    name: str
    value: Decimal
    title: str


def year_bars(drawn: Sequence[Bar], *, label: str = "") -> SafeString:
    """Draw the bars upright from zero; what is below zero hangs from the axis."""
    if not drawn:
        return SafeString()
    highest, lowest = max(Decimal(0), *(bar.value for bar in drawn)), min(Decimal(0), *(bar.value for bar in drawn))
    scale = (HEIGHT - FOOT) / (float(highest - lowest) or 1.0)
    zero, step = float(highest) * scale, WIDTH / len(drawn)
    every = -(-len(drawn) // MOST_NAMED)
    shapes = "".join(_bar(bar, place * step, step, zero, scale) for place, bar in enumerate(drawn))
    names = "".join(_name(bar, (place + 0.5) * step) for place, bar in enumerate(drawn) if place % every == 0)
    axis = f'<path class="yearly__axis" d="M0 {zero:.1f}H{WIDTH}"/>'
    told = f'role="img" aria-label="{conditional_escape(label)}"'
    return mark_safe(
        f'<svg class="yearly" viewBox="0 0 {WIDTH} {HEIGHT}" {told}>{shapes}{axis}{names}</svg>'
    )  # escaped


def _bar(bar: Bar, start: float, step: float, zero: float, scale: float) -> str:
    wide = min(step * 0.7, WIDEST)
    high = abs(float(bar.value)) * scale
    top = zero - high if bar.value > 0 else zero
    title = f"<title>{conditional_escape(bar.title)}</title>"
    left = start + (step - wide) / 2
    return f'<rect class="rect" x="{left:.1f}" y="{top:.1f}" width="{wide:.1f}" height="{high:.1f}">{title}</rect>'


def _name(bar: Bar, middle: float) -> str:
    text = conditional_escape(bar.name)
    return f'<text class="yearly__name" x="{middle:.1f}" y="{HEIGHT - 5}" text-anchor="middle">{text}</text>'
