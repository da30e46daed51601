"""Votes by name in the answers of radni.info: the sessions that ended, the agenda of each, one answer a vote."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

from council.checks import future
from council.drafts import Choice, MeetingRef, SessionDraft
from council.sources._fragments import Named, named
from council.sources._meetings import council_in, day_in, is_session, number_in, number_of
from council.sources._system_votes import NO_NAMES, Answer, Entry, vote_of
from watchdog.core.text import squash
from watchdog.ingest.source import Authority, Disclosure, Draft, HostedSource, Reject, Unreadable, json_of

ENDED = "/api/session/ended"
AGENDA = re.compile(r"/api/session/(?P<id>\d+)/agenda$")
RESULT = re.compile(r"/api/session/vote/(?P<id>\d+)/result$")

FLAGS = {
    "isVoted": Choice.FOR,
    "isOpposed": Choice.AGAINST,
    "isAbsteined": Choice.ABSTAIN,
    "isAbsent": Choice.ABSENT,
}
"""The system's own spelling; „voted” means „voted for”."""
NO_FLAG = "brak głosu"
COUNTERS = {"votedCount": "za", "opposedCount": "przeciw", "allowedCount": "eligible"}
"""The counters that the answer is known to state."""


class RadniInfo(HostedSource):
    """
    Publisher: city councils whose votes are served by radni.info.
    Cadence: after each session.
    Licence: public-sector information, re-used under the act of 11 August 2021 on open data.
    Caveat: a vote has no number and no hour and is given the day on which its session began; the answer counts votes
        for and against but not abstentions; a resolution is joined to a vote only where its agenda item has one of
        each.
    """

    # Source
    slug = "radni_info"
    title = "Głosowania w systemie radni.info"
    city = "generic"
    homepage = "https://radni.info/"
    authority = Authority.OFFICE
    disclosure = Disclosure.PUBLIC
    media_types = ("application/json",)
    complete = False
    seed = False
    live = False

    def recognises(self, content: bytes, name: str = "") -> bool:
        start = content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
        lists = start == b"[" and (b'"realStartTime"' in content or b'"startTime"' in content)
        return lists or (start == b"{" and b'"resultDetails"' in content)

    def discover(self, since: date) -> Iterable[str]:
        return (f"{self.start}{ENDED}",) if self.start else ()

    def follow(self, address: str, content: bytes, since: date) -> Iterable[str]:
        path = urlsplit(address).path
        if path.endswith(ENDED):
            yield from _agendas(address, json_of(content), since)
        elif AGENDA.search(path):
            yield from _results(address, json_of(content))

    def parse(self, content: bytes) -> Iterator[Draft | Reject]:
        return self.read(content, "")

    def read(self, content: bytes, address: str) -> Iterator[Draft | Reject]:
        path = urlsplit(address).path
        data = json_of(content)
        if AGENDA.search(path):
            if not isinstance(data, list):
                raise Unreadable("wrong_shape", "Odpowiedź nie jest porządkiem obrad.")
        elif RESULT.search(path) or (not path and isinstance(data, dict)):
            yield from _vote(data, address)
        else:
            yield from _sessions(data)


def _listed(data: Any) -> list[dict[str, Any]]:
    """Give the sessions of the list; raise ``Unreadable`` for one that is none, or names nothing."""
    if not isinstance(data, list):
        raise Unreadable("wrong_shape", "Odpowiedź nie jest wykazem sesji.")
    if not data:
        raise Unreadable("empty_list", "Wykaz zakończonych sesji jest pusty.")
    return [session if isinstance(session, dict) else {} for session in data]


def _said(session: dict[str, Any]) -> tuple[str, date | None, int | None]:
    """Read a session's title, its day (the one on which it began, else the planned one) and its number."""
    title = squash(str(session.get("title") or ""))
    day = day_in(str(session.get("realStartTime") or session.get("startTime") or "")[:10])
    return title, day, number_of(str(session.get("number") or "")) or number_in(title)


def _sessions(data: Any) -> Iterator[SessionDraft | Reject]:
    for index, session in enumerate(_listed(data)):
        place = f"$[{index}]"
        title, day, number = _said(session)
        if title and not is_session(title):
            continue
        if day is None:
            yield Reject(place=place, reason="Sesja bez poprawnej daty.", raw=str(session)[:2000])
            continue
        meeting = MeetingRef(council=council_in(title), number=number, day=day)
        yield SessionDraft(place=place, meeting=meeting, sittings=(day,), findings=future(day, place))


def _agendas(address: str, data: Any, since: date) -> Iterator[str]:
    for session in _listed(data):
        title, day, number = _said(session)
        if session.get("id") and is_session(title) and day and day >= since:
            said = Named(council=council_in(title), day=day.isoformat(), number=str(number or ""))
            where = urljoin(address, f"/api/session/{quote(str(session['id']), safe='')}/agenda")
            yield said.with_address(where)


def _results(address: str, agenda: Any) -> Iterator[str]:
    """Name the votes of an agenda, each with its question, and the resolution where an item has one of each."""
    known = named(address)
    for item in agenda if isinstance(agenda, list) else ():
        votes = _rows(item, "votes")
        resolutions = _rows(item, "resolutions")
        one_of_each = len(votes) == len(resolutions) == 1
        number = re.sub(r"\s", "", str(resolutions[0].get("number") or "")) if one_of_each else ""
        for vote in votes:
            subject = squash(str(vote.get("name") or item.get("title") or ""))
            if subject and vote.get("id"):
                where = urljoin(address, f"/api/session/vote/{quote(str(vote['id']), safe='')}/result")
                yield known._replace(subject=subject, resolution=number).with_address(where)


def _rows(item: Any, name: str) -> list[dict[str, Any]]:
    found = item.get(name) if isinstance(item, dict) else None
    return [row for row in found if isinstance(row, dict)] if isinstance(found, list) else []


def _vote(data: Any, address: str) -> Iterator[Draft | Reject]:
    """Yield the vote; nothing for one that has not ended."""
    result = data.get("result") if isinstance(data, dict) else None
    if isinstance(data, dict) and (data.get("isDone") is False or ("result" in data and result is None)):
        return
    if not isinstance(result, dict):
        raise Unreadable("wrong_shape", "Odpowiedź nie jest wynikiem głosowania.")
    known = named(address)
    entries = _entries(_rows(result, "resultDetails"))
    number = RESULT.search(urlsplit(address).path)
    counters = {name: result[key] for key, name in COUNTERS.items() if _is_count(result.get(key))}
    answer = Answer(
        place="$.result",
        key=f"radni:{number['id']}" if number else "",
        subject=known.subject,
        counters=counters,
        entries=entries,
        note="" if entries else NO_NAMES,
    )
    yield from vote_of(answer, known, address)


def _entries(details: list[dict[str, Any]]) -> tuple[Entry, ...]:
    """Read what each person did; an answer that marks nobody is one without names."""
    if not any(detail.get(flag) for detail in details for flag in FLAGS):
        return ()
    return tuple(_entry(detail, f"$.result.resultDetails[{index}]") for index, detail in enumerate(details))


def _entry(detail: dict[str, Any], place: str) -> Entry:
    """Read one person: nothing marked is present without a vote, more than one mark is none that we understand.

    Neither is a mark that is neither true nor false.
    """
    councillor = detail.get("councilor")
    name = squash(councillor) if isinstance(councillor, str) else ""
    odd = [f"{flag}: {detail[flag]}" for flag in FLAGS if detail.get(flag) not in (None, True, False)]
    marks = [flag for flag in FLAGS if detail.get(flag)]
    if odd:
        return Entry(name, None, ", ".join(odd), place)
    if not marks:
        return Entry(name, Choice.NOT_VOTING, NO_FLAG, place)
    return Entry(name, FLAGS[marks[0]] if len(marks) == 1 else None, ", ".join(marks), place)


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
