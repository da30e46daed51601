"""One bar of a row, as inline SVG: it starts at nought, and the number that it draws stands beside it in the table."""

from __future__ import annotations

from decimal import Decimal

from django.utils.safestring import SafeString, mark_safe


def bar(value: Decimal | int, largest: Decimal | int, *, second: bool = False) -> SafeString:
    """
    Draw ``value`` as a part of the width that ``largest`` fills; below nought there is no bar.

    ``second`` is the lighter tone, for another stage (a draft, a provisional figure).
    """
    width = max(0.0, min(100.0, 100 * float(value) / float(largest))) if largest else 0.0
    kind = "rect--2" if second else "rect"
    box = f'<rect class="{kind}" x="0" y="1" width="{width:.1f}" height="8"/>'
    shape = 'viewBox="0 0 100 10" height="14" preserveAspectRatio="none" aria-hidden="true" focusable="false"'
    return mark_safe(f"<svg {shape}>{box}</svg>")  # numbers and known class names
