"""Storing who was at a meeting, each layer by itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from council.drafts import AttendanceDraft
from council.importers.people import Roster
from council.importers.places import meeting_of, refuse_other_city
from council.models import Attendance, Mandate, Meeting, Person
from watchdog.archive.writing import Evidence, Outcome, Stored, change_of, correct, stands, upsert
from watchdog.core.text import name_key
from watchdog.ingest.source import Finding, Rejection

COMPUTED = {"no_mandate", "not_on_roster"}
"""Findings that are computed anew from the stored record; the others are the document's own and stay."""


def store_attendance(draft: AttendanceDraft, evidence: Evidence, person: Person | None = None) -> Stored:
    """
    Store one name of a layer of a meeting's attendance, with the doubts that the name raises.

    ``person`` is whom a volunteer has pointed at; a document knows the name alone. A list proves that the meeting was
    held.
    """
    refuse_other_city(draft.meeting.council)
    meeting = meeting_of(draft.meeting, evidence)
    if meeting is None:
        raise Rejection("Obecność bez numeru i daty posiedzenia.")
    person = person or _on_roster(meeting, draft.name)
    record = _known(draft, meeting, person) or Attendance(meeting=meeting, layer=draft.layer.value, name=draft.name)
    leads = record.pk is None or evidence.weight >= record.authority
    values = {"note": draft.note, **({"person": person} if person else {}), **_presence(record, draft, evidence)}
    outcome = upsert(record, values, evidence, draft.model_dump(mode="json"))
    own = [finding.model_dump() for finding in draft.findings] if leads else record.findings
    if settle(record, own) and outcome is Outcome.UNCHANGED:
        outcome = Outcome.CHANGED
    return Stored(record, outcome, tuple(record.findings))


def correct_attendance(record: Attendance, values: Mapping[str, Any], evidence: Evidence) -> Outcome:
    """Correct one name of a meeting's attendance; the doubts that the name raises are found anew."""
    outcome = correct(record, values, evidence)
    settle(record, record.findings)
    return outcome


def settle(record: Attendance, findings: list[dict[str, str]]) -> bool:
    """Bring the doubts about a name in line with the record, and tell whether they changed."""
    own = [finding for finding in findings if finding["code"] not in COMPUTED]
    settled = [*own, *(finding.model_dump() for finding in _doubts(record))]
    if record.findings == settled:
        return False
    record.findings = settled
    record.save(update_fields=["findings", "updated_at"])
    return True


def _on_roster(meeting: Meeting, name: str) -> Person | None:
    found = Roster(meeting.term, meeting=meeting).find(name)
    return Person.objects.get(pk=found) if found else None


def _known(draft: AttendanceDraft, meeting: Meeting, person: Person | None) -> Attendance | None:
    """Give the row of the person in this layer, else the one of the same name, whoever bears it by now."""
    rows = Attendance.objects.filter(meeting=meeting, layer=draft.layer.value)
    found = rows.filter(person=person).first() if person else None
    return found or next((row for row in rows if name_key(row.name) == name_key(draft.name)), None)


def _presence(record: Attendance, draft: AttendanceDraft, evidence: Evidence) -> dict[str, object]:
    """
    Give what a draft may say of somebody's presence: state and hours are one statement and come from one document.

    Where a person's word or a stronger document stands, only the state is offered, to wait or to be left alone.
    """
    told: dict[str, object] = {"state": draft.state.value, "came_at": draft.came_at, "left_at": draft.left_at}
    if record.pk is None:
        return told
    typed = any(stands(record, field, getattr(record, field), evidence) for field in told)
    if typed or evidence.weight < record.authority:
        return {"state": draft.state.value}
    if record.state != draft.state or draft.came_at or draft.left_at:
        _forget_hours(record, draft, evidence)
    return told


def _forget_hours(record: Attendance, draft: AttendanceDraft, evidence: Evidence) -> None:
    """Take off the hours that the new statement does not give; each is kept as a change."""
    for field in ("came_at", "left_at"):
        before = getattr(record, field)
        if before and getattr(draft, field) is None:
            change_of(record, field, before, None, evidence).save()
            setattr(record, field, None)


def _doubts(record: Attendance) -> list[Finding]:
    """Say that nobody on the roster bears the name, or that the person held no mandate on the day."""
    if record.person_id is None:
        text = f"Nazwiska „{record.name}” nie ma w spisie radnych tej kadencji."
        return [Finding(code="not_on_roster", text=text, place=record.place)]
    day = record.meeting.day
    if day is None or Mandate.objects.held_on(day).filter(person=record.person_id).exists():
        return []
    text = f"{record.name}: brak mandatu w dniu posiedzenia."
    return [Finding(code="no_mandate", text=text, place=record.place)]
