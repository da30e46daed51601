"""Narrative minutes of sessions (PDF), page by page: for reading and for search."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from council.checks import future
from council.drafts import MeetingRef, MinutesPageDraft, SessionDraft
from watchdog.core.dates import parse_date
from watchdog.core.ids import roman_to_int
from watchdog.core.text import fold, squash
from watchdog.ingest.pdf import Line, looks_like_pdf, text_layer
from watchdog.ingest.source import Authority, Disclosure, Draft, Reject, Source, Unreadable

HEAD = 20
"""So many first lines hold the title."""
SESSION = re.compile(
    r"\b(?P<roman>[IVXLCDM]+)\s+(?:\w+\s+)?(?:sesji|sesję|sesja)\s+(?P<council>rady\s+(?:miasta|miejskiej|gminy)\b.*?)"
    r"(?=,|\s+(?:z\s+okazji|z\s+dnia|w\s+dniu|odbyt|która|kadencji)\b|$)",
    re.IGNORECASE,
)
DAY = re.compile(r"\b(?:w\s+dniu|z\s+dnia|dnia)\s+(?P<day>\d{1,2}(?:[.]\d{1,2}[.]|\s+\w+\s+)\d{4})", re.IGNORECASE)
TOOK_PART = re.compile(r"\budział\s+wzięło\s+(?P<present>\d{1,3})\s+radnych", re.IGNORECASE)


class MinutesPdf(Source):
    """
    Publisher: city councils that publish the minutes of their sessions as a PDF with text (Gdańsk).
    Cadence: after the next session has adopted them.
    Licence: official materials, no copyright; public-sector information re-used under the act of 11 August 2021.
    Caveat: votes are not taken from them, because narrative minutes word results freely; a scan has no text to read.
    """

    # Source
    slug = "minutes_pdf"
    title = "Protokoły sesji (PDF)"
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
        if not looks_like_pdf(content):
            return False
        try:
            lines = text_layer(content, pages=1).lines
        except Unreadable:
            return False
        return _is_titled(lines)

    def parse(self, content: bytes) -> Iterator[Draft | Reject]:
        lines, scans = text_layer(content)
        if not _is_titled(lines):
            raise Unreadable("wrong_shape", "Ten plik PDF nie zaczyna się jak protokół sesji.")
        meeting = _meeting(lines)
        yield _session(lines, meeting)
        for number, page in groupby(lines, key=lambda line: line.page):
            text = "\n".join(line.text for line in page)
            yield MinutesPageDraft(place=f"p. {number}", meeting=meeting, number=number, text=text)
        for number in scans:
            yield Reject(place=f"p. {number}", reason="Strona jest obrazem bez warstwy tekstowej.")


def _title(lines: list[Line]) -> str:
    return squash(" ".join(line.text for line in lines[:HEAD]))


def _is_titled(lines: list[Line]) -> bool:
    head = fold(_title(lines))
    return bool(re.match(r"(?:\S+ ){0,12}?protokol\b", head)) and bool(SESSION.search(_title(lines)))


def _meeting(lines: list[Line]) -> MeetingRef:
    """Read „PROTOKÓŁ NR II/2024 z II sesji Rady Miasta Gdańska, która odbyła się w dniu 16 maja 2024 roku”."""
    title = _title(lines)
    found = SESSION.search(title)
    when = DAY.search(title)
    try:
        day = parse_date(when["day"]) if when else None
        number = roman_to_int(found["roman"]) if found else None
    except ValueError as error:
        raise Unreadable("wrong_shape", f"W tytule protokołu stoi zły numer albo zła data: „{title[:120]}”.") from error
    if day is None:
        raise Unreadable("wrong_shape", "Tytuł protokołu nie podaje dnia sesji.")
    return MeetingRef(council=found["council"] if found else "", number=number, day=day)


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
