"""
The servers of eSesja, posiedzenia.pl and radni.info on loopback, with the manners of the real ones.

eSesja sends windows-1250 and says so in the page alone, and beyond the end of a list its last page again;
posiedzenia.pl answers only to the cookie of its first page, and with status 200 to everyone else; radni.info spells
``isAbsteined``. A test writes meetings down and publishes them, then changes what it likes and publishes again.
"""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from tests.fakes.office import Office, Page

ESESJA_HEADINGS = ("ZA", "PRZECIW", "WSTRZYMUJĘ SIĘ", "BRAK GŁOSU", "NIEOBECNI")
COOKIE = "PHPSESSID_miasto=w4lk"


@dataclass
class Vote:
    """A vote: its number in the system, its question, and the names under each of ``ESESJA_HEADINGS``."""

    id: int
    question: str
    names: dict[str, list[str]] = field(default_factory=dict)
    kind: str = "jawnego"
    counters: dict[str, int] = field(default_factory=dict)
    """The counters that the system states, where they are not the numbers of names."""
    resolution: str = ""

    def count(self, heading: str) -> int:
        return self.counters.get(heading, len(self.names.get(heading, [])))


@dataclass
class Meeting:
    id: int
    title: str
    day: str
    """ISO day; the title names it in words where the system does."""
    votes: list[Vote] = field(default_factory=list)


def esesja(office: Office, meetings: list[Meeting], per_page: int = 2) -> None:
    """Publish meetings, newest first, on pages of a list that repeats its last page for ever."""
    pages = [meetings[start : start + per_page] for start in range(0, len(meetings), per_page)] or [[]]
    for number, shown in enumerate([*pages, pages[-1], pages[-1]], start=1):
        path = "/glosowania" if number == 1 else f"/glosowania/{number}"
        links = [f"<p><a href='/listaglosowan/{_uuid(each)}'>{each.title}</a></p>" for each in shown]
        office.pages[path] = _cp1250("<h1>Archiwum głosowań</h1>", *links)
    for each in meetings:
        links = [
            f"<div class='glosowanie'><a class='wiecej' href='/glosowanie/{vote.id}/ab12'>Wynik</a></div>"
            for vote in each.votes
        ]
        office.pages[f"/listaglosowan/{_uuid(each)}"] = _cp1250("<h1>Lista głosowań</h1>", *links)
        for vote in each.votes:
            office.pages[f"/glosowanie/{vote.id}/ab12"] = _cp1250(*_esesja_vote(vote))


def _uuid(meeting: Meeting) -> str:
    return f"{meeting.id:08x}-51f7-4a57-9a0f-1d2c3b4a5e6f"


def _esesja_vote(vote: Vote) -> list[str]:
    groups = []
    for heading in ESESJA_HEADINGS:
        people = "".join(f"<div class='osobaa'>{name}</div>" for name in vote.names.get(heading, []))
        groups.append(
            f"<div class='wim'><h3>{heading}<span class='x'> ({vote.count(heading)})</span></h3>{people}</div>"
        )
    return [f"<h1>Wyniki głosowania {vote.kind} w sprawie: {vote.question}</h1>", *groups]


def _cp1250(*lines: str) -> Page:
    """Write a page whose HTTP header is silent about its letters."""
    head = "<html><head><meta http-equiv='Content-Type' content='text/html; charset=windows-1250'></head><body>"
    return Page("\n".join([head, *lines, "</body></html>"]).encode("cp1250"), headers={"Content-Type": "text/html"})


def posiedzenia(office: Office, meetings: list[Meeting]) -> None:
    """Publish meetings behind a first page that hands out the cookie without which nothing else answers."""
    office.pages["/miasto?ignoreIFrame=true&action=glosowania"] = Page(
        b"<!DOCTYPE html><html><body>Portal</body></html>", headers={"Set-Cookie": f"{COOKIE}; path=/; HttpOnly"}
    )
    inner = json.dumps({"podmiot": 77, "nazwapodmiotu": "Rada"})
    office.pages["/admin/start.php?ScreenSize=1920_1080"] = _for_guests(json.dumps({"danejson": inner}))
    listed = {"points": [], "list": {"sessions": [_posiedzenia_session(each) for each in meetings]}}
    office.pages["/admin/zawartosc.php?action=O3&podmiot=77"] = _for_guests(f"<div></div>{json.dumps(listed)}<i></i>")
    for vote in (vote for each in meetings for vote in each.votes):
        packed = base64.b64encode(json.dumps(_chart(vote)).encode()).decode()
        markup = f"<div><chartScores src='{packed}'></chartScores></div>" if vote.names else "<div>Bez głosowania</div>"
        office.pages[f"/admin/zawartosc.php?action=O7&parametr={vote.id}&podmiot=77"] = _for_guests(markup)


def _for_guests(body: str) -> Page:
    return Page(body.encode(), headers={"Content-Type": "text/html; charset=utf-8"}, cookie=COOKIE)


def _posiedzenia_session(meeting: Meeting) -> dict[str, Any]:
    points = [{"id": vote.id, "name": vote.question, "type": "vote"} for vote in meeting.votes]
    return {"id": meeting.id, "name": meeting.title, "date": f"{meeting.day} 10:00:00", "points": points}


def _chart(vote: Vote) -> dict[str, Any]:
    persons = []
    for code, heading in enumerate(ESESJA_HEADINGS, start=1):
        for name in vote.names.get(heading, []):
            family, _, given = name.partition(" ")
            person = {"firstName": given, "lastName": family, "present": code < 5, "voted": code < 4}
            persons.append({**person, "votes": [code] if code < 4 else []})
    options = {f"o{code}": {"counter": vote.count(ESESJA_HEADINGS[code - 1])} for code in (1, 2, 3)}
    return {"resultExists": True, "persons": persons, "options": options}


def radni(office: Office, meetings: list[Meeting]) -> None:
    """Publish meetings as the JSON answers of radni.info."""
    office.pages["/api/session/ended"] = _json(
        [{"id": each.id, "title": each.title, "startTime": f"{each.day}T10:00:00", "users": []} for each in meetings]
    )
    for each in meetings:
        agenda = [
            {
                "title": vote.question,
                "votes": [{"id": vote.id, "name": vote.question}],
                "resolutions": [{"number": vote.resolution}] if vote.resolution else [],
            }
            for vote in each.votes
        ]
        office.pages[f"/api/session/{each.id}/agenda"] = _json([{"title": "Otwarcie sesji"}, *agenda])
        for vote in each.votes:
            office.pages[f"/api/session/vote/{quote(str(vote.id))}/result"] = _json(_radni_vote(vote))


def _radni_vote(vote: Vote) -> dict[str, Any]:
    flags = ("isVoted", "isOpposed", "isAbsteined", None, "isAbsent")
    details = [
        {"councilor": name, **{flag: flag == true for flag in flags if flag}}
        for heading, true in zip(ESESJA_HEADINGS, flags, strict=True)
        for name in vote.names.get(heading, [])
    ]
    counters = {"votedCount": vote.count("ZA"), "opposedCount": vote.count("PRZECIW"), "allowedCount": len(details)}
    return {"isDone": bool(details), "result": {"resultDetails": details, **counters} if details else None}


def _json(data: Any) -> Page:
    return Page(json.dumps(data).encode(), headers={"Content-Type": "application/json"})
