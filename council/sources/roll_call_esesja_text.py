"""Roll calls that eSesja prints as text: a question, the counters, and under each choice the names in a row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime

from pydantic import ValidationError

from council.checks import FIELDS, checked, future
from council.drafts import BallotDraft, Choice, MeetingRef, Official, Result, SessionDraft, VoteDraft, VoteKind
from council.labels import choice_of
from council.sources._ballots import Listed, ballots_of
from council.sources._counters import COUNTER, PRESENT, counter_of, counters_in
from council.sources._esesja_text import OUTCOME, QUORUM, Block, Group, entries, opens, read_print
from council.sources._heads import Head, head_of
from council.sources._items import item_of
from council.sources._line_ends import joined
from council.sources._meetings import DAY
from watchdog.core.dates import parse_date, parse_datetime
from watchdog.core.ids import print_reference, resolution_number
from watchdog.core.text import fold, name_key, squash
from watchdog.ingest.pdf import Line, first_lines, text_layer
from watchdog.ingest.reasons import polish
from watchdog.ingest.source import Authority, Disclosure, Draft, Finding, Reject, Source, Unreadable

LOOK = 6
"""So many first pages tell whether a document is such a print: a title and the people present may fill some."""
ADOPTED = re.compile(
    r"[,;]?\s*\buchwała\s+(?:[\w.]+\s+){0,5}?nr\s+(?P<number>[IVXLCDM]+\s?/\s?\d{1,4}\s?/\s?\d{2,4})"
    r"\s+z\s+(?:dn\.|dnia)\s*(?P<day>[\d.]+(?:\s*r\.)?)\s*$",
    re.IGNORECASE,
)
"""„uchwała RMG Nr XXXV/888/21 z dn. 29.04.21”, which the office writes behind the item that the vote adopted."""
TOLD_SECRET = re.compile(r"\bglosowani(?:e|u)\s+tajn|\btajn\w+\s+glosowani(?:e|u)\b")
MARKED_SECRET = re.compile(r"\(\s*(?:glosowanie\s+)?tajne\s*\)")
MOMENT = re.compile(rf"[\s:,;–-]*(?P<when>{DAY},?\s+(?:o\s+)?godz\.?\s*\d{{1,2}}[:.]\d{{2}})\s*\.?$", re.IGNORECASE)
"""The moment that some prints add behind the question."""


class RollCallEsesjaText(Source):
    """
    Publisher: councils whose sessions are run with eSesja and which publish its text print as a PDF (Gdańsk).
    Cadence: after each session; one file for the session, or one for each vote.
    Licence: public-sector information, re-used under the act of 11 August 2021 on open data.
    Caveat: votes have no numbers, and many prints give no hour; two votes worded alike on one day look like one;
        where the print does not say to which meeting it belongs, only the day of the vote tells.
    """

    # Source
    slug = "roll_call_esesja_text"
    title = "Imienne wykazy głosowań (wydruk tekstowy eSesja)"
    city = "generic"
    homepage = ""
    authority = Authority.OFFICE
    disclosure = Disclosure.PUBLIC
    media_types = ("application/pdf",)
    complete = False
    seed = False
    live = False

    def recognises(self, content: bytes, name: str = "") -> bool:
        return _is_one(first_lines(content, LOOK))

    def parse(self, content: bytes) -> Iterator[Draft | Reject]:
        lines, scans = text_layer(content)
        found = read_print(lines)
        if not found.blocks:
            raise Unreadable("not_a_roll_call", "Ten plik PDF nie jest imiennym wykazem głosowania.")
        head = head_of(found.head)
        met: set[MeetingRef] = set()
        for block, following in zip(found.blocks, [*found.blocks[1:], None], strict=True):
            alone = following is None or bool(following.heading)
            for draft in _vote(block, head, alone=alone):
                if isinstance(draft, SessionDraft):
                    if draft.meeting in met:
                        continue
                    met.add(draft.meeting)
                yield draft
        for page in scans:
            yield Reject(place=f"p. {page}", reason="Strona jest obrazem bez warstwy tekstowej.")


def _is_one(lines: list[Line]) -> bool:
    texts = [fold(line.text) for line in lines]
    results = any(re.match(r"wyniki (?:glosowania|imienne)", text) or COUNTER.match(text) for text in texts)
    return results and any(opens(line, following) for line, following in zip(lines, [*lines[1:], None], strict=True))


def _vote(block: Block, head: Head, *, alone: bool) -> Iterator[SessionDraft | VoteDraft | Reject]:
    """Build a vote and its session; what cannot be read of it is rejected with its reason, the rest stays."""
    subject, when = _subject(block, head)
    day = when.date() if isinstance(when, datetime) else when
    if day is None:
        reason = "Ani przy głosowaniu, ani w nagłówku dokumentu nie ma dnia głosowania."
        yield Reject(place=block.place, reason=reason, raw=_raw(block))
        return
    meeting = head.meeting(day)
    begins = head.begins if day == head.day else None
    yield SessionDraft(
        place=block.place, meeting=meeting, sittings=(day,), starts_at=begins, findings=future(day, block.place)
    )
    ballots, doubts, rejects = ballots_of(_named(block))
    secret = block.secret or _secret_by_words(subject, ballots)
    if secret and ballots:
        text = f"Głosowanie tajne, a druk wymienia {len(ballots)} nazwisk; nazwisk nie zapisano."
        doubts, ballots = [*doubts, Finding(code="secret_with_names", text=text, place=block.place)], []
    yield from rejects
    words, resolution = _adopted(subject, block, day, alone=alone)
    official, differences = _official(block)
    result = _result(block)
    try:
        vote = VoteDraft(
            place=block.place,
            findings=(*differences, *doubts),
            meeting=meeting,
            item=item_of(words),
            subject=words,
            on=when,
            year=day.year,
            secret=secret,
            kind=VoteKind.QUORUM if _is_quorum(block, words) else VoteKind.UNKNOWN,
            official=official,
            ballots=tuple(ballots),
            result=result,
            result_label=block.outcome,
            print_number=print_reference(words).number,
            resolution="" if result is Result.FAILED else resolution,
        )
    except ValidationError as error:
        yield Reject(place=block.place, reason=polish(error, FIELDS), raw=_raw(block))
    else:
        yield checked(vote, by_name=True)


def _subject(block: Block, head: Head) -> tuple[str, datetime | date | None]:
    """Read the question, and when it was put: beside the vote, behind its question, else on the day in the heading."""
    words = squash(joined(block.subject)) or squash(joined([line.text for line in block.heading[-1:]]))
    if "wniosek" in block.how:
        words = f"wniosek w sprawie {words}"
    behind = MOMENT.search(words)
    when = _moment(block.when)
    if behind and (moment := _moment(behind["when"])):
        words, when = words[: behind.start()], when or moment
    return words, when or head.day


def _moment(text: str) -> datetime | date | None:
    text = re.sub(r"\s*,?\s*(?:o\s+)?(godz)", r" \1", text)
    try:
        return parse_datetime(text) or parse_date(text)
    except ValueError:
        return None


def _adopted(subject: str, block: Block, day: date, *, alone: bool) -> tuple[str, str]:
    """Give the question, and the resolution that the office wrote behind it, or behind the item that it is alone under.

    The number counts as the vote's own only with the day of the vote beside it: other numbers are those of older acts.
    """
    own = ADOPTED.search(subject)
    words = subject[: own.start()] if own else subject
    found = own or (ADOPTED.search(squash(joined([line.text for line in block.heading]))) if alone else None)
    if not found or _day(found["day"]) != day:
        return words, ""
    return words, str(resolution_number(found["number"]) or "")


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


def _official(block: Block) -> tuple[Official, list[Finding]]:
    """Read the printed counters: those of the summary, else the one in a choice's heading; say where the two differ."""
    counters = counters_in(" ".join(block.counters))
    findings = []
    for group in block.groups:
        field = counter_of(group.label)
        if field == "present" and not _is_attendance(group, block.groups):
            field = "nie_glosowali"
        if not field or group.printed is None:
            continue
        above = counters.setdefault(field, group.printed)
        if above != group.printed:
            text = f"W podsumowaniu przy „{group.label}” stoi {above}, a nad nazwiskami {group.printed}."
            findings.append(Finding(code="counters_disagree", text=text, place=group_place(group, block)))
    try:
        return Official(**counters), findings
    except ValidationError as error:
        text = polish(error, FIELDS)
        return Official(), [*findings, Finding(code="counters_disagree", text=text, place=block.place)]


def _is_attendance(group: Group, groups: list[Group]) -> bool:
    """Say whether a list headed „OBECNI” is the list of those present, and not of those present without a vote."""
    if fold(group.label) not in PRESENT:
        return False
    here = {name_key(name.text) for name in group.names.names()}
    cast = [other for other in groups if choice_of(other.label) in (Choice.FOR, Choice.AGAINST, Choice.ABSTAIN)]
    return all(name_key(name.text) in here for other in cast for name in other.names.names())


def group_place(group: Group, block: Block) -> str:
    return group.names.lines[0].place if group.names.lines else block.place


def _named(block: Block) -> Iterator[Listed]:
    """Yield each name with its label, whether it stands under a heading or before „(ZA)”.

    A list of those present beside the lists of those who voted names nobody's vote and is passed over.
    """
    voted = any(choice_of(group.label) in (Choice.FOR, Choice.AGAINST, Choice.ABSTAIN) for group in block.groups)
    for group in block.groups:
        if voted and _is_attendance(group, block.groups):
            continue
        for name in group.names.names():
            yield Listed(name.text, group.label, name.place)
    for text, label, place in entries(block.inline):
        yield Listed(squash(text), squash(label), place)


def _secret_by_words(subject: str, ballots: list[BallotDraft]) -> bool:
    """Say whether the question itself tells of a secret ballot; a vote *about* one that lists names was open."""
    text = fold(subject)
    return bool(MARKED_SECRET.search(text)) or (not ballots and bool(TOLD_SECRET.search(text)))


def _is_quorum(block: Block, subject: str) -> bool:
    """Say whether people were only counted: the question says so, or nothing but presence is listed."""
    present = {fold(group.label) for group in block.groups}
    only = bool(present & set(PRESENT)) and all(
        choice_of(label) in (Choice.NOT_VOTING, Choice.ABSENT) for label in present
    )
    return block.quorum or bool(QUORUM.match(fold(subject))) or (only and not block.counters)


def _result(block: Block) -> Result:
    text = fold(block.outcome)
    found = OUTCOME.match(text)
    if not found:
        return Result.UNKNOWN
    refused = bool(re.search(r"\bnie\s", text)) != found["word"].startswith("odrzuc")
    return Result.FAILED if refused else Result.PASSED


def _raw(block: Block) -> str:
    return squash(" ".join([*block.subject, *block.counters]))[:2000]
