"""
What an answer of a voting system belongs to, written behind the ``#`` of its address.

These systems answer a vote without its session: only the list that names the vote knows it. What the list says goes
with the address, so that the answer can be read again from the archive years later, alone.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple
from urllib.parse import parse_qsl, quote_plus, urldefrag

from council.drafts import MeetingRef
from council.matching import CUT
from watchdog.ingest.source import Unreadable

LONGEST = 600
"""Letters of a subject that go with an address; an address may have 2 000 characters, a Polish letter takes six."""


class Named(NamedTuple):
    """A session, and what its list says of one of its votes."""

    council: str = ""
    """The council's name where a list gives it in a form that a city profile knows."""
    day: str = ""
    """ISO day of the session."""
    number: str = ""
    """Number of the session in Arabic figures; empty where the list gives none."""
    subject: str = ""
    resolution: str = ""

    @property
    def meeting(self) -> MeetingRef:
        day = date.fromisoformat(self.day)
        return MeetingRef(council=self.council, number=int(self.number) if self.number else None, day=day)

    def with_address(self, address: str) -> str:
        """Return an address that carries this; a subject too long for it is cut, and says so."""
        subject = self.subject
        while len(quote_plus(subject)) > LONGEST * 2:
            subject = f"{subject.removesuffix(CUT)[:-20].rstrip()} {CUT}"
        said = self._replace(subject=subject)._asdict()
        pairs = "&".join(f"{name}={quote_plus(value)}" for name, value in said.items() if value)
        return f"{urldefrag(address).url}#{pairs}"


def named(address: str) -> Named:
    """Read back what an address carries; raise ``Unreadable`` for one that names no session."""
    pairs = dict(parse_qsl(urldefrag(address).fragment))
    known = Named(**{name: value for name, value in pairs.items() if name in Named._fields})
    try:
        known.meeting  # noqa: B018 - a day or a number that cannot be read raises here
    except ValueError as error:
        text = "Odpowiedź systemu nie podaje, z której jest sesji; portal wie to tylko, gdy sam pobrał ją z wykazu."
        raise Unreadable("wrong_shape", text) from error
    return known


def bare(address: str) -> str:
    """Return the address as a browser asks for it, without what it carries."""
    return urldefrag(address).url
