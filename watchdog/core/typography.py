"""Polish habits of setting numbers, dates and short words; the same figures in the English edition's form."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from django.utils import formats, timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

NBSP = "\u00a0"
MINUS = "\u2212"

_UNITS = (
    "zł|gr|%|proc|tys|mln|mld|r\\.|osób|osoby|osoba|godz|min|km|ha|m²|pkt|str|stycznia|lutego|marca|kwietnia|maja|"
    "czerwca|lipca|sierpnia|września|października|listopada|grudnia|\\d{3}(?!\\d)"
)
# One walk over the spaces of a text: what stands before each is looked at only then, so its width has to be known.
_TIED = re.compile(
    r" (?=\S)(?:(?<=(?<![\w<&/\-\u2011])(?i:[aiouwz]) )"
    rf"|(?<=\d )(?=(?:{_UNITS}))"
    r"|(?<=(?<!\w)(?i:art\.|poz\.) )|(?<=(?<!\w)(?i:pkt|ul\.) )|(?<=(?<!\w)(?i:nr|s\.) )|(?<=(?<!\w)§ ))"
)

ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC")),
    *((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)


def tie(text: str) -> str:
    """Put a no-break space after a, i, o, u, w, z, after „nr”, „art.”, „ul.”, and between a number and its unit."""
    return _TIED.sub(NBSP, text)


def number(value: Decimal | int, places: int = 0) -> str:
    """
    Return „1 234,5”: thousands parted by a no-break space, a real minus; in English „1,234.5”.

    What has more places is rounded half up, away from zero, as sums are on paper.
    """
    exact = Decimal(value)
    if not exact.same_quantum(_unit(places)) and exact.is_finite() and -int(exact.as_tuple().exponent) > places:
        exact = exact.quantize(_unit(places), ROUND_HALF_UP)
    thousands, point = _signs(get_language())
    whole, _point, part = f"{exact or 0:,.{places}f}".partition(".")
    whole = whole.replace("-", MINUS).replace(",", thousands)
    return f"{whole}{point}{part}" if part else whole


@lru_cache(maxsize=8)
def _unit(places: int) -> Decimal:
    """Return the smallest number of so many places."""
    return Decimal(1).scaleb(-places)


@lru_cache(maxsize=8)
def _signs(language: str | None) -> tuple[str, str]:
    """Return what a language writes between thousands, and before the parts of one."""
    thousands, point = (str(formats.get_format(name, language)) for name in ("THOUSAND_SEPARATOR", "DECIMAL_SEPARATOR"))
    return thousands, point


def money(value: Decimal | int) -> str:
    """Return „1 234,56 zł”."""
    return f"{number(value, 2)}{NBSP}zł"


def percent(part: int, whole: int) -> str:
    """Return „97,3 %”, rounded half up to one place; of nothing there is no share, so ``whole`` must not be 0."""
    share = (Decimal(part) * 1000 / whole + Decimal("0.5")) // 1 / 10
    return f"{number(share, 1)}{NBSP}%"


def long_date(day: date | datetime) -> str:
    """Return „12 czerwca 2014”, with the time where there is one („…, 14:05”, Europe/Warsaw)."""
    if isinstance(day, datetime):
        local = timezone.localtime(day) if timezone.is_aware(day) else day
        return _("%(date)s, %(time)s") % {"date": long_date(local.date()), "time": formats.date_format(local, "H:i")}
    return _long_date(day, get_language())


@lru_cache(maxsize=20_000)
def _long_date(day: date, language: str | None) -> str:
    """Write a day; lists say the same few thousand days again and again."""
    return formats.date_format(day, "j E Y").replace(" ", NBSP, 1)


def short_date(day: date | datetime) -> str:
    """Return „12.06.2014”, for narrow cells."""
    if isinstance(day, datetime):
        day = (timezone.localtime(day) if timezone.is_aware(day) else day).date()
    return f"{day:%d.%m.%Y}"


def roman(value: int) -> str:
    """Return „XLIV” for 44; raise ``ValueError`` outside 1 to 3999."""
    if not 0 < value < 4000:
        raise ValueError(f"no Roman numeral for {value}")
    numeral = ""
    for worth, letters in ROMAN:
        times, value = divmod(value, worth)
        numeral += letters * times
    return numeral
