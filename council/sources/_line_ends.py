"""How printed lines run on: prose and names that were wrapped, with or without a hyphen at the line's end."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import reduce

HYPHENS = "-\u2010\u2011"


def joined(rows: Iterable[str]) -> str:
    """Join lines of prose; one that ends in a hyphen runs on without a space („(DS-” + „418/25)”)."""
    text = ""
    for row in rows:
        text = f"{text}{row}" if not text or _is_hyphened(text) else f"{text} {row}"
    return text


def joined_name(rows: Iterable[str]) -> str:
    """Join the lines of a name."""
    return reduce(run_on, rows, "")


def run_on(before: str, text: str) -> str:
    """Join two lines of names: a hyphen of a double name stays, one that only divides a word does not."""
    if _is_hyphened(before) and text[:1].islower():
        return f"{before[:-1]}{text}"
    if not before or _is_hyphened(before) or text[:1] in HYPHENS:
        return f"{before}{text}"
    return f"{before} {text}"


def _is_hyphened(text: str) -> bool:
    return bool(re.search(rf"\w[{HYPHENS}]$", text))
