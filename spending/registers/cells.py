"""
What stands in one cell of a register: days, codes, numbers.

What cannot be read is left out and doubted beside the record, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from functools import lru_cache

from watchdog.core.dates import SENTINELS, from_excel, is_future, parse_date
from watchdog.core.ids import krs, nip, regon
from watchdog.core.text import fold
from watchdog.ingest.source import Finding

NOTHING = frozenset({"", "-", "--", "–", "—", "brak", "nie dotyczy", "nie dot", "n/d", "nd", "b/d", "x", "null", "."})
"""What people put into a cell that says nothing, folded."""
LONGEST_NOTHING = 40
SHORT = 200
"""Letters that a field of few words keeps."""
QUOTED = 60
ISO = re.compile(r"\d{4}-\d\d-\d\d")
GARBLED = re.compile(
    "[\u0153\u0152\ufffd]|[\u0102\u0139\xc4\xc3\xc5][\x80-\xbf\u2018-\u203a\u0104-\u017e]|\\b[a-z\u0105-\u017c]+\u0161[a-z\u0105-\u017c]*\\b"
)
"""Letters that Polish has not, as other encodings make them of its own: „œ” of „ś”, „Ĺ‚” of „ł”, „š” within a word."""
LENGTHS = {"dzial": 3, "rozdzial": 5}
CHECKS: dict[str, tuple[str, Callable[[str], str | None]]] = {
    "nip": ("NIP", nip),
    "regon": ("REGON", regon),
    "krs": ("KRS", krs),
}


@lru_cache(maxsize=4096)
def folded(cell: str) -> str:
    """Fold a cell of few words, which a register repeats in thousands of rows."""
    return fold(cell)


def says_nothing(cell: str, also: frozenset[str] = frozenset()) -> bool:
    """Tell whether a cell is empty or holds what stands for nothing; ``also`` are further such words, folded."""
    if not cell or len(cell) > LONGEST_NOTHING:
        return not cell
    return folded(cell) in NOTHING or folded(cell) in also


def short(text: str) -> str:
    """Cut what is longer than a field of few words."""
    return text if len(text) <= SHORT else f"{text[: SHORT - 1].rstrip()}…"


def quoted(text: str) -> str:
    """Repeat what stands in a cell, shortened."""
    return f"„{text[:QUOTED]}…”" if len(text) > QUOTED else f"„{text}”"


def day_of(cell: str) -> date | None:
    """Read a day in any form, also as Excel counts days; ``None`` for nothing; raise ``ValueError`` in Polish."""
    if ISO.fullmatch(cell):
        with suppress(ValueError):
            found = date.fromisoformat(cell)
            return None if found in SENTINELS else found
    if says_nothing(cell):
        return None
    with suppress(ValueError):
        whole = cell.removesuffix(".0")
        day = from_excel(whole) if whole.isdecimal() and len(whole) == 5 else parse_date(cell)
        if day is not None or any(str(year) in cell for year in ("0001", "1900", "9999")):
            return day
    raise ValueError(f"to nie jest data ({quoted(cell)})")


def later(day: date | None, what: str, place: str, today: date) -> list[Finding]:
    """Doubt a day that has not come yet; it stays as it is printed."""
    if day is None or not is_future(day, today):
        return []
    return [Finding(code="future_date", text=f"{what}: {day:%d.%m.%Y} leży w przyszłości.", place=place)]


def number_of(cell: str, kind: str, place: str) -> tuple[str, list[Finding]]:
    """Read a NIP, a REGON or a KRS; one that is wrong is left out and doubted."""
    label, check = CHECKS[kind]
    if says_nothing(cell):
        return "", []
    found = check(_whole(cell))
    if found:
        return found, []
    text = f"{label} {quoted(cell)} jest błędny (nie zgadza się cyfra kontrolna albo długość); pominięto sam numer."
    return "", [Finding(code="wrong_number", text=text, place=place)]


def codes_of(cells: dict[str, str], place: str) -> tuple[dict[str, str], list[Finding]]:
    """Read dział, rozdział and paragraf as text, with the zeros that a spreadsheet took; odd ones are left out."""
    found: dict[str, str] = {}
    odd = []
    for name, cell in cells.items():
        figures = _whole(cell).replace(" ", "")
        if says_nothing(cell):
            continue
        wanted = LENGTHS.get(name)
        if wanted and figures.isdecimal() and wanted - 1 <= len(figures) <= wanted:
            found[name] = figures.zfill(wanted)
        elif not wanted and figures.isdecimal() and len(figures) in (3, 4):
            found |= {"paragraf": figures[:3], "financing": figures[3:]}
        else:
            odd.append(cell)
    if "dzial" in found and not found.get("rozdzial", found["dzial"]).startswith(found["dzial"]):
        odd += [found.pop("dzial"), found.pop("rozdzial")]
    text = f"Klasyfikacja budżetowa {', '.join(map(quoted, odd))} nie daje się odczytać; pominięto ją."
    return found, [Finding(code="wrong_classification", text=text, place=place)] if odd else []


def garbled(texts: list[str], place: str) -> list[Finding]:
    """Doubt a row whose letters were spoilt before the file was made; it is shown as it stands."""
    if not any(GARBLED.search(text) for text in texts):
        return []
    text = "Tekst zawiera znaki zepsute przez złe kodowanie (na przykład „š” zamiast „ą”)."
    return [Finding(code="garbled_text", text=text, place=place)]


def _whole(cell: str) -> str:
    """Take off what a spreadsheet adds to a number that it keeps as a fraction („75023.0”)."""
    return re.sub(r"[.,]0$", "", cell.strip())
