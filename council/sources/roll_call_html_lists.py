"""Roll calls on an old page: numbered votes, counters in words, and under each choice a table of names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pydantic import ValidationError

from council.checks import FIELDS, checked, future
from council.drafts import Official, SessionDraft, VoteDraft
from council.labels import choice_of
from council.sources._ballots import Listed, ballots_of
from council.sources._counters import COUNTER, counters_in
from council.sources._heads import Head, head_of
from council.sources._items import item_of
from council.sources._line_ends import joined
from council.sources._name_lists import ROW, looks_like_names
from council.sources._rows import Row, is_text, rows_of
from watchdog.core.ids import print_reference
from watchdog.core.text import fold, squash
from watchdog.ingest.reasons import polish
from watchdog.ingest.source import Authority, Disclosure, Draft, Reject, Source, Unreadable

NUMBER = re.compile(r"numer glosowania\s*:?\s*(?P<number>\d{1,4})$")
OPENS = "radni glosowali nastepujaco"
"""Stands between a question and its counters, folded."""


class RollCallHtmlLists(Source):
    """
    Publisher: city councils that put roll calls on a page of their own before 2018 (Gryfino, 2013).
    Cadence: one page for a session, after it.
    Licence: public-sector information, re-used under the act of 11 August 2021 on open data.
    Caveat: the page gives no hour and no one who was absent; who was present without a vote is listed.
    """

    # Source
    slug = "roll_call_html_lists"
    title = "Imienne wykazy głosowań (strona z listami nazwisk)"
    city = "generic"
    homepage = ""
    authority = Authority.OFFICE
    disclosure = Disclosure.PUBLIC
    media_types = ("text/html", "text/plain")
    complete = False
    seed = False
    live = False

    def recognises(self, content: bytes, name: str = "") -> bool:
        if not is_text(content) or b"umer g" not in content:
            return False
        try:
            texts = [fold(row.text) for row in rows_of(content)]
        except Unreadable:
            return False
        return any(NUMBER.fullmatch(text) for text in texts) and any(text.startswith(OPENS) for text in texts)

    def parse(self, content: bytes) -> Iterator[Draft | Reject]:
        rows = rows_of(content)
        starts = [index for index, row in enumerate(rows) if NUMBER.fullmatch(fold(row.text))]
        if not starts:
            raise Unreadable("not_a_roll_call", "Na tej stronie nie ma imiennych wykazów głosowań.")
        head = head_of(row.text for row in rows[: starts[0]])
        if head.day is None:
            raise Unreadable("wrong_shape", "Nad głosowaniami nie ma dnia sesji.")
        place = rows[starts[0]].place
        findings = future(head.day, place)
        yield SessionDraft(place=place, meeting=head.meeting(head.day), sittings=(head.day,), findings=findings)
        for start, end in zip(starts, [*starts[1:], len(rows)], strict=True):
            yield from _vote(_block(rows[start:end]), head)


@dataclass
class _Block:
    """One vote: its number, the lines of its question, its counters, and the names with the word above them."""

    number: int
    place: str
    question: list[str] = field(default_factory=list)
    counters: list[str] = field(default_factory=list)
    names: list[Listed] = field(default_factory=list)


def _block(rows: list[Row]) -> _Block:
    found = NUMBER.fullmatch(fold(rows[0].text))
    block = _Block(int(found["number"]) if found else 0, rows[0].place)
    opened, label = False, ""
    for row in rows[1:]:
        text = fold(row.text)
        if text.startswith(OPENS):
            opened = True
        elif not opened:
            block.question.append(row.text)
        elif COUNTER.search(text):
            block.counters.append(text)
        elif text.endswith(":") or choice_of(text):
            label = row.text.rstrip(" :")
        elif label:
            block.names += [Listed(name, label, row.place) for name in _names(row.cells)]
    return block


def _names(cells: tuple[str, ...]) -> Iterator[str]:
    """Give the names of a row; two cells of one word each are a name that a wide gap parted („Eugeniusz  Robak”)."""
    parts = (ROW.sub("", part) for cell in cells for part in re.split(r"[,;]", cell))
    rest = [squash(part) for part in parts if any(map(str.isalpha, part))]
    while rest:
        name = rest.pop(0)
        if " " not in name and rest and " " not in rest[0]:
            name = f"{name} {rest.pop(0)}"
        yield name


def _vote(block: _Block, head: Head) -> Iterator[VoteDraft | Reject]:
    ballots, doubts, rejects = ballots_of(each for each in block.names if looks_like_names(each.name))
    yield from rejects
    for each in block.names:
        if not looks_like_names(each.name):
            yield Reject(place=each.place, reason=f"Tekst „{each.name}” na liście nazwisk nie jest nazwiskiem.")
    subject = squash(joined(block.question))
    try:
        vote = VoteDraft.model_validate(
            {
                "place": block.place,
                "findings": doubts,
                "meeting": head.meeting(head.day),
                "number": block.number,
                "item": item_of(subject),
                "subject": subject,
                "on": head.day,
                "year": head.day.year if head.day else 0,
                "official": Official(**counters_in(" | ".join(block.counters))),
                "ballots": ballots,
                "print_number": print_reference(subject).number,
            }
        )
    except ValidationError as error:
        yield Reject(place=block.place, reason=polish(error, FIELDS), raw=subject[:2000])
    else:
        yield checked(vote, by_name=True)
