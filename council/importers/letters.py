"""Storing what the letters of an interpellation say: who asked and on which day, and on which day it was answered."""

from __future__ import annotations

from datetime import date
from typing import Any

from council.drafts import AnswerState, LetterDraft, LetterRole
from council.importers.interpellations import BETWEEN, TERM_ASSUMED, of_letter, settle
from council.importers.places import city, term_named
from council.models import Interpellation
from watchdog.archive.writing import Evidence, Outcome, Stored, upsert
from watchdog.ingest.source import Finding, Rejection


def store_letter(draft: LetterDraft, evidence: Evidence) -> Stored:
    """Add what a letter says to the interpellation that a list has made known; a letter alone makes no record."""
    record = of_letter(draft.question_url)
    if record is None:
        raise Rejection("Nie znamy interpelacji, do której należy to pismo; najpierw trzeba odczytać listę w BIP.")
    day, doubts = _day(draft, record)
    asked = draft.role is LetterRole.QUESTION
    values = _of_question(draft, day, record) if asked else _of_answer(day)
    outcome = upsert(record, values, evidence, draft.model_dump(mode="json"))
    own = [finding for finding in record.findings if finding["place"] != draft.place]
    if record.received_on:
        own = [finding for finding in own if finding["code"] != TERM_ASSUMED]
    own += [finding.model_dump() for finding in (*draft.findings, *doubts)]
    if settle(record, own) and outcome is Outcome.UNCHANGED:
        outcome = Outcome.CHANGED
    return Stored(record, outcome, tuple(record.findings))


def _of_question(draft: LetterDraft, day: date | None, record: Interpellation) -> dict[str, Any]:
    values: dict[str, Any] = {"authors": BETWEEN.join(draft.authors)} if draft.authors else {}
    if day is None:
        return values
    known = city().term_on(day)
    term = term_named(known.slug) if known and _assumed(record) else record.term
    return values | {"received_on": day, "term": term}


def _of_answer(day: date | None) -> dict[str, Any]:
    given = {"answer": AnswerState.GIVEN.value}
    return given | {"answered_on": day} if day else given


def _day(draft: LetterDraft, record: Interpellation) -> tuple[date | None, list[Finding]]:
    """
    Give the letter's day with the doubts that it raises.

    A day outside the record's term is not taken over: counted from, it would accuse. Where the term itself was only
    assumed, the day decides it.
    """
    day = draft.dated_on
    if day is None:
        return None, []
    held = city().term_on(day)
    if held is None or not (_assumed(record) or held.slug == record.term.slug or draft.role is LetterRole.ANSWER):
        text = f"Dzień {day:%d.%m.%Y} na piśmie leży poza kadencją {record.term.slug}; dnia nie przyjęto."
        return None, [Finding(code="day_outside_term", text=text, place=draft.place)]
    if draft.role is LetterRole.ANSWER:
        return day, []
    text = f"Dzień pytania, {day:%d.%m.%Y}, to data na piśmie; do urzędu mogło wpłynąć później."
    return day, [Finding(code="letter_date", text=text, place=draft.place)]


def _assumed(record: Interpellation) -> bool:
    return any(finding["code"] == TERM_ASSUMED for finding in record.findings)
