"""
Numbers by which offices, registers and councils name things: resolutions, prints (druki), NIP, REGON, KRS.

A number is text. It is taken from the place where a document states it as its own; a number merely mentioned in a title
(the resolution being amended) is never taken for the document's own.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from stdnum.exceptions import ValidationError
from stdnum.pl import nip as nip_rules
from stdnum.pl import regon as regon_rules

from watchdog.core.text import squash

ROMAN = {"M": 1000, "CM": 900, "D": 500, "CD": 400, "C": 100, "XC": 90, "L": 50, "XL": 40, "X": 10, "IX": 9, "V": 5}
ROMAN |= {"IV": 4, "I": 1}
ROMAN_NUMBER = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
CENTURY_TURN = 90
"""Two-digit years from 90 on belong to the 1990s: self-government in its present form began in 1990."""

_RESOLUTION = re.compile(
    r"(?:uchwał[aeyęą]\s+)?(?:nr\.?\s*)?(?P<session>[IVXLCDM]+)\s*/\s*(?P<running>\d{1,4})\s*/\s*(?P<year>\d{4}|\d{2})\.?",
    re.IGNORECASE,
)
_SIGN = r"(?:[A-Z]{1,4}\s?-\s?)?\d{1,5}[A-Za-z]?(?:\s?/\s?\d{2,4})?"
_REPLACED = re.compile(rf"zamiast\s+druku\s+(?:nr\.?\s*)?(?P<sign>{_SIGN})", re.IGNORECASE)
_PRINT = re.compile(rf"\bdruk(?:u|iem)?\s+(?:nr\.?\s*)?(?P<sign>{_SIGN})", re.IGNORECASE)
_BARE_SIGN = re.compile(
    r"(?P<sign>\b[A-Z]{1,4}\s?-\s?\d{1,5}[A-Za-z]?\s?/\s?\d{2,4}|(?<=\()\s?[A-Z][A-Za-z]{1,3}[\s-]{1,2}\d{1,5}/\d{2,4})\b"
)
_KRS = re.compile(r"(?:KRS:?\s*)?(\d{10})", re.IGNORECASE)


class ResolutionNumber(NamedTuple):
    """A council resolution's number: session within the term, running number within the term, year."""

    session: int
    running: int
    year: int

    def __str__(self) -> str:
        return f"{int_to_roman(self.session)}/{self.running}/{self.year}"


class PrintReference(NamedTuple):
    """What a text says of the print (druk) it goes with; empty strings where it says nothing."""

    number: str = ""
    replaces: str = ""
    amended: bool = False


def roman_to_int(text: str) -> int:
    """Return the value of a well-formed Roman number in any case; raise ``ValueError`` for anything else (``IIII``)."""
    letters = text.strip().upper()
    if not letters or not ROMAN_NUMBER.fullmatch(letters):
        raise ValueError(f"not a Roman number: {text!r}")
    value = 0
    for symbol, worth in ROMAN.items():
        while letters.startswith(symbol):
            value += worth
            letters = letters[len(symbol) :]
    return value


def int_to_roman(number: int) -> str:
    """Return 1 to 3999 in Roman figures; raise ``ValueError`` outside that range."""
    if not 1 <= number <= 3999:
        raise ValueError(f"no Roman number for {number}")
    figures = ""
    for symbol, worth in ROMAN.items():
        figures += symbol * (number // worth)
        number %= worth
    return figures


def full_year(figures: str) -> int:
    """Return the year that two figures stand for (``25`` → 2025, ``92`` → 1992); more than two stand for themselves."""
    year = int(figures)
    if len(figures) > 2:
        return year
    return year + (1900 if year >= CENTURY_TURN else 2000)


def resolution_number(text: str) -> ResolutionNumber | None:
    """Read a text that *is* a resolution's number („Uchwała nr XXVI/275/25”); ``None`` if it merely holds one."""
    found = _RESOLUTION.fullmatch(squash(text))
    if not found or not ROMAN_NUMBER.fullmatch(found["session"].upper()):
        return None
    return ResolutionNumber(roman_to_int(found["session"]), int(found["running"]), full_year(found["year"]))


def print_reference(text: str) -> PrintReference:
    """Read print number, replaced print and „z autopoprawkami” from a title or from the note beside it.

    Knows ``(druk nr 495)``, ``druk nr 148/2024``, ``(DS-395/25)``, ``DS- 426/26`` and „zamiast druku nr 480”. Where
    several different signs stand („DS-25/24 i DS-26/24”) the text has no single print and the number stays empty.
    """
    text = squash(text)
    replaced = _REPLACED.search(text)
    rest = _REPLACED.sub(" ", text)
    signs = {_sign(found) for pattern in (_PRINT, _BARE_SIGN) for found in pattern.finditer(rest)}
    return PrintReference(
        number=signs.pop() if len(signs) == 1 else "",
        replaces=_sign(replaced) if replaced else "",
        amended="autopoprawk" in text.lower(),
    )


@lru_cache(maxsize=4096)
def nip(text: str) -> str | None:
    """Return the ten digits of a valid NIP in any usual spelling (dashes, spaces, ``PL``); ``None`` otherwise."""
    try:
        return str(nip_rules.validate(squash(text)))
    except ValidationError:
        return None


@lru_cache(maxsize=4096)
def regon(text: str) -> str | None:
    """Return the nine or fourteen digits of a valid REGON; ``None`` otherwise."""
    try:
        return str(regon_rules.validate(squash(text)))
    except ValidationError:
        return None


def krs(text: str) -> str | None:
    """Return the ten digits of a National Court Register number, which has no checksum; ``None`` otherwise."""
    found = _KRS.fullmatch(squash(text).replace(" ", ""))
    return found[1] if found and int(found[1]) else None


def _sign(found: re.Match[str]) -> str:
    sign = found["sign"].strip().upper()
    return re.sub(r"(?<=[A-Z])[\s-]+(?=\d)", "-", sign).replace(" ", "")
