"""
Rows of a table drawn from one template that is rendered once.

A row's template holds only ``{{ row.… }}``, without filters and conditions: those stand in the presenter, whose rows
hold every cell as text or as safe HTML. The rest of it (tags, labels, translations) is the same in each row, so it is
kept as text with gaps, and fifty rows cost as much as one did.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from html import escape
from operator import attrgetter
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
    form, cells_of = pattern(template, get_language())
    drawn = [form % tuple(map(_escaped, cells_of(row))) for row in rows]
    return mark_safe("".join(drawn))  # the template's own text, and cells escaped in the line above


def _escaped(cell: Any) -> str:
    """Do what ``conditional_escape`` does, at once for a text and for one that is marked as safe."""
    kind = type(cell)
    return cell if kind is SafeString else escape(cell) if kind is str else conditional_escape(cell)


@lru_cache(maxsize=256)
def _pattern(template: str, language: str | None) -> tuple[str, Callable[[Any], Iterable[Any]]]:
    """Return a row as a format with ``%s`` for each gap, and what takes the cells from a row, in that order."""
    pieces = _GAP.split(render_to_string(template, {"row": _Gaps()}))
    texts = (text.replace("%", "%%") for text in pieces[::2])
    names = pieces[1::2]
    return "%s".join(texts), attrgetter(*names) if len(names) > 1 else lambda row: [getattr(row, *names)]
