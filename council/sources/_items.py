"""The item of an agenda that a question names first: „7. Uchwała w sprawie …”, „12.3a) …”."""

from __future__ import annotations

import re

ITEM = re.compile(r"(?P<label>\d{1,3}(?:\.\d{1,2})?\s?[A-Za-z]?)\s?[.)](?!\d)")


def item_of(subject: str) -> str:
    """Return the item's label without spaces; empty for a question that begins with none."""
    found = ITEM.match(subject)
    return found["label"].replace(" ", "") if found else ""
