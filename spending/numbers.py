"""Numbers of contracts and notices in the form in which they are compared. Free of Django."""

from __future__ import annotations

from watchdog.core.text import NOT_WORD, fold


def number_key(number: str) -> str:
    """Return the letters and digits of a number, folded: „IR.272.1.2026” and „IR 272/1/2026” are one."""
    return NOT_WORD.sub("", fold(number))[:200]
