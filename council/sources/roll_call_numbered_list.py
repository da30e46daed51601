"""Roll calls as a numbered list under the resolution they adopted: „1. Magdalena Budny TAK”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from pydantic import ValidationError

from council.checks import FIELDS, checked, future
from council.drafts import BallotDraft, Official, SessionDraft, VoteDraft
from council.labels import choice_of, split_label
from council.sources._counters import counters_in
from council.sources._heads import head_of
from council.sources._line_ends import joined
from council.sources._rows import Row, is_text, rows_of
from watchdog.core.ids import print_reference, resolution_number
from watchdog.core.text import fold, squash
from watchdog.ingest.pdf import looks_like_pdf
from watchdog.ingest.reasons import polish
from watchdog.ingest.source import Authority, Disclosure, Draft, Finding, Reject, Source, Unreadable

OPENS = re.compile(
    r"(?:wyniki?\s+)?(?:glosowani[ae]\s+imienne(?:go)?|imienn\w+\s+(?:wykaz|lista|wyniki?)\s+glosowan\w*|(?:wykaz|lista)\s+imienn\w+\s+glosowan\w*)\b"
)
RESOLUTION = re.compile(r"uchwała\s+(?:nr\s+)?(?P<number>[IVXLCDM]+\s?/\s?\d{1,4}\s?/\s?\d{2,4})\b.*", re.IGNORECASE)
ABOUT = re.compile(r"w\s+sprawie\b\s*:?\s*", re.IGNORECASE)
ENTRY = re.compile(r"(?P<number>\d{1,3})\s?[.)]?\s+(?P<rest>[^\W\d_].*)")
IN_BRACKETS = re.compile(r"\s*\(([^()]+)\)\s*$")
"""„Magdalena Budny (TAK)”."""
DASH = " –—-:,."
ABOVE = 15
"""So many lines above a list at most speak of its question."""
GAP = 4
"""So many lines at most may stand between two rows of a list: a page number, the office's name."""
LEAST = 3
"""A document with fewer names is not taken for such a list."""


class RollCallNumberedList(Source):
    """
    Publisher: city councils that set a numbered list of names under a resolution (Gliwice, 2014).
    Cadence: none known; such lists stand in minutes and on pages that quote them.
    Licence: public-sector information, re-used under the act of 11 August 2021 on open data.
    Caveat: the one known list is a copy on a residents' page; it prints no counters, and no hour.
    """

    # Source
    slug = "roll_call_numbered_list"
    title = "Imienne wykazy głosowań (numerowana lista nazwisk)"
    city = "generic"
    homepage = ""
    authority = Authority.OFFICE
    disclosure = Disclosure.PUBLIC
    media_types = ("text/html", "text/plain", "application/pdf")
    complete = False
    seed = False
    live = False

    def recognises(self, content: bytes, name: str = "") -> bool:
        if not looks_like_pdf(content) and not (is_text(content) and b"imienn" in content.lower()):
            return False
        try:
            blocks = list(_blocks(rows_of(content, pages=3)))
        except Unreadable:
            return False
        return any(sum(bool(_parted(entry.text)[1]) for entry in block.entries) >= LEAST for block in blocks)

    def parse(self, content: bytes) -> Iterator[Draft | Reject]:
        blocks = list(_blocks(rows_of(content)))
        if not blocks:
            raise Unreadable("not_a_roll_call", "W dokumencie nie ma numerowanej listy głosów z nazwiskami.")
        for block in blocks:
            yield from _vote(block)


@dataclass
class _Entry:
    """A numbered line of the list."""

    number: int
    text: str
    place: str


@dataclass
class _Block:
    """One vote: the lines of its question, the list, and what stands right below it."""

    above: list[Row]
    place: str
    entries: list[_Entry] = field(default_factory=list)
    below: list[Row] = field(default_factory=list)
    stray: list[Row] = field(default_factory=list)
    """Rows that look like more of the list and whose numbers do not go on with it."""


def _blocks(rows: list[Row]) -> Iterator[_Block]:
    """Cut the document at the lines that open a list; a line of them without names below opens nothing."""
    starts = [index for index, row in enumerate(rows) if OPENS.match(fold(row.text))]
    end = 0
    for start, limit in zip(starts, [*starts[1:], len(rows)], strict=False):
        block = _Block(_question(rows[max(end, start - ABOVE) : start]), rows[start].place)
        end = _fill(block, rows, start + 1, limit)
        if block.entries:
            yield block


def _question(above: list[Row]) -> list[Row]:
    """Keep the lines from the resolution's number on, where one is named."""
    named = [index for index, row in enumerate(above) if RESOLUTION.fullmatch(row.text)]
    return above[named[-1] :] if named else above


def _fill(block: _Block, rows: list[Row], start: int, limit: int) -> int:
    """Gather the list's lines and say where it ends; a line without a number may be the rest of the one before."""
    within = list(_by_columns(rows[start:limit]))
    for index, row in enumerate(within):
        found = ENTRY.fullmatch(row.text)
        last = block.entries[-1] if block.entries else None
        if found and int(found["number"]) == (last.number + 1 if last else 1):
            block.entries.append(_Entry(int(found["number"]), found["rest"], row.place))
        elif last and not found and not _parted(last.text)[1] and len(row.text) < 60:
            last.text = f"{last.text} {row.text}"
        elif last and not any(_continues(last, each) for each in within[index + 1 : index + 1 + GAP]):
            block.below = [each for each in within[index : index + 6] if counters_in(fold(each.text))]
            block.stray = [each for each in within[index:] if _is_entry(each.text)]
            return min(start + index, limit)
    return limit


def _continues(last: _Entry, row: Row) -> bool:
    """Say whether a row bears the number after the last one, and a choice."""
    found = ENTRY.fullmatch(row.text)
    return bool(found and int(found["number"]) == last.number + 1 and _parted(found["rest"])[1])


def _by_columns(rows: list[Row]) -> Iterator[Row]:
    """Give the rows; of entries that stand side by side, each alone, in the order of their numbers."""
    for listed, group in groupby(rows, key=_holds_entries):
        block = list(group)
        if listed and any(len(row.cells) > 1 for row in block):
            cells = [Row((cell,), row.place) for row in block for cell in _beside(row)]
            yield from sorted(cells, key=_entry_number)
        else:
            yield from block


def _holds_entries(row: Row) -> bool:
    return all(map(_is_entry, _beside(row)))


def _beside(row: Row) -> tuple[str, ...]:
    """Give the entries of a row; one whose number, name and choice are cells of their own is one."""
    return row.cells if all(map(_is_entry, row.cells)) else (row.text,)


def _is_entry(text: str) -> bool:
    found = ENTRY.fullmatch(text)
    return bool(found and _parted(found["rest"])[1])


def _entry_number(row: Row) -> int:
    found = ENTRY.fullmatch(row.text)
    return int(found["number"]) if found else 0


def _parted(text: str) -> tuple[str, str]:
    """Part an entry into name and label."""
    return split_label(IN_BRACKETS.sub(r" \1", re.sub(r"\s[–—-]\s", " ", text)))


def _vote(block: _Block) -> Iterator[SessionDraft | VoteDraft | Reject]:
    lines = [row.text for row in block.above]
    head = head_of(lines)
    found = next((found for line in lines if (found := RESOLUTION.fullmatch(line))), None)
    number = resolution_number(found["number"]) if found else None
    if head.day is None:
        yield Reject(place=block.place, reason="Nad listą nazwisk nie ma dnia głosowania.", raw="\n".join(lines)[:2000])
        return
    meeting = head.meeting(head.day).model_copy(update={"number": number.session if number else head.number})
    yield SessionDraft(place=block.place, meeting=meeting, sittings=(head.day,), findings=future(head.day, block.place))
    ballots, doubts, rejects = _ballots(block.entries)
    yield from rejects
    for row in block.stray:
        yield Reject(
            place=row.place, reason=f"Wiersz poza kolejnością numerów listy: „{row.text}”; głosu nie zapisano."
        )
    subject = _subject(lines)
    try:
        vote = VoteDraft(
            place=block.place,
            findings=tuple(doubts),
            meeting=meeting,
            subject=subject,
            on=head.day,
            year=head.day.year,
            official=Official(**counters_in(fold(" | ".join(row.text for row in block.below)))),
            ballots=tuple(ballots),
            print_number=print_reference(subject).number,
            resolution=str(number or ""),
        )
    except ValidationError as error:
        yield Reject(place=block.place, reason=polish(error, FIELDS), raw="\n".join(lines)[:2000])
    else:
        yield checked(vote, by_name=True)


def _subject(lines: list[str]) -> str:
    """Give the question from „w sprawie” on; without these words, the last line above the list."""
    start = next((index for index, line in enumerate(lines) if ABOUT.match(line)), None)
    if start is None:
        return lines[-1] if lines else ""
    return squash(ABOUT.sub("w sprawie ", joined(lines[start:]), count=1))


def _ballots(entries: list[_Entry]) -> tuple[list[BallotDraft], list[Finding], list[Reject]]:
    """Read name and choice of each line; one without a word that we know is rejected by itself."""
    ballots, doubts, rejects = [], [], []
    for entry in entries:
        name, label = _parted(entry.text)
        choice = choice_of(label)
        if choice and not any(map(str.isdigit, name)):
            ballots.append(BallotDraft(name=name.rstrip(DASH), choice=choice, label=label, place=entry.place))
            continue
        reason = f"W wierszu {entry.number} listy nie rozpoznano głosu: „{entry.text}”; głosu nie zapisano."
        rejects.append(Reject(place=entry.place, reason=reason))
        doubts.append(Finding(code="unknown_label", text=reason, place=entry.place))
    return ballots, doubts, rejects
