"""Storing remarks: each stands beside the vote it speaks of, and changes nothing of it."""

from __future__ import annotations

from typing import Any

from council.checks import future
from council.drafts import RemarkDraft, VoteDraft
from council.importers.people import Roster
from council.importers.places import find_meeting, refuse_other_city
from council.importers.votes import find_vote
from council.models import Remark, Vote
from watchdog.archive.remembering import once
from watchdog.archive.writing import Evidence, Outcome, Stored, correct, upsert
from watchdog.ingest.source import Finding, Rejection


def store_remark(draft: RemarkDraft, evidence: Evidence, vote: Vote | None = None) -> Stored:
    """Store a remark to a vote; ``vote`` is the one a volunteer has pointed at. A remark never makes a vote."""
    refuse_other_city(draft.meeting.council)
    vote = vote or _vote_of(draft)
    spoken = {"about": draft.about, "said_by": draft.said_by.value, "speaker": draft.speaker}
    ours = Remark.objects.filter(vote=vote)
    record = ours.filter(**spoken).first() or once(ours, **spoken) or Remark(vote=vote, **spoken)
    outcome = upsert(record, _values(draft), evidence, draft.model_dump(mode="json"))
    if settle(record) and outcome is Outcome.UNCHANGED:
        outcome = Outcome.CHANGED
    return Stored(record, outcome, tuple(record.findings))


def correct_remark(record: Remark, values: dict[str, Any], evidence: Evidence) -> Outcome:
    """Correct a remark; whose choice it speaks of is found anew."""
    outcome = correct(record, values, evidence)
    settle(record)
    return outcome


def _vote_of(draft: RemarkDraft) -> Vote:
    """Give the vote a remark speaks of; raise ``Rejection`` where the portal knows no such vote."""
    if draft.on is None:
        raise Rejection("Nie podano dnia głosowania, do którego jest uwaga.")
    meeting = find_meeting(draft.meeting)
    asked = VoteDraft(
        meeting=draft.meeting, number=draft.number, subject=draft.subject, on=draft.on, year=draft.on.year
    )
    vote = find_vote(asked, meeting) if meeting.pk else None
    if vote is None:
        raise Rejection(f"Nie znamy głosowania z {draft.on:%d.%m.%Y} o treści „{draft.subject}”.")
    return vote


def settle(record: Remark) -> bool:
    """Find who is meant and what raises a doubt; tell whether anything changed."""
    before = (record.person_id, record.findings)
    meeting = record.vote.meeting
    roster = Roster(meeting.term, meeting=meeting) if meeting and record.about else None
    record.person_id = roster.find(record.about) if roster else None
    record.findings = [finding.model_dump() for finding in (*_unknown(record), *future(record.said_on, record.place))]
    if before == (record.person_id, record.findings):
        return False
    record.save(update_fields=["person", "findings", "updated_at"])
    return True


def _unknown(record: Remark) -> list[Finding]:
    if not record.about or record.person_id:
        return []
    text = f"Nazwiska „{record.about}” nie ma w spisie radnych tej kadencji."
    return [Finding(code="not_on_roster", text=text, place=record.place)]


def _values(draft: RemarkDraft) -> dict[str, Any]:
    return {"said_on": draft.said_on, "mistaken": draft.mistaken, "text": draft.text, "note": draft.note}
