"""Roll calls published as a DOCX: a paragraph with the question and the counters, then a table of names a choice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from pydantic import ValidationError

from council.checks import FIELDS, checked, future
from council.drafts import MeetingRef, Official, Result, SessionDraft, VoteDraft
from council.labels import choice_of
from council.sources._ballots import Listed, ballots_of
from council.sources._counters import COUNTER, counter_of, counters_in
from council.sources._docx import Part, looks_like_zip, parts
from council.sources._name_lists import looks_like_names
from watchdog.core.dates import parse_date
from watchdog.core.ids import print_reference, resolution_number, roman_to_int
from watchdog.core.text import fold, squash
from watchdog.ingest.reasons import polish
from watchdog.ingest.source import Authority, Disclosure, Draft, Reject, Source, Unreadable

TITLE = re.compile(
    r"(?:imienne\s+)?(?:wyniki\s+)?głosowa(?:nia|nie|ń)(?:\s+imienn\w+)?\s+z\s+(?:(?P<roman>[IVXLCDM]+)|(?P<figures>\d{1,3})\.?)"
    r"\s+(?:\w*zwyczajnej\s+)?sesji\s+(?P<rest>.+)",
    re.IGNORECASE,
)
COUNCIL_AND_DAY = re.compile(
    r"(?P<council>.+?)(?:\s*[,–—]\s*|\s+-\s+|\s+(?=[zw]\s+dni))(?:[zw]\s+dni[au]\s+)?(?P<day>\d.*)"
)
OPENS = "radni glosowali nastepujaco"
"""Stands between a question and its counters, folded."""
COUNTED = re.compile(r"\s*\(\d+\)\s*:?$")
"""The count that some offices put behind the heading of a choice."""
ROW = re.compile(r"\d{1,3}\s?[.)]\s*(?=[^\W\d_])")
ADOPTED = re.compile(r"Uchwała\s+Nr\s+(?P<number>[IVXLCDM]+/\d+/\d{2,4})\b", re.IGNORECASE)
REFUSED = re.compile(r"\buchwały\s+nie\s+podjęto\b", re.IGNORECASE)
DASH = "–-—"
LOOK = 60
"""So many first lines and cells tell whether a document is a roll call."""


class RollCallDocxTables(Source):
    """
    Publisher: city councils that publish roll calls as a DOCX with a table of names for each choice (Warszawa).
    Cadence: one file for a session, after it.
    Licence: public-sector information, re-used under the act of 11 August 2021 on open data.
    Caveat: votes have no numbers and no hour, and absent people are not listed; two votes worded alike look like one; a
        question that means nothing alone („– poprawka nr 2”) is joined by us to the heading printed above it.
    """

    # Source
    slug = "roll_call_docx_tables"
    title = "Imienne wykazy głosowań (DOCX z tabelami nazwisk)"
    city = "generic"
    homepage = ""
    authority = Authority.OFFICE
    disclosure = Disclosure.PUBLIC
    media_types = ("application/vnd.openxmlformats-officedocument.wordprocessingml.document",)
    complete = False
    seed = False
    live = False

    def recognises(self, content: bytes, name: str = "") -> bool:
        if not looks_like_zip(content):
            return False
        try:
            first = list(islice(parts(content), LOOK))
        except Unreadable:
            return False
        return any(TITLE.fullmatch(part.text) for part in first) and any(_opens(part) for part in first)

    def parse(self, content: bytes) -> Iterator[Draft | Reject]:
        found = list(_with_names(parts(content)))
        blocks = list(_blocks(found))
        if not blocks:
            raise Unreadable("not_a_roll_call", "Ten plik DOCX nie jest imiennym wykazem głosowania.")
        meeting, day, place = _meeting(found)
        yield SessionDraft(place=place, meeting=meeting, sittings=(day,), findings=future(day, place))
        heading = ""
        for block in blocks:
            heading = block.heading or (heading if block.dashed else "")
            yield from _vote(block, heading, meeting, day)


@dataclass
class _Block:
    """One vote: the lines of its question, the lines after it, and the cells under the heading of each choice."""

    question: list[Part]
    body: list[Part] = field(default_factory=list)
    opening: str = ""
    """What stands behind the opening words, on their line."""

    @property
    def place(self) -> str:
        return self.question[-1].place if self.question else self.body[0].place

    @property
    def dashed(self) -> bool:
        """Whether the question is one of a row („– wniosek mniejszości nr 2”), which a heading explains."""
        return bool(self.question) and self.question[-1].text[0] in DASH

    @property
    def heading(self) -> str:
        """The lines before a dashed question, which hold for all that follow it."""
        return " ".join(part.text for part in self.question[:-1]) if self.dashed else ""

    @property
    def subject(self) -> str:
        own = self.question[-1:] if self.dashed else self.question
        return squash(" ".join(part.text for part in own)).lstrip(f"{DASH} ")


def _with_names(found: Iterable[Part]) -> Iterator[Part]:
    """Turn names that stand in lines under the heading of a choice into cells, as if there were a table."""
    listing = False
    for part in found:
        listed = listing and not part.cell and " " in part.text and looks_like_names(part.text)
        listing = listed or (not part.cell and bool(_heading(part.text)))
        if listed:
            names = (name for piece in part.pieces for name in re.split(r"\s*[,;]\s*", piece) if name)
            yield from (Part(name, True, part.place) for name in names)
        else:
            yield part


def _heading(text: str) -> str:
    """Give the words of a choice that head a list of names; empty for another text."""
    words = COUNTED.sub("", text).rstrip(" :")
    return words if choice_of(words) else ""


def _opens(part: Part) -> bool:
    return not part.cell and fold(part.text).startswith(OPENS)


def _blocks(found: list[Part]) -> Iterator[_Block]:
    """Cut the document into votes: a question is what stands between the last name before it and its opening words."""
    starts = [index for index, part in enumerate(found) if _opens(part)]
    first = [_question_start(found, index) for index in starts]
    for start, opened, end in zip(first, starts, [*first, len(found)][1:], strict=True):
        yield _Block(found[start:opened], found[opened + 1 : end], found[opened].text[len(OPENS) :])


def _question_start(found: list[Part], opened: int) -> int:
    start = opened
    while start and not found[start - 1].cell and not _ends_before(found[start - 1].text):
        start -= 1
    return start


def _ends_before(line: str) -> bool:
    """Say whether a line belongs to what stands before a question: the title, a counter, the heading of a choice."""
    counts = COUNTER.match(fold(line))
    counter = bool(counts and counter_of(counts["label"]))
    return bool(TITLE.fullmatch(line) or counter or (line.endswith((":", ")")) and _heading(line)))


def _meeting(found: list[Part]) -> tuple[MeetingRef, date, str]:
    """Read „Wyniki głosowania z IX sesji Rady m.st. Warszawy – 29 sierpnia 2024 r.”."""
    for part in found:
        title = None if part.cell else TITLE.fullmatch(part.text)
        rest = title and COUNCIL_AND_DAY.fullmatch(title["rest"])
        if not title or not rest:
            continue
        try:
            day = parse_date(rest["day"])
            meeting = MeetingRef(council=rest["council"], number=_number(title), day=day)
        except ValueError:
            continue
        if day:
            return meeting, day, part.place
    raise Unreadable("wrong_shape", "W dokumencie brak tytułu z numerem sesji, nazwą rady i jednym dniem obrad.")


def _number(title: re.Match[str]) -> int:
    return roman_to_int(title["roman"]) if title["roman"] else int(title["figures"])


def _vote(block: _Block, heading: str, meeting: MeetingRef, day: date) -> Iterator[VoteDraft | Reject]:
    ballots, doubts, rejects = ballots_of(_named(block))
    yield from rejects
    subject = f"{heading.rstrip(':')}: {block.subject}" if heading and block.subject else block.subject
    adopted = ADOPTED.match(subject)
    refused = REFUSED.search(subject)
    try:
        draft = VoteDraft(
            place=block.place,
            findings=tuple(doubts),
            meeting=meeting,
            subject=subject,
            on=day,
            year=day.year,
            official=_official(block),
            ballots=tuple(ballots),
            result=Result.FAILED if refused else Result.UNKNOWN,
            result_label=refused[0] if refused else "",
            print_number=print_reference(subject).number,
            resolution=str(resolution_number(adopted["number"]) or "") if adopted else "",
        )
    except ValidationError as error:
        raw = "\n".join(part.text for part in (*block.question, *block.body))[:2000]
        yield Reject(place=block.place, reason=polish(error, FIELDS), raw=raw)
    else:
        yield checked(draft, by_name=True)


def _official(block: _Block) -> Official:
    """Read the counters as printed; one that is not printed stays unknown."""
    lines = [part.text for part in block.body if not part.cell]
    return Official(**counters_in(fold(" | ".join([block.opening, *lines]))))


def _named(block: _Block) -> Iterator[Listed]:
    """Yield each name with the heading above it."""
    label = ""
    for part in block.body:
        if part.cell and not _heading(part.text):
            yield Listed(ROW.sub("", part.text), label, part.place)
        else:
            label = _heading(part.text) or part.text.rstrip(" :")
