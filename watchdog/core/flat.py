"""
Rows of a table drawn from one template that is rendered once.

A row's template holds only ``{{ row.… }}``, without filters and conditions: those stand in the presenter, whose rows
hold every cell as text or as safe HTML. The rest of it (tags, labels, translations) is the same in each row, so it is
kept as text with gaps, and fifty rows cost as much as one did.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

_GAP = re.compile("\x02([a-z_]+)\x03")


class _Gaps(dict[str, str]):
    """A row of which every cell is a gap."""

    def __missing__(self, name: str) -> str:
        return SafeString(f"\x02{name}\x03")


def flat(rows: Iterable[Any], template: str) -> SafeString:
    """``{% flat rows "spending/_contract_row.html" %}``: the template for each row, its gaps filled and escaped."""
    pattern = _pattern.__wrapped__ if settings.DEBUG else _pattern
    texts, names = pattern(template, get_language())
    drawn: list[str] = []
    for row in rows:
        for text, name in zip(texts, names, strict=False):
            drawn += (text, conditional_escape(getattr(row, name)))
        drawn.append(texts[-1])
    return mark_safe("".join(drawn))  # the template's own text, and cells escaped in the line above


@lru_cache(maxsize=256)
def _pattern(template: str, language: str | None) -> tuple[list[str], list[str]]:
    """Return the texts between the gaps of a row, and the names of the gaps; the language only tells rows apart."""
    pieces = _GAP.split(render_to_string(template, {"row": _Gaps()}))
    return pieces[::2], pieces[1::2]
