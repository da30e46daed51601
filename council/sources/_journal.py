"""
What the titles of a voivodeship's journal say: whose act it is, its number and day, what a ruling is about.

The title is printed by the office and stands in every answer of the journal's server; the server's own dates change
their meaning from answer to answer.
"""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from council.drafts import RulingEffect
from watchdog.cities import CityProfile
from watchdog.core.dates import parse_date
from watchdog.core.ids import resolution_number
from watchdog.core.text import fold, squash

_DAY = r"z\s+dnia\s+(?P<day>\d{1,2}\s+\w+\s+\d{4})\s*(?:r\.|roku|r\b)?\s*,?\s*"
RESOLUTION = re.compile(
    rf"uchwała\s+nr\.?\s*(?P<number>\S+)\s+(?P<council>rad[ay]\s.+?)\s+{_DAY}(?P<rest>.*)", re.IGNORECASE
)
RULING = re.compile(
    r"(?P<kind>rozstrzygnięcie\s+nadzorcze|wyrok)\s+(?:nr\.?\s*|sygn\.?\s*(?:akt\s*)?)*(?P<number>.*?)\s*"
    r"(?P<authority>wojewody|regionalnej\s+izby\s+obrachunkowej\s+w\s+\w+|naczelnego\s+sądu\s+administracyjnego"
    rf"|wojewódzkiego\s+sądu\s+administracyjnego\s+w\s+\w+)\b.*?{_DAY}(?P<rest>.*)",
    re.IGNORECASE,
)
CONCERNS = re.compile(r"\buchwał[yę]\s+nr\.?\s*(?P<number>[IVXLCDM]+\s*/\s*\d+\s*/\s*\d{2,4})\b", re.IGNORECASE)
WHOLE = re.compile(r"stwierdzeni[ae] nieważności (?:w całości )?uchwały", re.IGNORECASE)
PART = re.compile(r"stwierdzeni[ae] nieważności (?:w części|części|§|ust\.|pkt|załącznika)", re.IGNORECASE)


class Act(NamedTuple):
    """A resolution as its own title names it."""

    number: str
    day: date | None
    title: str


class Ruled(NamedTuple):
    """A supervisory ruling or a judgment as its own title names it."""

    authority: str
    number: str
    day: date | None
    resolution: str
    subject: str
    effect: RulingEffect


def act_of(title: str, city: CityProfile) -> Act | None:
    """Read the title of a resolution of the city's council; ``None`` for anybody else's and for other acts.

    A council that is merely mentioned further on (an agreement between two cities) is not the one that resolved.
    """
    found = RESOLUTION.fullmatch(squash(title))
    if found is None or fold(found["council"]) not in {fold(name) for name in city.council.names}:
        return None
    number = resolution_number(found["number"])
    return Act(str(number or found["number"]), _day(found["day"]), found["rest"] or squash(title))


def ruling_of(title: str, city: CityProfile) -> Ruled | None:
    """Read the title of a ruling on a resolution of the city's council; ``None`` for anything else."""
    found = RULING.fullmatch(squash(title))
    if found is None or not any(fold(name) in fold(found["rest"]) for name in city.council.names):
        return None
    concerns = CONCERNS.search(found["rest"])
    number = resolution_number(concerns["number"]) if concerns else None
    return Ruled(
        authority=_authority(squash(found["authority"]), city),
        number=found["number"].strip(" ,"),
        day=_day(found["day"]),
        resolution=str(number or ""),
        subject=found["rest"],
        effect=_effect(found["rest"]),
    )


def _authority(words: str, city: CityProfile) -> str:
    """Name who ruled as the portal does: „Wojewoda Śląski”, „RIO w Katowicach”, „WSA w Gliwicach”, „NSA”."""
    place = words.rpartition(" w ")[2]
    if fold(words) == "wojewody":
        return city.council.supervisor
    if fold(words).startswith("naczelnego"):
        return "NSA"
    return f"{'RIO' if fold(words).startswith('regionalnej') else 'WSA'} w {place}"


def _effect(words: str) -> RulingEffect:
    """Tell what the title says was done; most judgments' titles say nothing of it."""
    if PART.search(words):
        return RulingEffect.PARTLY_INVALID
    return RulingEffect.INVALID if WHOLE.search(words) else RulingEffect.UNKNOWN


def _day(text: str) -> date | None:
    """Read a day as titles write it; raise ``ValueError`` in Polish for one that cannot exist."""
    try:
        return parse_date(text)
    except ValueError as error:
        raise ValueError(f"Dzień „{text}” nie jest datą.") from error
