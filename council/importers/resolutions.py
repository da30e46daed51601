"""Storing draft resolutions and the resolutions that were adopted."""

from __future__ import annotations

from datetime import date
from typing import Any

from council.drafts import AgendaItemDraft, ResolutionDraft, VoteDraft
from council.importers.places import city, refuse_other_city, term_on
from council.importers.rulings import join, relate_by_title
from council.models import DraftResolution, Meeting, Resolution, Term
from watchdog.archive.remembering import once
from watchdog.archive.writing import Evidence, Outcome, Stored, correct, upsert
from watchdog.core.ids import resolution_number
from watchdog.core.text import fold, slugify
from watchdog.ingest.source import Rejection

CUT = "[…]"
"""How a source's shortened title ends; it never replaces a whole one."""


def store_resolution(draft: ResolutionDraft, evidence: Evidence) -> Stored:
    """Store an adopted resolution, found by its number, or by day and title where the source gives no number.

    What its title says that it does to other resolutions is stored with it.
    """
    refuse_other_city(draft.council)
    if draft.journal_on and draft.journal_year not in (None, draft.journal_on.year):
        raise Rejection(f"Dziennik z {draft.journal_on:%d.%m.%Y} nie może mieć rocznika {draft.journal_year}.")
    number = normal_number(draft.number)
    values: dict[str, Any] = {
        "adopted_on": draft.adopted_on,
        "title": draft.title,
        "journal_year": draft.journal_year,
        "journal_position": draft.journal_position,
        "journal_on": draft.journal_on,
        "in_force_on": draft.in_force_on,
        "eli": draft.eli,
        "guid": draft.guid,
        "validity": draft.validity.value,
        "validity_note": draft.validity_note,
        "note": draft.note,
    }
    resolution = _find(number, draft.year, draft.title) or _new(number, draft.year, draft.title, draft.adopted_on)
    outcome = upsert(resolution, values, evidence, draft.model_dump(mode="json"))
    if settle(resolution, evidence) and outcome is Outcome.UNCHANGED:
        outcome = Outcome.CHANGED
    return Stored(resolution, outcome)


def correct_resolution(resolution: Resolution, values: dict[str, Any], evidence: Evidence) -> Outcome:
    """Correct a resolution; what its title says of other resolutions follows the corrected title."""
    outcome = correct(resolution, values, evidence)
    settle(resolution, evidence)
    return outcome


def settle(resolution: Resolution, evidence: Evidence) -> bool:
    """Join what was known by the number alone, and what the title says; tell whether the title said anything new."""
    join(resolution)
    return relate_by_title(resolution, evidence)


def normal_number(text: str) -> str:
    """Bring a number to ``XLIV/949/2014``; one that no rule explains stays as printed."""
    known = resolution_number(text) if text else None
    return str(known) if known else text


def resolution_of(draft: VoteDraft, evidence: Evidence) -> Resolution | None:
    """Give the resolution a vote adopted; the vote itself is evidence of it where nothing else is yet."""
    if not draft.resolution:
        return None
    number = normal_number(draft.resolution)
    found = _find(number, draft.year, draft.subject)
    if found is None:
        found = _new(number, draft.year, draft.subject, draft.day)
        upsert(found, {"adopted_on": draft.day, "title": draft.subject}, evidence, data={})
        join(found)
    return found


def resolution_numbered(number: str) -> Resolution | None:
    """Give the resolution of a number, if the portal knows it."""
    return _find(normal_number(number), 0, "") if number else None


def _find(number: str, year: int, title: str) -> Resolution | None:
    if number:
        return Resolution.objects.filter(number=number).first() or once(Resolution.objects.all(), number=number)
    return Resolution.objects.filter(number="", year=year, slug=slugify(title, 100)).first()


def _new(number: str, year: int, title: str, day: date | None) -> Resolution:
    known = city().term_on(day) if day else None
    return Resolution(
        number=number,
        year=year,
        slug=slugify(number or title, 100),
        term=term_on(day) if day and known else None,
    )


def draft_resolution_of(draft: AgendaItemDraft, meeting: Meeting, evidence: Evidence) -> DraftResolution:
    """Store the draft that an agenda brings under a print number, and the print it stands in for.

    A person who enters an agenda item adds to a draft that is known, and corrects nothing of it: that is done at the
    draft itself, with a reason.
    """
    replaced = _numbered(meeting.term, draft.replaces, evidence) if draft.replaces else None
    record = _found(meeting.term, draft.print_number) or _unsaved(meeting.term, draft.print_number)
    values: dict[str, Any] = {"replaces": replaced, "amended": draft.amended or record.amended}
    if not (record.title and draft.title.endswith(CUT)):
        values["title"] = plain_title(draft.title)
    if meeting.day and (record.day is None or meeting.day < record.day):
        values["day"] = meeting.day
    if evidence.user and record.pk:
        values = {field: value for field, value in values.items() if not getattr(record, field)}
    upsert(record, values, evidence, draft.model_dump(mode="json"))
    return record


def known_draft(term: Term, number: str) -> DraftResolution | None:
    """Give the draft of a print number, if an agenda has brought it."""
    return _found(term, number) if number else None


def plain_title(title: str) -> str:
    """Take the office's „Projekt uchwały” off the head of a title."""
    head = "projekt uchwaly "
    return title[len(head) :] if fold(title).startswith(head) else title


def _numbered(term: Term, number: str, evidence: Evidence) -> DraftResolution:
    record = _found(term, number) or _unsaved(term, number)
    if record.pk is None:  # known only because another print took its place
        upsert(record, {}, evidence, data={})
    return record


def _found(term: Term, number: str) -> DraftResolution | None:
    return DraftResolution.objects.filter(term=term, slug=slugify(number)).first()


def _unsaved(term: Term, number: str) -> DraftResolution:
    return DraftResolution(term=term, number=number, slug=slugify(number))
