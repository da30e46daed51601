"""
What stands in one cell, read as a person meant it; what cannot be read so says why, in Polish. Free of Django.

Each reader takes a text that is not empty and raises ``ValueError`` with words for the person.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import date, datetime, time
from typing import Any, TypeAlias
from urllib.parse import urlsplit

from watchdog.core.dates import from_excel, parse_date, parse_datetime
from watchdog.core.text import fold

Read: TypeAlias = Callable[[str], Any]

NOTHING = {"", "-", "–", "—"}
"""What people put into a cell that says nothing."""
SHOWN = 60
"""Letters of a wrong cell that an error repeats."""


def quoted(text: str) -> str:
    """Repeat what stands in a cell, shortened."""
    return f"„{text[:SHOWN]}…”" if len(text) > SHOWN else f"„{text}”"


def text(cell: str) -> str:
    return cell


def day(cell: str) -> date:
    """Read a day as ``parse_date`` does, or as Excel counts days."""
    with suppress(ValueError):
        found = from_excel(cell) if cell.isdecimal() and len(cell) == 5 else parse_date(cell)
        if found:
            return found
    raise ValueError(f"to nie jest data ({quoted(cell)})")


def moment(cell: str) -> date | datetime:
    """Read a day, with its hour where it has one."""
    with suppress(ValueError):
        found = parse_datetime(cell)
        if found:
            return found
    return day(cell)


def days(cell: str) -> tuple[date, ...]:
    """Read several days parted by commas or semicolons."""
    parts = [part.strip() for part in cell.replace(";", ",").split(",")]
    return tuple(sorted({day(part) for part in parts if part}))


def hour(cell: str) -> time:
    """Read an hour: ``9:00``, ``09.30``, ``10``."""
    parts = cell.lower().removeprefix("godz.").strip().replace(".", ":").split(":")
    with suppress(ValueError):
        return time(int(parts[0]), int(parts[1]) if len(parts) > 1 else 0)
    raise ValueError(f"to nie jest godzina ({quoted(cell)})")


def number(cell: str) -> int:
    """Read a whole number that is not negative, with spaces between thousands."""
    bare = "".join(cell.split())
    if not (bare.isascii() and bare.isdecimal() and len(bare) < 10):
        raise ValueError(f"to nie jest liczba całkowita ({quoted(cell)})")
    return int(bare)


def yes(cell: str) -> bool:
    """Read „tak” or „nie”, in the words that people and programs use."""
    answers = {"tak": True, "t": True, "true": True, "1": True, "x": True}
    answers |= {"nie": False, "n": False, "false": False, "0": False}
    if fold(cell) not in answers:
        raise ValueError(f"może tu stać tylko „tak” albo „nie”, a jest {quoted(cell)}")
    return answers[fold(cell)]


def address(cell: str) -> str:
    """Read the address of a page; pages link to it, so it must be one of the web."""
    with suppress(ValueError):
        parts = urlsplit(cell)
        if parts.scheme in ("http", "https") and parts.hostname and " " not in cell:
            return cell
    raise ValueError(f"to nie jest adres strony (https://…): {quoted(cell)}")


def listed(cell: str) -> tuple[str, ...]:
    """Read several texts parted by semicolons; commas part them only where there are no semicolons."""
    parts = cell.split(";") if ";" in cell else cell.split(",")
    return tuple(part.strip() for part in parts if part.strip())


def one_of(choices: Mapping[str, Any], offered: Iterable[str] = ()) -> Read:
    """Make a reader of one of several words, case and diacritics forgiven; an error names those ``offered``, or all."""
    known = {fold(word): value for word, value in choices.items()}

    def read(cell: str) -> Any:
        key = fold(cell).strip(" .").replace("_", " ")
        if key not in known:
            words = ", ".join(f"„{word}”" for word in offered or choices)
            raise ValueError(f"może tu stać tylko: {words}; jest {quoted(cell)}")
        return known[key]

    return read
