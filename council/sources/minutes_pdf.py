"""Narrative minutes of sessions and of committees (PDF), page by page: for reading and for search."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import groupby

from council.checks import future
from council.drafts import BodyKind, MeetingRef, MinutesPageDraft, SessionDraft
from council.sources._meetings import (
    COMMITTEE,
    DAY,
    NUMBERS,
    NUMBERS_OF_COMMITTEE,
    OF_SESSION,
    committee_of,
    first_number,
)
from watchdog.core.dates import parse_date
from watchdog.core.text import fold, squash
from watchdog.ingest.pdf import Line, first_lines, text_layer
from watchdog.ingest.source import Authority, Disclosure, Draft, Reject, Source, Unreadable

HEAD = 20
"""So many first lines hold the title."""
HELD_ON = re.compile(rf"\b(?:w\s+dniu|z\s+dnia|dnia)\s+(?P<day>{DAY})", re.IGNORECASE)
BEGINS = re.compile(r"(?:\S+ ){0,12}?protokol\b")
TOOK_PART = re.compile(r"\budział\s+wzięło\s+(?P<present>\d{1,3})\s+radnych", re.IGNORECASE)


class MinutesPdf(Source):
    """
    Publisher: city councils that publish the minutes of sessions and of committees as a PDF with text (Gdańsk).
    Cadence: after the next meeting has adopted them.
    Licence: official materials, no copyright; public-sector information re-used under the act of 11 August 2021.
    Caveat: votes are not taken from them, because narrative minutes word results freely; a scan has no text to read.
    """

    # Source
    slug = "minutes_pdf"
    title = "Protokoły sesji i komisji (PDF)"
    city = "generic"
    homepage = ""
    authority = Authority.OFFICE
    disclosure = Disclosure.PUBLIC
    media_types = ("application/pdf",)
    complete = True
    seed = False
    rank = 60
    live = False

    def recognises(self, content: bytes, name: str = "") -> bool:
        return _meeting(_title(first_lines(content))) is not None

    def parse(self, content: bytes) -> Iterator[Draft | Reject]:
        lines, scans = text_layer(content)
        meeting = _meeting(_title(lines))
        if meeting is None:
            raise Unreadable("wrong_shape", "Ten plik PDF nie zaczyna się jak protokół sesji ani posiedzenia komisji.")
        if "komisj" in fold(meeting.committee.removeprefix("Komisja")):
            text = (
                f"To protokół wspólnego posiedzenia („{meeting.committee}”); portal przypisuje protokół jednej komisji."
            )
            raise Unreadable("wrong_shape", text)
        meeting = meeting.model_copy(update={"day": _day(_title(lines))})
        yield _session(lines, meeting)
        for number, page in groupby(lines, key=lambda line: line.page):
            text = "\n".join(line.text for line in page)
            yield MinutesPageDraft(place=f"p. {number}", meeting=meeting, number=number, text=text)
        for number in scans:
            yield Reject(place=f"p. {number}", reason="Strona jest obrazem bez warstwy tekstowej.")


def _title(lines: list[Line]) -> str:
    return squash(" ".join(line.text for line in lines[:HEAD]))


def _meeting(title: str) -> MeetingRef | None:
    """Read whose minutes these are, all but the day; ``None`` for a text that does not begin as minutes do.

    „PROTOKÓŁ NR II/2024 z II sesji Rady Miasta Gdańska”, „Protokół nr 5/2025 z posiedzenia Komisji Rewizyjnej”: what is
    named first met, for the minutes of either may mention the other.
    """
    session, committee = OF_SESSION.search(title), COMMITTEE.search(title)
    if not BEGINS.match(fold(title)):
        return None
    if committee and (session is None or committee.start() < session.start()):
        return _of_committee(title, committee)
    number = first_number([title[: session.end()]], NUMBERS) if session else None
    return MeetingRef(council=session["name"], number=number) if session and number else None


def _of_committee(title: str, found: re.Match[str]) -> MeetingRef:
    committee = committee_of(found)
    number = first_number([title[: found.end()]], NUMBERS_OF_COMMITTEE)
    return MeetingRef(kind=BodyKind.COMMITTEE, committee=committee.name, council=committee.council, number=number)


def _day(title: str) -> date:
    """Read „w dniu 16 maja 2024 roku”; raise ``Unreadable`` for minutes without a day and for one that cannot be."""
    when = HELD_ON.search(title)
    try:
        day = parse_date(when["day"]) if when else None
    except ValueError as error:
        raise Unreadable("wrong_shape", f"W tytule protokołu stoi zła data: „{title[:120]}”.") from error
    if day is None:
        raise Unreadable("wrong_shape", "Tytuł protokołu nie podaje dnia obrad.")
    return day


def _session(lines: list[Line], meeting: MeetingRef) -> SessionDraft:
    """Give the session with the number of people that the minutes say took part."""
    found = TOOK_PART.search(_title(lines))
    return SessionDraft(
        place="p. 1",
        meeting=meeting,
        sittings=(meeting.day,) if meeting.day else (),
        present=int(found["present"]) if found else None,
        findings=future(meeting.day, "p. 1"),
    )
