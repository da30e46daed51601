"""Roll calls printed by the voting system in two columns, one vote after another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime

from pydantic import ValidationError

from council.checks import FIELDS, checked, future
from council.drafts import BallotDraft, BodyKind, MeetingRef, Official, SessionDraft, VoteDraft
from council.labels import choice_of
from council.sources._two_columns import Block, Entry, blocks, joined, number_and_subject, table
from watchdog.core.dates import parse_date, parse_datetime
from watchdog.core.ids import print_reference, roman_to_int
from watchdog.core.text import fold, squash
from watchdog.ingest.pdf import Cell, looks_like_pdf, text_layer
from watchdog.ingest.reasons import polish
from watchdog.ingest.source import Authority, Disclosure, Draft, Finding, Reject, Source, Unreadable

COUNTERS = {
    "za": "glosy za",
    "przeciw": "glosy przeciw",
    "wstrzymal_sie": "glosy wstrzymujace sie",
    "nieobecni": "liczba nieobecnych",
    "nie_glosowali": "(?:glosy nieoddane|obecni nieglosujacy)",
    "eligible": "liczba uprawnionych",
    "present": "liczba obecnych",
}
SESSION = re.compile(
    r"(?:(?P<roman>[IVXLCDM]+)\s+)?(?:\w+\s+)?sesja\s+(?:(?:nad)?zwyczajna\s+|uroczysta\s+)?(?P<council>.+)",
    re.IGNORECASE,
)
ITEM = re.compile(r"(?P<label>\d{1,3}(?:\.\d{1,2})?\s?[A-Za-z]?)\s?[.)](?!\d)")


class RollCallTwoColumns(Source):
    """
    Publisher: city councils whose voting system prints roll calls in two columns (Katowice, Bydgoszcz, Wrocław).
    Cadence: after each session; some offices publish a file for each vote, others one for the session.
    Licence: public-sector information, re-used under the act of 11 August 2021 on open data.
    Caveat: a late correction of a vote is printed in the minutes, not here; a scan of such a print has no text to read.
    """

    # Source
    slug = "roll_call_two_columns"
    title = "Imienne wykazy głosowań (wydruk dwukolumnowy)"
    city = "generic"
    homepage = ""
    authority = Authority.OFFICE
    disclosure = Disclosure.PUBLIC
    media_types = ("application/pdf",)
    complete = False
    seed = False
    live = False

    def recognises(self, content: bytes, name: str = "") -> bool:
        if not looks_like_pdf(content):
            return False
        try:
            lines = text_layer(content, pages=1).lines
        except Unreadable:
            return False
        return any(True for _ in blocks(lines))

    def parse(self, content: bytes) -> Iterator[Draft | Reject]:
        lines, scans = text_layer(content)
        votes = list(blocks(lines))
        if not votes:
            raise Unreadable("not_a_roll_call", "Ten plik PDF nie jest imiennym wykazem głosowania.")
        met: set[MeetingRef] = set()
        for block in votes:
            drafts, rejects = _vote(block)
            for draft in drafts:
                if isinstance(draft, SessionDraft) and draft.meeting in met:
                    continue
                met.add(draft.meeting)
                yield draft
            yield from rejects
        for page in scans:
            yield Reject(place=f"p. {page}", reason="Strona jest obrazem bez warstwy tekstowej.")


def _vote(block: Block) -> tuple[list[SessionDraft | VoteDraft], list[Reject]]:
    """Build a vote and its session; a vote that cannot be one is rejected with its reason, the session stays."""
    meeting, findings = _meeting(block)
    when = _when(block)
    if isinstance(when, str) or meeting is None:
        reason = when if isinstance(when, str) else "Nie rozpoznano nagłówka z numerem sesji i nazwą rady."
        return [], [Reject(place=block.place, reason=reason, raw=_raw(block))]
    day = when.date() if isinstance(when, datetime) else when
    meeting = meeting.model_copy(update={"day": day})
    session = SessionDraft(place=block.place, meeting=meeting, sittings=(day,), findings=future(day, block.place))
    secret = bool(re.search(r"typ glosowania:?\s+taj", fold(block.body[0].text)))
    ballots, doubts, rejects = _ballots(block)
    if secret and ballots:
        text = f"Głosowanie tajne, a druk wymienia {len(ballots)} nazwisk; nazwisk nie zapisano."
        doubts, ballots = [*doubts, Finding(code="secret_with_names", text=text, place=block.place)], []
    number, subject = number_and_subject(block.subject)
    item = ITEM.match(subject)
    try:
        vote = VoteDraft(
            place=block.place,
            findings=(*findings, *_quorum(block), *doubts),
            meeting=meeting,
            number=number,
            item=item["label"].replace(" ", "") if item else "",
            subject=subject,
            on=when,
            year=day.year,
            secret=secret,
            official=_official(block),
            ballots=tuple(ballots),
            print_number=print_reference(subject).number,
        )
    except ValidationError as error:
        return [session], [*rejects, Reject(place=block.place, reason=polish(error, FIELDS), raw=_raw(block))]
    return [session, checked(vote)], rejects


def _meeting(block: Block) -> tuple[MeetingRef | None, list[Finding]]:
    """Read „20 | XX sesja Rady Miasta Katowice”: the number twice, and the council's name as printed."""
    cells = [cell for line in block.title for cell in line.cells]
    aside = [int(cell.text) for cell in cells if cell.text.isdecimal()]
    title = squash(" ".join(cell.text for cell in cells if not cell.text.isdecimal()))
    found = SESSION.fullmatch(title)
    if not found:
        return None, []
    try:
        number = roman_to_int(found["roman"]) if found["roman"] else (aside[0] if aside else None)
        meeting = MeetingRef(kind=BodyKind.COUNCIL, council=found["council"], number=number)
    except ValueError:
        return None, []
    if aside and number is not None and aside[0] != number:
        text = f"Nagłówek podaje numer sesji {found['roman']}, a obok {aside[0]}."
        return meeting, [Finding(code="session_number_differs", text=text, place=block.place)]
    return meeting, []


def _when(block: Block) -> datetime | date | str:
    """Read the date of the vote, with minutes where printed; say in Polish why it cannot be one."""
    found = re.search(r"data glosowania:?\s*(.+)", fold(block.body[0].text))
    if not found:
        return "Brak daty głosowania."
    try:
        when = parse_datetime(found[1]) or parse_date(found[1])
    except ValueError:
        when = None
    return when or f"Data głosowania „{found[1]}” nie jest datą."


def _official(block: Block) -> Official:
    """Read the counters that the print states, each by its own words; one without a number stays unknown."""
    text = " | ".join(fold(line.text) for line in block.body)
    printed = ((counter, re.search(rf"\b{words}:?\s+(\d+)\b", text)) for counter, words in COUNTERS.items())
    return Official(**{counter: int(found[1]) for counter, found in printed if found})


def _quorum(block: Block) -> Iterator[Finding]:
    if any(re.search(r"kworum nie zostalo osiagniete|brak kworum", fold(line.text)) for line in block.body):
        yield Finding(code="no_quorum", text="Druk podaje, że kworum nie zostało osiągnięte.", place=block.place)


def _ballots(block: Block) -> tuple[list[BallotDraft], list[Finding], list[Reject]]:
    """Read the list of names; a row with a word that is no choice, or without one, is rejected by itself."""
    ballots, doubts, rejects = [], [], []
    for entry in table(block.body):
        if isinstance(entry, Cell):
            rejects.append(Reject(place=block.place, reason=f"Tekst poza wierszami tabeli: „{entry.text}”."))
            continue
        name, label = joined(entry.name), joined(entry.label)
        choice = choice_of(label)
        if name and choice:
            ballots.append(BallotDraft(name=name, choice=choice, label=label, place=entry.place))
            continue
        reason = _row_reason(entry, name, label)
        rejects.append(Reject(place=entry.place, reason=reason))
        if name and label:
            doubts.append(Finding(code="unknown_label", text=reason, place=entry.place))
    return ballots, doubts, rejects


def _row_reason(entry: Entry, name: str, label: str) -> str:
    if name and label:
        return f"Nieznane słowo „{label}” przy nazwisku „{name}”; głosu nie zapisano."
    missing = "głosu" if name else "nazwiska"
    return f"W wierszu {entry.number} wykazu brak {missing}."


def _raw(block: Block) -> str:
    return "\n".join(line.text for line in (*block.title, *block.subject, *block.body))[:2000]
