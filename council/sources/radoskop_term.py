"""A whole term of a council as Radoskop publishes it: people, sessions and votes by name in one JSON file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from pydantic import ValidationError

from council.checks import FIELDS, checked, future
from council.drafts import BallotDraft, Choice, MeetingRef, Official, PersonDraft, SessionDraft, VoteDraft
from council.matching import CUT
from council.sources._items import item_of
from council.sources._running_numbers import Numbered, numbered
from watchdog.cities import CityProfile, all_cities, profile
from watchdog.core.dates import parse_date
from watchdog.core.ids import print_reference, resolution_number, roman_to_int
from watchdog.core.text import squash
from watchdog.ingest.reasons import polish
from watchdog.ingest.source import Authority, Disclosure, Draft, Finding, Reject, Source, Unreadable, json_of

CHOICES = {
    "za": Choice.FOR,
    "przeciw": Choice.AGAINST,
    "wstrzymal_sie": Choice.ABSTAIN,
    "brak_glosu": Choice.NOT_VOTING,
    "nieobecni": Choice.ABSENT,
}
COUNTERS = {"brak_glosu": "nie_glosowali"}
"""Counters that the portal calls by another name; the rest keep theirs."""

LISTS = ("sessions", "councilors", "votes", "councilor_index")
LAST_SESSION = 200
"""Higher numbers are no numbers of sessions."""

CUT_AFTER = 500
"""Letters after which the publisher cuts a subject."""


class _Term(NamedTuple):
    """What every record of the file has in common."""

    slug: str
    city: CityProfile | None
    names: list[Any]

    @property
    def council(self) -> str:
        return self.city.council.name if self.city else ""

    @property
    def seats(self) -> int | None:
        terms = self.city.council.terms if self.city else ()
        return next((term.seats for term in terms if term.slug == self.slug), None)


class RadoskopTerm(Source):
    """
    Publisher: Radoskop (radoskop.pl), from the votes that the council's office publishes in its BIP.
    Cadence: rebuilt by the publisher, on no announced days.
    Licence: CC-BY 4.0, Radoskop.
    Caveat: a copy, not the office's document: sessions have no numbers, long subjects are cut at 500 letters, the
    running number of a vote stands inside its subject (we take it out), and some votes are missing from the list.
    """

    # Source
    slug = "radoskop_term"
    title = "Głosowania kadencji w postaci danych (Radoskop)"
    city = "generic"
    homepage = "https://radoskop.pl/"
    authority = Authority.STRUCTURED
    disclosure = Disclosure.PUBLIC
    media_types = ("application/json",)
    complete = True
    seed = False
    live = False

    def recognises(self, content: bytes, name: str = "") -> bool:
        start = content[:3].removeprefix(b"\xef\xbb\xbf") + content[3:64]
        return start.lstrip()[:1] == b"{" and b'"named_votes"' in content and b'"councilors"' in content

    def parse(self, content: bytes) -> Iterator[Draft | Reject]:
        data = json_of(content)
        if not isinstance(data, dict) or not all(isinstance(data.get(key), list) for key in LISTS):
            raise Unreadable("wrong_shape", "Plik nie ma list sesji, radnych i głosowań, jakie podaje Radoskop.")
        if not isinstance(data.get("id"), str) or not data["id"].strip():
            raise Unreadable("wrong_shape", "Plik nie podaje kadencji.")
        term = _Term(data["id"].strip(), _city(data["votes"]), data["councilor_index"])
        yield from _people(data, term)
        yield from _sessions(data, term)
        yield from _votes(data["votes"], term)


def _city(votes: list[Any]) -> CityProfile | None:
    """Find the city by the hosts of the office's pages that the votes point to; the file does not name it."""
    addresses = (str(vote.get("source_url", "")) for vote in votes if isinstance(vote, dict))
    hosts = {address.partition("://")[2].partition("/")[0].lower() for address in addresses}
    found = [city for city in map(profile, all_cities()) if hosts & set(city.hosts)]
    return found[0] if len(found) == 1 else None


def _people(data: dict[str, Any], term: _Term) -> Iterator[PersonDraft | Reject]:
    """Yield the roster, with clubs, then the people who only stand in the index of the votes."""
    listed = set()
    for index, person in enumerate(data["councilors"]):
        place = f"$.councilors[{index}]"
        name = squash(str(person.get("name") or "")) if isinstance(person, dict) else ""
        if not name:
            yield Reject(place=place, reason="Radny bez nazwiska.", raw=str(person)[:2000])
            continue
        listed.add(name)
        club = squash(str(person.get("club") or ""))
        yield PersonDraft(place=place, council=term.council, term=term.slug, name=name, club=club.strip("?"))
    for index, raw in enumerate(term.names):
        name = squash(raw) if isinstance(raw, str) else ""
        if name and name not in listed:
            yield PersonDraft(place=f"$.councilor_index[{index}]", council=term.council, term=term.slug, name=name)


def _sessions(data: dict[str, Any], term: _Term) -> Iterator[SessionDraft | Reject]:
    """Yield the sessions that the file lists, then those that only its votes tell of."""
    rows = [(f"$.sessions[{index}]", row) for index, row in enumerate(data["sessions"])]
    days = {_day(row.get("date")) for _, row in rows if isinstance(row, dict)}
    for index, vote in enumerate(data["votes"]):
        day = _day(vote.get("session_date")) if isinstance(vote, dict) else None
        if day and day not in days:
            days.add(day)
            rows.append((f"$.votes[{index}]", {"date": day.isoformat(), "number": vote.get("session_number")}))
    for place, row in rows:
        day = _day(row.get("date")) if isinstance(row, dict) else None
        if day is None:
            yield Reject(place=place, reason="Sesja bez poprawnej daty.", raw=str(row)[:2000])
            continue
        meeting = MeetingRef(council=term.council, term=term.slug, number=_number(row.get("number")), day=day)
        yield SessionDraft(place=place, meeting=meeting, sittings=(day,), findings=future(day, place))


def _votes(votes: list[Any], term: _Term) -> Iterator[VoteDraft | Reject]:
    """Yield the votes session by session, since a running number can only be told from its neighbours'."""
    sessions: dict[date, list[tuple[str, dict[str, Any]]]] = {}
    for index, vote in enumerate(votes):
        place = f"$.votes[{index}]"
        reason = _unusable(vote)
        day = _day(vote.get("session_date")) if isinstance(vote, dict) else None
        if reason or day is None:
            yield Reject(place=place, reason=reason or "Głosowanie bez poprawnej daty.", raw=str(vote)[:2000])
        else:
            sessions.setdefault(day, []).append((place, vote))
    for day, rows in sessions.items():
        known = numbered([squash(str(vote["topic"])) for _, vote in rows])
        for (place, vote), found in zip(rows, known, strict=True):
            yield from _vote(place, vote, day, found, term)


def _unusable(vote: Any) -> str:
    """Say why an entry of the list can be no vote; empty when it can."""
    if not isinstance(vote, dict):
        return "Wpis na liście głosowań nie jest głosowaniem."
    if not squash(str(vote.get("topic") or "")):
        return "Głosowanie bez tematu."
    if not isinstance(vote.get("named_votes"), dict) or not isinstance(vote.get("counts"), dict):
        return "Głosowanie bez wyników."
    return ""


def _vote(place: str, vote: dict[str, Any], day: date, found: Numbered, term: _Term) -> Iterator[VoteDraft | Reject]:
    subject = re.sub(r"\b([A-Z]{1,4})- (?=\d+/\d)", r"\1-", found.subject)
    cut = len(str(vote["topic"])) >= CUT_AFTER and not subject.rstrip(".").endswith(")")
    ballots, rejects = _ballots(place, vote["named_votes"], term)
    yield from rejects
    text = "Numer głosowania stoi w temacie w miejscu, którego nie da się ustalić; tematu nie zmieniono."
    doubts = (Finding(code="misplaced_number", text=text, place=place),) if found.doubtful else ()
    try:
        draft = VoteDraft(
            place=place,
            address=str(vote.get("source_url") or ""),
            note="Źródło ucina temat po 500 znakach." if cut else "",
            findings=doubts,
            meeting=MeetingRef(
                council=term.council, term=term.slug, number=_number(vote.get("session_number")), day=day
            ),
            number=found.number,
            item=item_of(subject),
            subject=f"{subject} {CUT}" if cut else subject,
            on=day,
            year=day.year,
            official=_official(vote["counts"]),
            ballots=tuple(ballots),
            print_number=str(vote.get("druk") or "") or print_reference(subject).number,
            resolution=str(resolution_number(str(vote.get("resolution") or "")) or ""),
        )
    except ValidationError as error:
        yield Reject(place=place, reason=polish(error, FIELDS), raw=str(vote)[:2000])
    else:
        yield checked(draft, seats=term.seats)


def _ballots(place: str, named: dict[str, Any], term: _Term) -> tuple[list[BallotDraft], list[Reject]]:
    """Turn the lists of positions in the index into names; a position that points to nobody is rejected by itself."""
    ballots, rejects = [], []
    for label, positions in named.items():
        choice = CHOICES.get(label)
        for order, position in enumerate(positions if isinstance(positions, list) else [positions]):
            at = f"{place}.named_votes.{label}[{order}]"
            name = _name(position, term.names)
            if choice and name:
                ballots.append(BallotDraft(name=name, choice=choice, label=label, place=at))
            elif choice:
                rejects.append(Reject(place=at, reason=f"Pozycja {position!r} nie wskazuje żadnej osoby."))
            else:
                rejects.append(Reject(place=at, reason=f"Nieznany rodzaj głosu „{label}”; głosu nie zapisano."))
    return ballots, rejects


def _name(position: Any, names: list[Any]) -> str:
    """Return whom an entry means: a position in the index, or the name itself; empty when nobody."""
    if isinstance(position, str):
        return squash(position)
    if isinstance(position, bool) or not isinstance(position, int) or not 0 <= position < len(names):
        return ""
    return squash(names[position]) if isinstance(names[position], str) else ""


def _official(counts: dict[str, Any]) -> Official:
    return Official.model_validate({COUNTERS.get(key, key): counts[key] for key in CHOICES if key in counts})


def _day(text: Any) -> date | None:
    try:
        return parse_date(str(text or ""))
    except ValueError:
        return None


def _number(text: Any) -> int | None:
    """Read a session's number, Roman or Arabic; ``None`` where the file leaves it empty or writes something else."""
    text = str(text or "").strip()
    try:
        number = int(text) if text.isdecimal() else roman_to_int(text)
    except ValueError:
        return None
    return number if 1 <= number <= LAST_SESSION else None
