"""Storing what was written and said at a meeting."""

from __future__ import annotations

from council.drafts import MeetingRef, MinutesPageDraft, PassageDraft, TimeCodeDraft
from council.importers.places import meeting_of, refuse_other_city
from council.models import Meeting, MinutesPage, Passage, TimeCode
from watchdog.archive.remembering import once
from watchdog.archive.writing import Evidence, Stored, upsert
from watchdog.ingest.source import Rejection


def store_minutes_page(draft: MinutesPageDraft, evidence: Evidence) -> Stored:
    """Store a page of minutes, found by its number; the meeting it tells of becomes known by it."""
    meeting = _meeting(draft.meeting, evidence)
    page = MinutesPage.objects.filter(meeting=meeting, number=draft.number).first()
    record = page or MinutesPage(meeting=meeting, number=draft.number)
    values = {"text": draft.text, "note": draft.note}
    return Stored(record, upsert(record, values, evidence, draft.model_dump(mode="json")))


def store_passage(draft: PassageDraft, evidence: Evidence) -> Stored:
    """Store a passage of a recording, found by the second at which it begins."""
    meeting = _meeting(draft.meeting, evidence)
    passage = Passage.objects.filter(meeting=meeting, starts=draft.starts).first()
    record = passage or Passage(meeting=meeting, starts=draft.starts)
    values = {"ends": draft.ends, "text": draft.text, "note": draft.note}
    return Stored(record, upsert(record, values, evidence, draft.model_dump(mode="json")))


def store_time_code(draft: TimeCodeDraft, evidence: Evidence) -> Stored:
    """Store where an item was taken up; the item itself may not be known yet."""
    meeting = _meeting(draft.meeting, evidence)
    codes = TimeCode.objects.filter(meeting=meeting)
    code = codes.filter(label=draft.label).first() or once(codes, label=draft.label)
    record = code or TimeCode(meeting=meeting, label=draft.label)
    values = {"starts": draft.starts, "note": draft.note}
    return Stored(record, upsert(record, values, evidence, draft.model_dump(mode="json")))


def _meeting(ref: MeetingRef, evidence: Evidence) -> Meeting:
    refuse_other_city(ref.council)
    meeting = meeting_of(ref, evidence)
    if meeting is None:
        raise Rejection("Nie wiadomo, którego posiedzenia dotyczy ten tekst: brak numeru i daty.")
    return meeting
