"""The counters that prints set out in words, „ZA: 20, PRZECIW: 11, BRAK GŁOSU: 2”, by the names of ``Official``."""

from __future__ import annotations

import re

from council.checks import COUNTERS
from council.labels import choice_of
from watchdog.core.text import fold

COUNTER = re.compile(r"(?P<label>[a-z][a-z ]*?)\s*:\s*(?P<count>\d+)\b")
"""One counter of a folded line."""
PRESENT = ("obecni", "obecny", "obecna")


def counters_in(text: str) -> dict[str, int]:
    """Read the counters of a folded text; the first of each kind counts, words that are no counter are passed over."""
    counters: dict[str, int] = {}
    for found in COUNTER.finditer(text):
        counter = counter_of(found["label"])
        if counter:
            counters.setdefault(counter, int(found["count"]))
    return counters


def counter_of(label: str) -> str:
    """Name the counter that belongs to a printed word; empty for a word that counts nothing we know."""
    if fold(label) in PRESENT:
        return "present"
    if fold(label).startswith("uprawnien"):
        return "eligible"
    choice = choice_of(label)
    return COUNTERS[choice][0] if choice in COUNTERS else ""
