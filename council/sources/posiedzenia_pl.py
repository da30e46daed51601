"""Votes by name in the answers of posiedzenia.pl: a way in for guests, the list of sessions, one answer an item."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any
from urllib.parse import parse_qs, quote, urljoin, urlsplit

from council.checks import future
from council.drafts import Choice, MeetingRef, SessionDraft
from council.sources._fragments import Named, named
from council.sources._meetings import council_in, day_in, is_session, number_in
from council.sources._system_votes import NO_NAMES, Answer, Entry, vote_of
from watchdog.core.text import squash
from watchdog.ingest.source import Authority, Disclosure, Draft, HostedSource, Reject, Unreadable, json_of

WAY_IN = "ignoreIFrame=true&action=glosowania"
START = "/admin/start.php?ScreenSize=1920_1080"
CONTENT = "/admin/zawartosc.php"
SESSIONS = "O3"
ITEM = "O7"

LIST = re.compile(r'\{\s*"points"')
CHART = re.compile(r"""<chartScores\b[^>]*?\bsrc\s*=\s*['"](?P<packed>[^'"]*)['"]""", re.IGNORECASE)
PAGE = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*(?:<!doctype|<html)", re.IGNORECASE)
CHOICES = {1: (Choice.FOR, "o1", "Za"), 2: (Choice.AGAINST, "o2", "Przeciw"), 3: (Choice.ABSTAIN, "o3", "Wstrzymane")}
"""A vote's code: what it means, under which key the chart counts it, and what the system calls it."""
NOT_VOTING, ABSENT = "Brak głosu", "Nieobecni"


class PosiedzeniaPl(HostedSource):
    """
    Publisher: city councils whose votes are served by posiedzenia.pl (portal-posiedzenia.pl).
    Cadence: after each session.
    Licence: public-sector information, re-used under the act of 11 August 2021 on open data.
    Caveat: answers only to whoever came in through its first page; a vote has no number and no hour and is given the
        day on which its session began; its question is the title of the agenda item.
    """

    # Source
    slug = "posiedzenia_pl"
    title = "Głosowania w systemie posiedzenia.pl"
    city = "generic"
    homepage = "https://posiedzenia.pl/"
    authority = Authority.OFFICE
    disclosure = Disclosure.PUBLIC
    media_types = ("text/html", "application/json")
    complete = False
    seed = False
    live = False

    def recognises(self, content: bytes, name: str = "") -> bool:
        lists = re.search(rb'\{\s*"points"', content) and b'"sessions"' in content
        return b"<chartscores" in content.lower() or bool(lists)

    def discover(self, since: date) -> Iterable[str]:
        return (f"{self.start}?{WAY_IN}",) if self.start else ()

    def follow(self, address: str, content: bytes, since: date) -> Iterable[str]:
        path = urlsplit(address).path
        if path == urlsplit(START).path:
            yield urljoin(address, f"{CONTENT}?action={SESSIONS}&podmiot={_body(content)}")
        elif path == CONTENT:
            yield from _items(address, content, since) if _asked(address, "action") == SESSIONS else ()
        else:
            yield urljoin(address, START)

    def parse(self, content: bytes) -> Iterator[Draft | Reject]:
        return self.read(content, "")

    def read(self, content: bytes, address: str) -> Iterator[Draft | Reject]:
        path, action = urlsplit(address).path, _asked(address, "action")
        chart = CHART.search(content.decode("utf-8", "replace"))
        if path == urlsplit(START).path:
            _body(content)
        elif path and path != CONTENT:
            return  # the first page: it lets us in and says nothing of votes
        elif chart:
            yield from _vote(_unpacked(chart["packed"]), address)
        elif action == SESSIONS or not path:
            yield from _sessions(_session_list(content))
        elif PAGE.match(content):
            raise Unreadable("html_instead", "Zamiast wyniku głosowania przyszła cała strona HTML.")


def _asked(address: str, name: str) -> str:
    return parse_qs(urlsplit(address).query).get(name, [""])[0]


def _body(content: bytes) -> str:
    """Give the number under which the system knows the council, from the answer that lets a guest in."""
    answer = json_of(content)
    inner = answer.get("danejson") if isinstance(answer, dict) else None
    try:
        said = json.loads(inner) if isinstance(inner, str) else inner
    except ValueError:
        said = None
    body = str(said.get("podmiot") or "") if isinstance(said, dict) else ""
    if not body:
        raise Unreadable("wrong_shape", "System nie wpuścił gościa: odpowiedź nie podaje, o którą radę chodzi.")
    return quote(body, safe="")


def _session_list(content: bytes) -> list[Any]:
    """Read the sessions out of the answer, in which markup may stand before and after the JSON."""
    text = content.decode("utf-8-sig", "replace")
    start = LIST.search(text)
    if not start:
        raise Unreadable("html_instead", "Zamiast wykazu sesji w JSON przyszła strona HTML.")
    try:
        data, _end = json.JSONDecoder().raw_decode(text, start.start())
    except (ValueError, RecursionError) as error:
        raise Unreadable("cut_json", "Wykaz sesji w JSON urywa się albo jest uszkodzony.") from error
    listed = data.get("list")
    sessions = listed.get("sessions") if isinstance(listed, dict) else None
    if not isinstance(sessions, list):
        raise Unreadable("wrong_shape", "Odpowiedź nie ma wykazu sesji.")
    if not sessions:
        raise Unreadable("empty_list", "Wykaz sesji jest pusty.")
    return sessions


def _sessions(sessions: list[Any]) -> Iterator[SessionDraft | Reject]:
    for index, session in enumerate(sessions):
        place = f"$.list.sessions[{index}]"
        name = squash(str(session.get("name") or "")) if isinstance(session, dict) else ""
        if name and not is_session(name):
            continue
        day = day_in(str(session.get("date") or "")[:10]) if name else None
        if day is None:
            yield Reject(place=place, reason="Sesja bez poprawnej daty.", raw=str(session)[:2000])
            continue
        meeting = MeetingRef(council=council_in(name), number=number_in(name), day=day)
        yield SessionDraft(place=place, meeting=meeting, sittings=(day,), findings=future(day, place))


def _items(address: str, content: bytes, since: date) -> Iterator[str]:
    """Name the items of the agendas of sessions from a day on; which of them were voted on only their answers say."""
    body = quote(_asked(address, "podmiot"), safe="")
    for session in _session_list(content):
        name = squash(str(session.get("name") or "")) if isinstance(session, dict) else ""
        day = day_in(str(session.get("date") or "")[:10]) if is_session(name) else None
        if day is None or day < since:
            continue
        said = Named(council=council_in(name), day=day.isoformat(), number=str(number_in(name) or ""))
        points = session.get("points")
        for point in points if isinstance(points, list) else ():
            subject = squash(str(point.get("name") or "")) if isinstance(point, dict) else ""
            if subject and point.get("id"):
                asked = f"{CONTENT}?action={ITEM}&parametr={quote(str(point['id']), safe='')}&podmiot={body}"
                yield said._replace(subject=subject).with_address(urljoin(address, asked))


def _unpacked(packed: str) -> dict[str, Any]:
    try:
        chart = json.loads(base64.b64decode(packed, validate=True).decode("utf-8"))
    except (binascii.Error, ValueError, RecursionError) as error:
        raise Unreadable("cut_json", "Wynik głosowania w odpowiedzi jest uszkodzony.") from error
    if not isinstance(chart, dict):
        raise Unreadable("wrong_shape", "Wynik głosowania ma inną budowę niż w tym systemie.")
    return chart


def _vote(chart: dict[str, Any], address: str) -> Iterator[Draft | Reject]:
    """Yield the vote; nothing while the system has no result of it."""
    if chart.get("resultExists") is not False:
        yield from vote_of(_answer(chart, address), named(address), address)


def _answer(chart: dict[str, Any], address: str) -> Answer:
    persons = chart.get("persons")
    options = chart.get("options")
    options = options if isinstance(options, dict) else {}
    entries = _entries(persons if isinstance(persons, list) else [], options)
    point = _asked(address, "parametr")
    return Answer(
        place="chartScores",
        key=f"posiedzenia:{point}" if point else "",
        subject=named(address).subject,
        counters=_counters(options),
        entries=entries,
        note="" if entries else NO_NAMES,
    )


def _entries(persons: list[Any], options: dict[str, Any]) -> tuple[Entry, ...]:
    """Read what each person did; an answer that hides everybody's choice is one without names."""
    people = [(f"$.persons[{index}]", person) for index, person in enumerate(persons) if isinstance(person, dict)]
    if people and not any(person.get("votes") for _, person in people) and any(p.get("voted") for _, p in people):
        return ()
    return tuple(Entry(_name(person), *_choice(person, options), place) for place, person in people)


def _name(person: dict[str, Any]) -> str:
    return squash(f"{person.get('firstName') or ''} {person.get('lastName') or ''}")


def _choice(person: dict[str, Any], options: dict[str, Any]) -> tuple[Choice | None, str]:
    """Say what a person did, and in which words the system puts it; one who was away and voted is not understood."""
    votes = person.get("votes") or []
    present = person.get("present") or False
    if present not in (True, False) or (votes and not present):
        return None, f"{votes}, present: {present}"
    if not present:
        return Choice.ABSENT, _label(options, "absent", ABSENT)
    if not votes and not person.get("voted"):
        return Choice.NOT_VOTING, _label(options, "notVoting", NOT_VOTING)
    if not isinstance(votes, list) or len(votes) != 1 or type(votes[0]) is not int or votes[0] not in CHOICES:
        return None, str(votes)
    choice, option, usual = CHOICES[votes[0]]
    return choice, _label(options, option, usual)


def _label(options: dict[str, Any], option: str, usual: str) -> str:
    """Give the system's own words for a choice; where it only counts it, the words that the system usually has."""
    said = options.get(option)
    if isinstance(said, dict):
        said = said.get("name")
    return squash(said) if isinstance(said, str) and squash(said) else usual


def _counters(options: dict[str, Any]) -> dict[str, int]:
    """Read the counters that the chart states; one that it does not state stays unknown."""
    names = {"o1": "za", "o2": "przeciw", "o3": "wstrzymal_sie", "notVoting": "nie_glosowali", "absent": "nieobecni"}
    stated = {name: options[key].get("counter") for key, name in names.items() if isinstance(options.get(key), dict)}
    return {name: count for name, count in stated.items() if isinstance(count, int) and not isinstance(count, bool)}
