"""
The server of a voivodeship's electronic journal, with the ways of the real one.

A year comes whole, whatever the question asks to narrow it; a journal that it does not know is answered with 200 and an
object of its own; the two dates of an act change places between a year's list and the act's own record; a date that is
not known is the first day of the first year.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from tests.fakes.office import Office, Page

SITE = "https://dzienniki.slask.eu"
JOURNAL = "POL_WOJ_SL"
NOTHING = "0001-01-01T00:00:00"
UNKNOWN = {"code": "WDU_D", "name": "", "years": []}


@dataclass
class Act:
    """An act of the journal: what it is called, its own day, the day of the issue, and what befell it."""

    year: int
    position: int
    title: str
    dated: str
    issued: str
    invalid: bool = False
    partly: bool = False
    related: tuple[tuple[int, int], ...] = ()


def publish(office: Office, *acts: Act, journal: str = JOURNAL) -> None:
    """Let the office's server answer as the journal that holds these acts."""
    years = sorted({act.year for act in acts})
    office.pages["/api/eli/acts"] = _json([{"code": journal, "years": years}])
    for year in years:
        items = [_item(act) for act in acts if act.year == year]
        answer = {"items": items, "offset": 0, "count": len(items), "totalCount": len(items)}
        office.pages[f"/api/eli/acts/{journal}/{year}"] = _json(answer)
    for act in acts:
        office.pages[f"/api/eli/acts/{journal}/{act.year}/{act.position}"] = _json(record(act))
        place = f"year={act.year}&journal=0&position={act.position}"
        office.pages[f"/api/legalact?{place}"] = _json(register(act))


def record(act: Act, **changes: Any) -> dict[str, Any]:
    """Give an act as its own address answers: ``announcementDate`` is the act's day, ``promulgation`` the issue's."""
    return (
        _common(act) | {"announcementDate": act.dated, "promulgation": act.issued, "entryIntoForce": NOTHING} | changes
    )


def register(act: Act) -> dict[str, Any]:
    """Give an act as the journal's register answers."""
    related = [{"Year": year, "Position": position} for year, position in act.related]
    return {
        "Title": act.title,
        "ActDate": act.dated,
        "PublicationDate": act.issued,
        "ActStatus": {"IsInvalid": act.invalid, "IsPartialInvalid": act.partly, "Description": "z rejestru"},
        "ActRelations": [{"RelationType": "FullDecision", "LegalActsRelated": related}] if related else [],
    }


def _item(act: Act) -> dict[str, Any]:
    """Give an act as a year's list holds it: the two dates stand the other way round."""
    return _common(act) | {"announcementDate": act.issued, "promulgation": act.dated}


def _common(act: Act) -> dict[str, Any]:
    return {"publisher": JOURNAL, "year": act.year, "pos": act.position, "title": act.title, "inForce": 0}


def _json(answer: Any) -> Page:
    return Page(json.dumps(answer).encode(), headers={"Content-Type": "application/json"})
