"""How an item of an agenda begins: „1.”, „1)”, „9.2a”, „IV.”, „a)”, „–”, „Ad. 1”. Free of Django."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from watchdog.core.ids import roman_to_int


class Kind(Enum):
    """What an item is numbered by."""

    ROMAN = "roman"
    NUMBER = "number"
    LETTER = "letter"
    BULLET = "bullet"


@dataclass(frozen=True)
class Marker:
    """What stands before an item's words."""

    kind: Kind
    label: str
    """As printed, without blanks and the closing dot or bracket; empty for a bullet."""
    value: int
    """The figure that is counted on: 10 of „10a”, 2 of „9.2”, 3 of „c)”; 0 for a bullet."""
    closing: str
    """The dot or bracket behind it; empty where there is none."""
    rest: str
    """The item's words on the same line."""

    @property
    def plain(self) -> bool:
        """Whether it is one number and nothing more: „7.”, not „7a.” or „7.1.”."""
        return self.kind is Kind.NUMBER and self.label.isdecimal()


AD = r"(?:(?:ad\.?|pkt\.?|punkt)\s*(?:(?:pkt\.?|punktu)\s*)?)"
NUMBER = re.compile(
    rf"(?P<ad>{AD})?\(?(?P<label>\d{{1,3}}(?:\.\d{{1,2}}){{0,3}}\s?[a-z]?)(?P<closing>\s?[.)]{{1,2}}(?!\d)|(?=\s|$))"
    r"\s*[-–:]?\s*(?P<rest>.*)",
    re.IGNORECASE,
)
ROMAN = re.compile(rf"{AD}?(?P<label>[IVXLC]{{1,7}})(?P<closing>[.)])\s*(?P<rest>.*)")
LETTER = re.compile(r"(?P<label>[a-z])(?P<closing>[.)])\s*(?P<rest>\S.*)")
BULLET = re.compile(r"(?:[-–—−•·▪▫●○◦■□►➢*\uf0b7\uf0a7\uf02d]|o(?=\s))\s*(?P<rest>[^\s\d].*)")
LABEL_ALONE = re.compile(r"\d{1,3}\s?[a-z]?|\d{1,3}(?:\.\d{1,2})+\s?[a-z]?", re.IGNORECASE)


def marker_of(text: str, *, bare: bool = False) -> Marker | None:
    """Read what an item begins with; ``None`` for a line that begins with words.

    ``bare`` takes a number without a dot for one, as in a column of a table.
    """
    return _number(text, bare=bare) or _roman(text) or _letter(text) or _bullet(text)


def _number(text: str, *, bare: bool) -> Marker | None:
    found = NUMBER.match(text)
    if not found:
        return None
    label, closing = found["label"].replace(" ", "").lower(), found["closing"].strip()
    # „9.2 Debata” needs no dot and „Ad 1 Otwarcie” none either; „12 radnych” is no item.
    if not closing and not (bare or found["ad"] or ("." in label and found["rest"][:1].isupper())):
        return None
    value = int(re.findall(r"\d+", label)[-1])
    return Marker(Kind.NUMBER, label, value, closing[:1], found["rest"])


def _roman(text: str) -> Marker | None:
    found = ROMAN.match(text)
    try:
        return (
            Marker(Kind.ROMAN, found["label"], roman_to_int(found["label"]), found["closing"], found["rest"])
            if found
            else None
        )
    except ValueError:
        return None


def _letter(text: str) -> Marker | None:
    found = LETTER.match(text)
    if not found:
        return None
    return Marker(Kind.LETTER, found["label"], ord(found["label"]) - ord("a") + 1, found["closing"], found["rest"])


def _bullet(text: str) -> Marker | None:
    found = BULLET.match(text)
    return Marker(Kind.BULLET, "", 0, "", found["rest"]) if found else None
