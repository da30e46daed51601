"""Places in a recording: „1:02:05” in documents and on pages, seconds from its beginning in records. Free of Django."""

from __future__ import annotations

import re

CLOCK = re.compile(r"(?:(?P<hours>\d{1,2}):)?(?P<minutes>\d{1,3}):(?P<seconds>[0-5]\d)(?:[.,]\d{1,3})?")
WORDS = re.compile(
    r"(?:(?P<hours>\d{1,2})\s*h\w*[ :,]*)?(?P<minutes>\d{1,3})\s*min\w*\.?[ :,]*(?:(?P<seconds>\d{1,2})\s*s\w*\.?)?"
)


def seconds_of(text: str) -> int:
    """Read „12:05”, „1:02:05”, „12:05.820” or „55min:30s” as whole seconds; raise ``ValueError`` for anything else."""
    found = CLOCK.fullmatch(text.strip()) or WORDS.fullmatch(text.strip().lower())
    if not found:
        raise ValueError(f"„{text}” nie jest miejscem w nagraniu; napisz na przykład 12:05 albo 1:02:05.")
    hours, minutes, seconds = (int(found[part] or 0) for part in ("hours", "minutes", "seconds"))
    if seconds > 59 or (found["hours"] and minutes > 59):
        raise ValueError(f"„{text}”: minut i sekund jest najwyżej 59.")
    return hours * 3600 + minutes * 60 + seconds


def clock(seconds: int) -> str:
    """Write seconds as „12:05” or „1:02:05”."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
