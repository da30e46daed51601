"""Votes by name on the pages of eSesja: the list of meetings, a session's votes, one page a vote."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from urllib.parse import urljoin, urlsplit

from council.checks import future
from council.drafts import Choice, MeetingRef, SessionDraft
from council.labels import choice_of
from council.sources._fragments import Named, bare, named
from council.sources._meetings import council_in, day_in, is_session, number_in
from council.sources._system_votes import NO_NAMES, Answer, Entry, vote_of
from watchdog.core.text import fold, squash
from watchdog.ingest.markup import Node, page_text, tree_of
from watchdog.ingest.source import Authority, Disclosure, Draft, HostedSource, Reject, Unreadable

VOTE = re.compile(r"/glosowanie/(?P<id>\d+)/[0-9a-z]+", re.IGNORECASE)
SESSION = re.compile(r"/listaglosowan/[0-9a-z-]+", re.IGNORECASE)
LIST = re.compile(r"/glosowania(?:/(?P<page>\d+))?/?$")
LAST_PAGE = 100
"""A list that still goes on repeats itself: beyond its end the system serves its last page under every number."""

QUESTION = re.compile(r"^(?:wyniki\s+)?głosowani[ae]\s*(?P<kind>\w+)?\s+w\s+sprawie\s*:?\s*", re.IGNORECASE)
PARTS = ("h1", "h3", "div")
"""Elements that a page leaves open, so that one swallows those after it; each has a text of its own."""
HEADING = re.compile(r"(?P<label>.+?)\s*\(\s*(?P<count>\d+)\s*\)")
IN_ONE_LINE = re.compile(r"\bZA:\s*\d+,\s*PRZECIW:\s*\d+[^<]*")
PLURAL = {"nieobecni": Choice.ABSENT}
"""Headings that speak of several people; the rest are the words of ``council.labels``."""
COUNTERS = {
    Choice.FOR: "za",
    Choice.AGAINST: "przeciw",
    Choice.ABSTAIN: "wstrzymal_sie",
    Choice.NOT_VOTING: "nie_glosowali",
    Choice.ABSENT: "nieobecni",
}


class EsesjaVotes(HostedSource):
    """
    Publisher: city councils whose votes are served by eSesja (esesja.pl, pages „Głosowania”).
    Cadence: after each session; a vote may be added two days later.
    Licence: public-sector information, re-used under the act of 11 August 2021 on open data.
    Caveat: votes have no numbers and no hour, and each is given the day on which its session began; meetings of
        committees stand on the same lists and are passed over; councils that moved to the „Portal Mieszkańca” leave an
        empty list behind.
    """

    # Source
    slug = "esesja_votes"
    title = "Głosowania na stronach systemu eSesja"
    city = "generic"
    homepage = "https://esesja.pl/"
    authority = Authority.OFFICE
    disclosure = Disclosure.PUBLIC
    media_types = ("text/html",)
    complete = False
    seed = False
    live = False

    def recognises(self, content: bytes, name: str = "") -> bool:
        page = content[:200_000]
        votes = b"osobaa" in page and (b"class='wim'" in page or b'class="wim"' in page)
        return votes or bool(re.search(rb"href=['\"][^'\"]*/listaglosowan/", page))

    def discover(self, since: date) -> Iterable[str]:
        return (f"{self.start}/glosowania",) if self.start else ()

    def follow(self, address: str, content: bytes, since: date) -> Iterable[str]:
        page = LIST.search(urlsplit(address).path)
        if page:
            yield from _sessions_since(address, content, since)
            yield from _next_page(address, content, since, int(page["page"] or 1))
        elif SESSION.search(urlsplit(address).path):
            known = named(address)
            yield from (known.with_address(each) for each, _link in _links(content, VOTE, address))

    def parse(self, content: bytes) -> Iterator[Draft | Reject]:
        return self.read(content, "")

    def read(self, content: bytes, address: str) -> Iterator[Draft | Reject]:
        path = urlsplit(address).path
        page = LIST.search(path)
        if VOTE.search(path) or (not path and b"wim" in content and b"osobaa" in content):
            yield from vote_of(_answer(content, address), named(address), address)
        elif not SESSION.search(path):
            links = list(_links(content, SESSION, address))
            if not links and (page is None or int(page["page"] or 1) == 1):
                text = "Wykaz posiedzeń jest pusty. Rada mogła przenieść głosowania do „Portalu Mieszkańca”."
                raise Unreadable("empty_list", text)
            yield from _sessions(links)


def _page(content: bytes) -> Node:
    """Read a page of the system, whole or a piece of one; letters that cannot be read are shown as lost."""
    return tree_of(page_text(content, lossy=True))


def _place(node: Node) -> str:
    return f"wiersz {node.line}"


def _links(content: bytes, kind: re.Pattern[str], address: str) -> Iterator[tuple[str, Node]]:
    """Yield the links of a kind on this very host, each with its element."""
    for link in _page(content).all("a"):
        where = urljoin(bare(address), link.attributes.get("href", ""))
        if kind.search(urlsplit(where).path) and urlsplit(where).netloc == urlsplit(address).netloc:
            yield where, link


def _sessions_since(address: str, content: bytes, since: date) -> Iterator[str]:
    """Name the sessions of a list from a day on, each with what the list says of it."""
    for where, link in _links(content, SESSION, address):
        day = day_in(link.text())
        if day and day >= since and is_session(link.text()):
            number = number_in(link.text())
            said = Named(council=council_in(link.text()), day=day.isoformat(), number=str(number or ""))
            yield said.with_address(where)


def _next_page(address: str, content: bytes, since: date, page: int) -> Iterator[str]:
    """Name the next page of the list, unless this one is empty or holds nothing but older meetings: newest come first.

    The pager is no help: some councils' lists have none.
    """
    days = [day_in(link.text()) for _where, link in _links(content, SESSION, address)]
    if page < LAST_PAGE and any(day is None or day >= since for day in days):
        yield urljoin(address, f"/glosowania/{page + 1}")


def _sessions(links: list[tuple[str, Node]]) -> Iterator[SessionDraft | Reject]:
    for where, link in links:
        if not is_session(link.text()):
            continue
        day = day_in(link.text())
        if day is None:
            yield Reject(place=_place(link), reason="Sesja bez poprawnej daty.", raw=link.text()[:2000])
            continue
        meeting = MeetingRef(council=council_in(link.text()), number=number_in(link.text()), day=day)
        published = where if where.startswith("http") else ""
        yield SessionDraft(
            place=_place(link),
            address=published,
            meeting=meeting,
            sittings=(day,),
            findings=future(day, _place(link)),
        )


def _answer(content: bytes, address: str) -> Answer:
    """Read the page of one vote; raise ``Unreadable`` for one without a question or without any result."""
    page = _page(content)
    title = next((each for each in page.all("h1") if each.text(*PARTS)), None)
    entries, counters = _results(page)
    counters = counters or _counters_in_one_line(content)
    if title is None or not (entries or counters):
        raise Unreadable("not_a_roll_call", "Na tej stronie nie ma pytania albo wyniku głosowania.")
    words = title.text(*PARTS)
    question = QUESTION.match(words)
    number = VOTE.search(urlsplit(address).path)
    return Answer(
        place=_place(title),
        key=f"esesja:{number['id']}" if number else "",
        subject=words[question.end() :] if question else words,
        counters=counters,
        entries=tuple(entries),
        secret=bool(question and fold(question["kind"] or "").startswith("tajn")),
        note="" if entries else NO_NAMES,
    )


def _results(page: Node) -> tuple[list[Entry], dict[str, int]]:
    """Read the names under each heading and the counters that the headings print."""
    entries: list[Entry] = []
    counters: dict[str, int] = {}
    label, choice = "", None
    for each in page.walk():
        if isinstance(each, str):
            continue
        if each.tag == "h3":
            heading = HEADING.fullmatch(each.text(*PARTS))
            label = heading["label"] if heading else each.text(*PARTS)
            choice = choice_of(label) or PLURAL.get(fold(label))
            if heading and choice in COUNTERS:
                counters[COUNTERS[choice]] = int(heading["count"])
        elif each.tag == "div" and each.has("class", "osobaa"):
            entries.append(Entry(_name(each.text(*PARTS)), choice, label or "brak nagłówka", _place(each)))
    return entries, counters


def _name(text: str) -> str:
    """Take the vote off a name: some councils' pages print „Czerner Marian (WSTRZYMAŁ(A) SIĘ)”."""
    return squash(re.sub(r"\s*\(.*\)\s*$", "", text))


def _counters_in_one_line(content: bytes) -> dict[str, int]:
    """Read „ZA: 15, PRZECIW: 0, WSTRZYMUJĘ SIĘ: 0, BRAK GŁOSU: 0, NIEOBECNI: 0”, all that a vote without names has."""
    line = IN_ONE_LINE.search(page_text(content, lossy=True))
    pairs = re.findall(r"([^\W\d][\w\s]*?):\s*(\d+)", line[0]) if line else []
    choices = [(choice_of(words) or PLURAL.get(fold(words)), int(count)) for words, count in pairs]
    return {COUNTERS[choice]: count for choice, count in choices if choice in COUNTERS}
