"""
Amounts as Polish offices write them, always ``Decimal``, never float.

What cannot be read with certainty is refused with its reason, so that a row waits for a human instead of carrying a
wrong sum into a chart.
"""

from __future__ import annotations

import re
from decimal import Decimal

from watchdog.core.text import fold, squash


class AmountError(ValueError):
    """A text that is meant as an amount and cannot be read as exactly one; the message says why, in Polish."""


MULTIPLES = {"tys": 1_000, "tysiac": 1_000, "tysiace": 1_000, "tysiecy": 1_000}
MULTIPLES |= {"mln": 1_000_000, "milion": 1_000_000, "miliony": 1_000_000, "milionow": 1_000_000}
MULTIPLES |= {"mld": 1_000_000_000, "miliard": 1_000_000_000, "miliardy": 1_000_000_000, "miliardow": 1_000_000_000}

NOTHING = {"", "-", "--", "brak", "nie dotyczy", "n/d", "nd", "x", "b/d"}
"""What stands in a cell that holds no amount."""

SILENT = {"zl", "zlotych", "zlote", "zloty", "pln", "brutto", "netto", "kwota", "wartosc"}
"""Words beside an amount that do not change it; „ok.” and „ponad” do, and are refused."""

_MINUS = re.compile(r"[\u2010-\u2015\u2212]")
_WORD = re.compile(r"[^\W\d_]+(?:[.:](?!\d))?")
_FIGURES = re.compile(r"(?P<open>\(\s*)?(?P<sign>[+-])?\s*(?P<figures>\d[\d\s.,']*|[.,]\d+)\s*(?P<close>\))?")


def parse_amount(text: str) -> Decimal | None:
    """Return the amount a text names, sign kept, without currency; ``None`` where the text says that there is none.

    Reads ``1 234 567,89 zł`` (any kind of space), ``1.234,50``, ``1,234.50``, ``1234.5``, ``-12 500,00``,
    ``(1 000,00)`` as negative, ``,02``, ``50,``, ``6 mln zł``, ``1 000 zł brutto``. Raises ``AmountError`` for
    ``1.234`` and ``1,234`` (a thousand, or one and a bit?), for two numbers, and for anything else.
    """
    plain = _MINUS.sub("-", squash(text).casefold())
    if plain in NOTHING:
        return None
    multiple = _multiple(_WORD.findall(plain), text)
    found = _FIGURES.fullmatch(_WORD.sub(" ", plain).strip())
    if not found or bool(found["open"]) != bool(found["close"]):
        raise AmountError(f"To nie jest jedna kwota: „{text.strip()[:60]}”.")
    amount = _number(found["figures"].strip(), text, exact=multiple == 1) * multiple
    negative = (found["sign"] == "-") != bool(found["open"])
    return -amount if negative else amount


def _multiple(words: list[str], text: str) -> int:
    """Return what „tys.”, „mln” or „mld” beside the figures makes of them; refuse any other word."""
    multiple = 1
    for word in (fold(word).rstrip(".:") for word in words):
        if word not in MULTIPLES and word not in SILENT:
            raise AmountError(f"Nieznane słowo przy kwocie: „{text.strip()[:60]}”.")
        multiple *= MULTIPLES.get(word, 1)
    return multiple


def _number(figures: str, text: str, *, exact: bool) -> Decimal:
    """Tell the decimal mark from the thousands mark; ``exact`` is false beside „mln”, where ``1,234`` is plain."""
    figures = re.sub(r"(?<=\d)[\s'](?=\d{3}(?!\d))", "", figures)
    marks = re.sub(r"\d", "", figures)
    if marks in {"", ".", ","}:
        if exact and re.fullmatch(r"[1-9]\d{0,2}[.,]\d{3}", figures):
            raise AmountError(f"Nie wiadomo, czy znak w „{text.strip()[:60]}” oddziela tysiące, czy grosze.")
        return Decimal(_dotted(figures.replace(",", ".")))
    thousands, decimal = marks[0], marks[-1]
    if " " in marks or (thousands == decimal and not _grouped(figures, thousands)):
        raise AmountError(f"To nie jest jedna kwota: „{text.strip()[:60]}”.")
    if thousands == decimal:
        return Decimal(figures.replace(thousands, ""))
    whole, _, fraction = figures.rpartition(decimal)
    if not _grouped(whole, thousands) or decimal in whole:
        raise AmountError(f"To nie jest jedna kwota: „{text.strip()[:60]}”.")
    return Decimal(_dotted(f"{whole.replace(thousands, '')}.{fraction}"))


def _grouped(figures: str, mark: str) -> bool:
    """Say whether the mark parts the figures into thousands („1.234.567”)."""
    return re.fullmatch(rf"\d{{1,3}}(?:{re.escape(mark)}\d{{3}})+", figures) is not None


def _dotted(figures: str) -> str:
    """Complete „,02” and „50,” to a number with figures on both sides, or none, of the mark."""
    return f"0{figures}" if figures.startswith(".") else figures.removesuffix(".")
