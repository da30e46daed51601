"""Columns that several tables of the council's records have."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any

from council.drafts import BodyKind, MeetingRef
from watchdog.backroom.importing import cells
from watchdog.backroom.importing.columns import Column
from watchdog.core.ids import roman_to_int
from watchdog.core.text import fold

MOST_SESSIONS = 200
"""No term of ours has had so many; a larger number is a slip."""


def term(cell: str) -> str:
    """Read a term however its years are joined: ``2018–2024``, ``2018/2024``."""
    years = [part for part in "".join(c if c.isdecimal() else " " for c in cell).split() if len(part) == 4]
    if len(years) != 2:
        raise ValueError(f"kadencję wpisuje się latami, np. 2018-2024; jest {cells.quoted(cell)}")
    return "-".join(years)


def session(cell: str) -> int:
    """Read a session's number in Roman or Arabic figures, with or without the year („XLIV/2014”)."""
    bare = cell.partition("/")[0].strip(" .")
    with suppress(ValueError):
        number = roman_to_int(bare.upper()) if bare.isalpha() else cells.number(bare)
        if 1 <= number <= MOST_SESSIONS:
            return number
    raise ValueError(f"to nie jest numer sesji ({cells.quoted(cell)})")


def body(cell: str) -> str:
    """Read whose meeting it is: empty for the council itself, else the committee's name."""
    return "" if fold(cell).startswith("rada ") or fold(cell) == "rada" else cell


TERM = Column("kadencja", "term", "Lata kadencji, np. 2018-2024.", term, True, "2010-2014", ("terms", "kadencje"))
COUNCIL_TERM = Column("kadencja", "term", "Lata kadencji; można pominąć, gdy jest data.", term, False, "2010-2014")
SESSION = Column(
    "sesja",
    "session",
    "Numer sesji, rzymski albo arabski.",
    session,
    example="XLIV",
    also=("nr sesji", "numer sesji", "posiedzenie"),
)
BODY = Column(
    "organ",
    "body",
    "Puste albo „Rada Miasta”: sesja rady; pełna nazwa komisji: posiedzenie komisji.",
    body,
    also=("komisja",),
)
ADDRESS = Column(
    "źródło",
    "address",
    "Adres strony, na której to ogłoszono (https://…).",
    cells.address,
    example="https://bip.gliwice.eu/rada-miasta",
    also=("adres źródła", "adres publikacji", "link"),
)
NOTE = Column("nasze uwagi", "note", "O tym, co wątpliwe; będą publiczne, obok zapisu.", also=("nasza uwaga",))
TRACE = (ADDRESS, NOTE)
"""Every table ends with these."""


def meeting(values: Mapping[str, Any]) -> MeetingRef:
    """Say which meeting a row belongs to."""
    day = values.get("day")
    committee = values.get("body", "")
    return MeetingRef(
        kind=BodyKind.COMMITTEE if committee else BodyKind.COUNCIL,
        committee=committee,
        term=values.get("term", ""),
        number=values.get("session"),
        day=day.date() if isinstance(day, datetime) else day,
    )


def picked(values: Mapping[str, Any], *fields: str) -> dict[str, Any]:
    """Give the named values that a row has, with where it stands and what every row may add."""
    return {name: values[name] for name in (*fields, "place", "address", "note") if name in values}
