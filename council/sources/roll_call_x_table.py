"""Roll calls printed as tables with an „X” under what each person chose."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from pydantic import ValidationError

from council.checks import COUNTERS, FIELDS, checked, future
from council.drafts import BallotDraft, MeetingRef, Official, SessionDraft, VoteDraft
from council.labels import choice_of
from council.sources._ballots import gaps
from council.sources._items import item_of
from council.sources._line_ends import joined, joined_name
from council.sources._meetings import meeting_titled
from council.sources._x_table import SAVED, Block, Row, Total, blocks, read
from watchdog.core.dates import parse_date, parse_datetime
from watchdog.core.ids import print_reference
from watchdog.core.text import fold
from watchdog.ingest.pdf import first_lines, text_layer
from watchdog.ingest.reasons import polish
from watchdog.ingest.source import Authority, Disclosure, Draft, Finding, Reject, Source, Unreadable


class RollCallXTable(Source):
    """
    Publisher: city councils whose voting system prints an „X” under each person's choice (Łódź).
    Cadence: one file for a session, after it.
    Licence: public-sector information, re-used under the act of 11 August 2021 on open data.
    Caveat: votes have no numbers, and how many were entitled to vote is not printed; the hour is when results were
        saved. Names stand family name first, although the heading says otherwise.
    """

    # Source
    slug = "roll_call_x_table"
    title = "Imienne wykazy głosowań (tabela ze znakami X)"
    city = "generic"
    homepage = ""
    authority = Authority.OFFICE
    disclosure = Disclosure.PUBLIC
    media_types = ("application/pdf",)
    complete = False
    seed = False
    live = False

    def recognises(self, content: bytes, name: str = "") -> bool:
        return any(block.saved for block in blocks(first_lines(content)))

    def parse(self, content: bytes) -> Iterator[Draft | Reject]:
        lines, scans = text_layer(content)
        votes = list(blocks(lines))
        if not votes:
            raise Unreadable("not_a_roll_call", "Ten plik PDF nie jest imiennym wykazem głosowania.")
        met: set[MeetingRef] = set()
        for block in votes:
            for each in _vote(block):
                if isinstance(each, SessionDraft):
                    if each.meeting in met:
                        continue
                    met.add(each.meeting)
                yield each
        for page in scans:
            yield Reject(place=f"p. {page}", reason="Strona jest obrazem bez warstwy tekstowej.")


def _vote(block: Block) -> Iterator[Draft | Reject]:
    """Give a vote after its session; a vote that cannot be one is rejected with its reason, the session stays."""
    meeting = meeting_titled(" ".join(line.text for line in block.title))
    when = _when(block)
    if meeting is None or isinstance(when, str):
        reason = when if isinstance(when, str) else "Nie rozpoznano nagłówka z numerem sesji i nazwą rady."
        yield Reject(place=block.place, reason=reason, raw=_raw(block))
        return
    day = when.date() if isinstance(when, datetime) else when
    meeting = meeting.model_copy(update={"day": day})
    yield SessionDraft(place=block.place, meeting=meeting, sittings=(day,), findings=future(day, block.place))
    rows, totals, loose = read(block.body)
    ballots, doubts, rejects = _ballots(rows)
    secret = "tajn" in fold(block.opening.text)
    if secret and ballots:
        text = f"Głosowanie tajne, a druk wymienia {len(ballots)} nazwisk; nazwisk nie zapisano."
        doubts, ballots = [*doubts, Finding(code="secret_with_names", text=text, place=block.place)], []
    subject = joined([line.text for line in block.subject])
    try:
        draft = VoteDraft(
            place=block.place,
            findings=tuple(doubts),
            meeting=meeting,
            item=item_of(subject),
            subject=subject,
            on=when,
            year=day.year,
            secret=secret,
            official=_official(totals),
            ballots=tuple(ballots),
            print_number=print_reference(subject).number,
        )
    except ValidationError as error:
        yield Reject(place=block.place, reason=polish(error, FIELDS), raw=_raw(block))
    else:
        yield checked(draft, by_name=True)
    yield from rejects
    for cell in loose:
        yield Reject(place=block.place, reason=f"Tekst poza wierszami tabeli: „{cell.text}”.")
    for missing in _gaps(rows):
        yield Reject(place=block.place, reason=f"W wykazie brak wierszy o numerach: {missing}.")


def _when(block: Block) -> datetime | date | str:
    """Read „Wyniki zapisano dnia: 2025-12-17, 09:12”; say in Polish why it cannot be a date."""
    found = SAVED.match(fold(block.saved.text)) if block.saved else None
    if not found:
        return "Brak daty głosowania."
    try:
        when = parse_datetime(found["when"]) or parse_date(found["when"])
    except ValueError:
        when = None
    return when or f"Data głosowania „{found['when']}” nie jest datą."


def _official(totals: list[Total]) -> Official:
    """Read the printed totals, each by the words above its column; a table that is not printed states nothing."""
    printed = ((choice_of(total.label), total.number) for total in totals)
    return Official(**{COUNTERS[choice][0]: count for choice, count in printed if choice in COUNTERS})


def _ballots(rows: list[Row]) -> tuple[list[BallotDraft], list[Finding], list[Reject]]:
    """Read the rows; one without a name, without a mark, with two marks or with a word we do not know is rejected."""
    ballots: list[BallotDraft] = []
    doubts: list[Finding] = []
    rejects: list[Reject] = []
    for row in rows:
        name, label = joined_name(row.name), " ".join(row.labels)
        choice = choice_of(label) if len(row.labels) == 1 else None
        if name and choice:
            ballots.append(BallotDraft(name=name, choice=choice, label=label, place=row.place))
            continue
        reason = _row_reason(row, name, label)
        rejects.append(Reject(place=row.place, reason=reason))
        if name and label:
            doubts.append(Finding(code="unknown_label", text=reason, place=row.place))
    return ballots, doubts, rejects


def _gaps(rows: list[Row]) -> Iterator[str]:
    """Name the numbers left out in each of the vote's tables, which are all numbered from 1."""
    starts = [at for at, row in enumerate(rows) if at == 0 or row.number <= rows[at - 1].number]
    for start, end in zip(starts, [*starts[1:], len(rows)], strict=True):
        yield from filter(None, [gaps(row.number for row in rows[start:end])])


def _row_reason(row: Row, name: str, label: str) -> str:
    if not name or not label:
        return f"W wierszu {row.number} wykazu brak {'głosu' if name else 'nazwiska'}."
    if len(row.labels) > 1:
        return f"Przy nazwisku „{name}” stoi więcej niż jeden głos („{'”, „'.join(row.labels)}”); głosu nie zapisano."
    return f"Nieznane słowo „{label}” przy nazwisku „{name}”; głosu nie zapisano."


def _raw(block: Block) -> str:
    return "\n".join(line.text for line in block.lines)[:2000]
