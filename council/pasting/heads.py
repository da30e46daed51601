"""Heads over several drafts, „Podjęcie uchwał w sprawie:”, and the titles of what stands under them. Free of Django."""

from __future__ import annotations

import re

from watchdog.core.text import fold

HEAD = re.compile(r"\buchwal(?: w spraw(?:ie|ach))?$")
"""In folded text: how a head ends whose words belong to each item under it."""
SINGULAR = (
    (r"\bprojekty uchwał\b", "projekt uchwały"),
    (r"\bprojektów uchwał\b", "projektu uchwały"),
    (r"\bprojektami uchwał\b", "projektem uchwały"),
    (r"\buchwał\b", "uchwały"),
    (r"\bw sprawach\b", "w sprawie"),
)
OF_ITS_OWN = re.compile(r"(?:podjeci|rozpatrzeni|przyjeci|projekt|uchwal|glosowani|apel|stanowisk|informacj)\w*\b")
"""In folded text: how a title begins that needs no head."""


def is_head(text: str) -> bool:
    """Tell whether the items under these words are drafts that they name: „Projekty uchwał:”, „…w sprawie:”."""
    return text.rstrip().endswith(":") and bool(HEAD.search(fold(text).rstrip(" :.")))


def under(head: str, title: str) -> str:
    """Give the whole title of an item under a head: „Podjęcie uchwały w sprawie budżetu” of „budżetu”."""
    if OF_ITS_OWN.match(fold(title)):
        return title
    words = head.rstrip(" :.")
    for plural, singular in SINGULAR:
        found = re.search(plural, words, re.IGNORECASE)
        if found:
            words = f"{words[: found.start()]}{_cased(found[0], singular)}{words[found.end() :]}"
    goes_on = re.match(r"(?:w sprawie|zmieniając|uchylając|o )", title, re.IGNORECASE)
    if goes_on:
        words = re.sub(r"\s+w sprawie$", "", words)
    return f"{words} {title}"


def _cased(printed: str, words: str) -> str:
    return words[:1].upper() + words[1:] if printed[:1].isupper() else words
