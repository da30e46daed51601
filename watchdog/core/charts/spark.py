"""Shares in their order as a row of columns so small that it stands in a cell of a table, as inline SVG."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe


def spark(shares: Sequence[float | None], *, label: str) -> SafeString:
    """
    Draw a column for each share between 0 and 1, on the scale from nought to the whole; ``None`` leaves a gap.

    Several drawn of the same moments stand on one scale and compare. ``label`` says what they show; nothing is drawn
    of nothing.
    """
    if not any(each is not None for each in shares):
        return SafeString()
    told, wide = conditional_escape(label), len(shares)
    columns = "".join(f"M{at}.1 1V{1 - each:.3f}h.8V1z" for at, each in enumerate(shares) if each)
    noughts = "".join(f"M{at}.1 1h.8" for at, each in enumerate(shares) if each == 0)
    marks = f'<path class="spark__nought" d="{noughts}"/>' if noughts else ""
    return mark_safe(
        f'<svg class="spark" viewBox="0 0 {wide} 1" preserveAspectRatio="none" role="img" aria-label="{told}">'
        f'<title>{told}</title><path class="spark__edge" d="M0 0H{wide}M0 1H{wide}"/>'
        f'<path class="rect" d="{columns}"/>{marks}</svg>'
    )  # numbers, known class names and escaped words
