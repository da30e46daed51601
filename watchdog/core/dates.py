"""
Dates as Polish offices write them.

Every form is read as the day the office meant; a day that cannot exist raises, a text that is no date is ``None``, and
a date in the future is returned as it stands: the caller says so beside the record (finding ``future_date``).
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from watchdog.core.ids import full_year, roman_to_int
from watchdog.core.text import fold

WARSAW = ZoneInfo("Europe/Warsaw")

MONTHS = {
    stem: month
    for month, stems in enumerate(
        (
            ("styczen", "stycznia", "sty"),
            ("luty", "lutego", "lut"),
            ("marzec", "marca", "mar"),
            ("kwiecien", "kwietnia", "kwi"),
            ("maj", "maja"),
            ("czerwiec", "czerwca", "cze"),
            ("lipiec", "lipca", "lip"),
            ("sierpien", "sierpnia", "sie"),
            ("wrzesien", "wrzesnia", "wrz"),
            ("pazdziernik", "pazdziernika", "paz"),
            ("listopad", "listopada", "lis"),
            ("grudzien", "grudnia", "gru"),
        ),
        start=1,
    )
    for stem in stems
}
"""Nominative, genitive and the three-letter form, folded."""

SENTINELS = {date(1, 1, 1), date(1900, 1, 1), date(9999, 12, 31)}
"""What systems write where they know no date."""

EXCEL_EPOCH = date(1899, 12, 30)
"""Day 0 of Excel's 1900 system as it works from 1 March 1900 on (it counts a 29 February 1900 that never was)."""

_WEEKDAY = r"(?:poniedzialek|wtorek|sroda|czwartek|piatek|sobota|niedziela)"
_BEFORE = re.compile(rf"^(?:(?:z\s+|w\s+)?dni(?:a|u)\s+|dn\.?\s*|{_WEEKDAY}\s*,?\s+)")
_AFTER = re.compile(r"\s*(?:r\.?|roku)?\s*[.,;]?$")
_TIME = re.compile(
    r"[\s,t]+(?:(?:o\s+)?g(?:odz)?\.?\s*(?P<spoken>\d{1,2})[:.]|(?P<hour>\d{1,2}):)(?P<minute>\d{2})(?::\d{2}(?:\.\d+)?)?$"
)
_ISO = re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})")
_DOTTED = re.compile(r"(?P<day>\d{1,2})\s?[./-]\s?(?P<month>\d{1,2})\s?[./-]\s?(?P<year>\d{4}|\d{2})")
_WORDED = re.compile(r"(?P<day>\d{1,2})[\s.-]+(?P<word>[a-z]+)[\s.-]+(?P<year>\d{4}|\d{2})")


def parse_date(text: str) -> date | None:
    """Return the day a text names: ``2026-01-07``, ``7.01.2026 r.``, ``26-03-2026``, „14 marca 2024 r.”, „12 III 2020”.

    A time behind the day is allowed and dropped; ``None`` for a text that is no date and for the sentinels of computer
    systems (``0001-01-01``). Raises ``ValueError`` for a day that cannot exist (``31.02.2024``).
    """
    moment = _with_offset(text)
    return moment.date() if moment else _day(_without_time(fold(text))[0])


def parse_datetime(text: str) -> datetime | None:
    """Return day and minute, naive, Europe/Warsaw: ``25.09.2025 12:11``, „2025-12-17, 09:12”; ``None`` without a time.

    A moment written with its offset (``2026-01-05 14:39:25+01``, ``…Z``) is turned to Warsaw's clock.
    Raises ``ValueError`` for a day or an hour that cannot exist.
    """
    moment = _with_offset(text)
    if moment:
        return moment.replace(second=0, microsecond=0)
    rest, time = _without_time(fold(text))
    day = _day(rest)
    if day is None or time is None:
        return None
    return datetime(day.year, day.month, day.day, *time)  # noqa: DTZ001 - printed local time, naive by contract


def from_excel(serial: int | float | str) -> date:
    """Return the day of an Excel serial of the 1900 system (46037 → 2026-01-15); the fraction is a time and is dropped.

    Raises ``ValueError`` for text that is no number and for serials before 1 March 1900 (61) or after 2199.
    """
    number = int(float(serial))
    if not 61 <= number <= 109_574:
        raise ValueError(f"not an Excel date: {serial!r}")
    return EXCEL_EPOCH + timedelta(days=number)


def today() -> date:
    """Return the current day in Warsaw."""
    return datetime.now(WARSAW).date()


def is_future(day: date | datetime, now: date | None = None) -> bool:
    """Say whether a day lies after today (Warsaw), that is whether a document dated so must hold a slip of the pen."""
    return (day.date() if isinstance(day, datetime) else day) > (now or today())


def _with_offset(text: str) -> datetime | None:
    """Read an ISO moment that names its offset from UTC; ``None`` for everything else."""
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return moment.astimezone(WARSAW).replace(tzinfo=None) if moment.tzinfo else None


def _without_time(text: str) -> tuple[str, tuple[int, int] | None]:
    found = _TIME.search(text)
    if not found:
        return text, None
    return text[: found.start()], (int(found["hour"] or found["spoken"]), int(found["minute"]))


def _day(text: str) -> date | None:
    text = _AFTER.sub("", _BEFORE.sub("", text.strip()))
    found = _ISO.fullmatch(text) or _DOTTED.fullmatch(text) or _WORDED.fullmatch(text)
    if not found:
        return None
    parts = found.groupdict()
    month = int(parts["month"]) if "month" in parts else _month(parts["word"])
    if month is None:
        return None
    day = date(full_year(parts["year"]), month, int(parts["day"]))
    return None if day in SENTINELS else day


def _month(word: str) -> int | None:
    if word in MONTHS:
        return MONTHS[word]
    try:
        month = roman_to_int(word)
    except ValueError:
        return None
    return month if month <= 12 else None
