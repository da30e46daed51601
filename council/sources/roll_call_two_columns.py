"""Roll calls printed by the voting system in two columns, one vote after another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime

from pydantic import ValidationError

from council.checks import FIELDS, checked, future
from council.drafts import BallotDraft, MeetingRef, Official, SessionDraft, VoteDraft, VoteKind
from council.labels import choice_of
from council.sources._ballots import gaps
from council.sources._items import item_of
from council.sources._meetings import meeting_titled
from council.sources._outcomes import outcome
from council.sources._two_columns import (
    HEADING,
    Block,
    Entry,
    blocks,
    number_and_subject,
    table,
    without_figures,
)
from watchdog.core.dates import parse_date, parse_datetime
from watchdog.core.ids import print_reference
from watchdog.core.text import fold
from watchdog.ingest.pdf import Cell, first_lines, text_layer
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
DATE = re.compile(r"\bdata(?: i (?:godzina|czas))? glosowania:?\s*(?P<when>[^|]+)")
SECRET = re.compile(r"(?:typ|rodzaj) glosowania:?[^:]*\btajn")
QUORUM = re.compile(r"\b(?:kworum|quorum|obecnosci)\b")
ROLL_OF_PRESENCE = {"obecny", "obecna", "nieobecny", "nieobecna"}
"""The words of a list that says who is in the room, not who is for or against."""


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
        return any(True for _ in blocks(first_lines(content)))

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
    secret = bool(SECRET.search(fold(block.body[0].text)))
    ballots, doubts, rejects = _ballots(block)
    if secret and ballots:
        text = f"Głosowanie tajne, a druk wymienia {len(ballots)} nazwisk; nazwisk nie zapisano."
        doubts, ballots = [*doubts, Finding(code="secret_with_names", text=text, place=block.place)], []
    number, subject = number_and_subject(block.subject)
    number = number or _number_in_heading(block)
    result, result_label = outcome(line.text for line in block.facts)
    try:
        vote = VoteDraft(
            place=block.place,
            findings=(*findings, *_quorum(block), *doubts),
            meeting=meeting,
            number=number,
            item=item_of(subject),
            subject=subject,
            on=when,
            year=day.year,
            secret=secret,
            kind=_kind(subject, ballots),
            official=_official(block),
            ballots=tuple(ballots),
            result=result,
            result_label=result_label,
            print_number=print_reference(subject).number,
        )
    except ValidationError as error:
        return [session], [*rejects, Reject(place=block.place, reason=polish(error, FIELDS), raw=_raw(block))]
    return [session, checked(vote, by_name=True)], rejects


def _meeting(block: Block) -> tuple[MeetingRef | None, list[Finding]]:
    """Read „20 | XX sesja Rady Miasta Katowice”: the number twice, and the body's name as printed."""
    aside = [int(cell.text) for line in block.title for cell in line.cells if cell.text.isdecimal()]
    title = " ".join(dict.fromkeys(map(without_figures, block.title)))  # a running head may say it once more
    meeting = meeting_titled(title, aside[0] if aside else None)
    if meeting and aside and meeting.number != aside[0]:
        text = f"Nagłówek „{title}” podaje numer {meeting.number}, a obok stoi {aside[0]}."
        return meeting, [Finding(code="session_number_differs", text=text, place=block.place)]
    return meeting, []


def _number_in_heading(block: Block) -> int | None:
    """Read the vote's number where the print puts it into the heading: „Głosowanie nr 29”."""
    found = HEADING.fullmatch(fold(block.heading.text)) if block.heading else None
    return int(found["number"]) if found and found["number"] else None


def _kind(subject: str, ballots: list[BallotDraft]) -> VoteKind:
    """Tell a check of the quorum, whose list says who is present and nothing else."""
    words = {fold(ballot.label) for ballot in ballots}
    checks = QUORUM.search(fold(subject)) and words <= ROLL_OF_PRESENCE
    return VoteKind.QUORUM if checks else VoteKind.UNKNOWN


def _when(block: Block) -> datetime | date | str:
    """Read the date of the vote, with minutes where printed; say in Polish why it cannot be one."""
    found = DATE.search(" | ".join(fold(line.text) for line in block.facts))
    if not found:
        return "Brak daty głosowania."
    try:
        when = parse_datetime(found["when"]) or parse_date(found["when"])
    except ValueError:
        when = None
    return when or f"Data głosowania „{found['when'].strip()}” nie jest datą."


def _official(block: Block) -> Official:
    """Read the counters that the print states, each by its own words; one without a number stays unknown."""
    text = " | ".join(fold(line.text) for line in block.facts)
    printed = ((counter, re.search(rf"\b{words}:?\s+(\d+)\b", text)) for counter, words in COUNTERS.items())
    return Official(**{counter: int(found[1]) for counter, found in printed if found})


def _quorum(block: Block) -> Iterator[Finding]:
    if any(re.search(r"kworum nie zostalo osiagniete|brak kworum", fold(line.text)) for line in block.facts):
        yield Finding(code="no_quorum", text="Druk podaje, że kworum nie zostało osiągnięte.", place=block.place)


def _ballots(block: Block) -> tuple[list[BallotDraft], list[Finding], list[Reject]]:
    """Read the list of names; a row with a word that is no choice, or without one, is rejected by itself."""
    ballots, doubts, rejects = [], [], []
    found = list(table(block.body))
    for entry in found:
        if isinstance(entry, Cell):
            rejects.append(Reject(place=block.place, reason=f"Tekst poza wierszami tabeli: „{entry.text}”."))
            continue
        name, label = entry.name, entry.label
        choice = choice_of(label)
        if name and choice:
            ballots.append(BallotDraft(name=name, choice=choice, label=label, place=entry.place))
            continue
        reason = _row_reason(entry, name, label)
        rejects.append(Reject(place=entry.place, reason=reason))
        if name and label:
            doubts.append(Finding(code="unknown_label", text=reason, place=entry.place))
    missing = gaps(entry.number for entry in found if isinstance(entry, Entry))
    if missing:
        rejects.append(Reject(place=block.place, reason=f"W wykazie brak wierszy o numerach: {missing}."))
    return ballots, doubts, rejects


def _row_reason(entry: Entry, name: str, label: str) -> str:
    if name and label:
        return f"Nieznane słowo „{label}” przy nazwisku „{name}”; głosu nie zapisano."
    missing = "głosu" if name else "nazwiska"
    return f"W wierszu {entry.number} wykazu brak {missing}."


def _raw(block: Block) -> str:
    return "\n".join(line.text for line in (*block.title, *block.subject, *block.body))[:2000]
