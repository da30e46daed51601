"""Storing meetings and their agendas."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from council.drafts import AgendaItemDraft, SessionDraft
from council.importers.places import find_meeting, meeting_of, meeting_values, prove_committee, refuse_other_city
from council.importers.resolutions import draft_resolution_of
from council.models import AgendaItem, Meeting, Sitting
from watchdog.archive.remembering import once
from watchdog.archive.writing import Evidence, Outcome, Stored, already_waits, change_of, stands, upsert
from watchdog.ingest.source import Rejection

SITTINGS = "days"
"""How a change of the days on which a meeting sat is marked."""


def store_session(draft: SessionDraft, evidence: Evidence) -> Stored:
    """Store a meeting with every day it sat."""
    refuse_other_city(draft.meeting.council)
    meeting = find_meeting(draft.meeting)
    values = {
        **meeting_values(meeting, draft.meeting),
        "starts_at": draft.starts_at,
        "venue": draft.venue,
        "recording": draft.recording,
        "present": draft.present,
        "absent": draft.absent,
        "note": draft.note,
    }
    outcome = upsert(meeting, values, evidence, draft.model_dump(mode="json"))
    prove_committee(meeting.body, meeting.term, evidence)
    return Stored(meeting, _with_sittings(meeting, draft, evidence, outcome))


def _with_sittings(meeting: Meeting, draft: SessionDraft, evidence: Evidence, outcome: Outcome) -> Outcome:
    """Add the days that a document knows of; where a person has set the days, the longer list waits."""
    days = set(draft.sittings) | ({draft.meeting.day} if draft.meeting.day else set())
    known = set(meeting.sittings.values_list("day", flat=True))
    missing = days - known
    if not missing:
        return outcome
    before, after = listed(known), listed(known | days)
    if stands(meeting, SITTINGS, before, evidence):
        if not already_waits(meeting, SITTINGS, after):
            change_of(meeting, SITTINGS, before, after, evidence, applied=False).save()
        return outcome
    Sitting.objects.bulk_create([Sitting(meeting=meeting, day=day) for day in sorted(missing)])
    return Outcome.CHANGED if outcome is Outcome.UNCHANGED else outcome


def listed(days: Iterable[date]) -> str:
    """Give days as a change of them is kept and shown: ``2024-05-07, 2024-05-08``."""
    return ", ".join(day.isoformat() for day in sorted(days))


def store_agenda_item(draft: AgendaItemDraft, evidence: Evidence) -> Stored:
    """Store an item of an agenda and, where it carries a print number, the draft resolution it brings."""
    refuse_other_city(draft.meeting.council)
    meeting = meeting_of(draft.meeting, evidence)
    if meeting is None:
        raise Rejection("Punkt porządku bez numeru i daty sesji.")
    items = AgendaItem.objects.filter(meeting=meeting)
    item = items.filter(label=draft.label).first() or once(items, label=draft.label)
    values = {
        "position": draft.position,
        "title": draft.title,
        "draft": draft_resolution_of(draft, meeting, evidence) if draft.print_number else None,
        "note": draft.note,
    }
    item = item or AgendaItem(meeting=meeting, label=draft.label)
    return Stored(item, upsert(item, values, evidence, draft.model_dump(mode="json")))
