"""A reader of made-up documents: the smallest real use of every way through the corridor."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from pydantic import ValidationError

from council.drafts import MeetingRef, SessionDraft
from watchdog.ingest.source import Draft, Finding, Reject, Source, Unreadable, json_of

TERM = "2018-2024"


class SessionsOfATerm(Source):
    """
    Publisher: an office of our own making.
    Cadence: whenever a test says so.
    Licence: none needed.
    Caveat: it does not exist.
    """

    # Source
    slug = "fake_sessions"
    title = "Sesje (źródło próbne)"
    city = "generic"
    complete = True

    def __init__(self, addresses: Iterable[str] = ()) -> None:
        self.addresses = tuple(addresses)

    def recognises(self, content: bytes, name: str = "") -> bool:
        return b'"fake_sessions"' in content

    def discover(self, since: date) -> Iterable[str]:
        return self.addresses

    def parse(self, content: bytes) -> Iterator[Draft | Reject]:
        data = json_of(content)
        if not isinstance(data, dict) or "fake_sessions" not in data:
            raise Unreadable("wrong_shape", "To nie jest wykaz sesji.")
        for position, row in enumerate(data["fake_sessions"]):
            yield _draft(f"$.fake_sessions[{position}]", row)


class NeverDone(SessionsOfATerm):
    """
    Publisher: an office whose document sends its reader in circles.
    Cadence: whenever a test says so.
    Licence: none needed.
    Caveat: it never ends.
    """

    slug = "fake_endless"

    def parse(self, content: bytes) -> Iterator[Draft | Reject]:
        yield from super().parse(content)
        while True:
            pass


def sessions(*rows: dict[str, Any]) -> bytes:
    """Write a document of this source; rows have ``number``, maybe ``venue``, ``council``, ``doubt``, ``crash``."""
    return json.dumps({"fake_sessions": rows}, ensure_ascii=False).encode()


def numbered(*numbers: int, **values: Any) -> bytes:
    """Write a document with sessions of these numbers."""
    return sessions(*({"number": number, **values} for number in numbers))


def _draft(place: str, row: dict[str, Any]) -> Draft | Reject:
    if row.get("crash"):
        raise RuntimeError("a fault in the reader")
    doubts = [Finding(code="future_date", text=row["doubt"], place=place)] if row.get("doubt") else []
    try:
        meeting = MeetingRef(term=row.get("term", TERM), number=row.get("number"), council=row.get("council", ""))
        return SessionDraft(place=place, meeting=meeting, venue=row.get("venue", ""), findings=tuple(doubts))
    except ValidationError:
        return Reject(place=place, reason="Sesja bez numeru.", raw=str(row))
