"""Storing committees, who sat in them or had a function in the council, and their opinions on drafts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from council.drafts import BodyKind, BodyMembershipDraft, CommitteeDraft, MeetingRef, OpinionDraft
from council.importers.people import person_named
from council.importers.places import body_of, committee_in, prove_committee, refuse_other_city, term_named
from council.importers.resolutions import known_draft
from council.models import Body, BodyMembership, DraftResolution, Meeting, Opinion, Person, Term
from watchdog.archive.remembering import once
from watchdog.archive.writing import Evidence, Outcome, Stored, correct, upsert
from watchdog.ingest.source import Rejection


def store_committee(draft: CommitteeDraft, evidence: Evidence) -> Stored:
    """Store that the council had a committee in a term, and between which days all its members are known."""
    refuse_other_city(draft.council)
    term = term_named(draft.term)
    _refuse_outside(term, draft.members_known_since, draft.members_known_until)
    values = {
        "members_known_since": draft.members_known_since,
        "members_known_until": draft.members_known_until,
        "note": draft.note,
    }
    record = committee_in(committee_named(draft.committee), term)
    return Stored(record, upsert(record, values, evidence, draft.model_dump(mode="json")))


def store_body_membership(draft: BodyMembershipDraft, evidence: Evidence, person: Person | None = None) -> Stored:
    """
    Store a function or a membership of somebody we know; ``person`` is who a volunteer has pointed at.

    A member proves that the committee was there in the term.
    """
    refuse_other_city(draft.council)
    term = term_named(draft.term)
    person = person or person_named(draft.name, term)
    if person.pk is None:
        raise Rejection(f"Nie znamy osoby „{draft.name}”: najpierw dodaj ją do spisu radnych.")
    _refuse_outside(term, draft.since, draft.until)
    body = committee_named(draft.committee) if draft.committee else body_of(MeetingRef())
    prove_committee(body, term, evidence)
    record = _known(draft, person, body, term) or BodyMembership(
        person=person, body=body, term=term, role=draft.role.value, since=draft.since
    )
    return Stored(record, upsert(record, _values(draft), evidence, draft.model_dump(mode="json")))


def store_opinion(draft: OpinionDraft, evidence: Evidence) -> Stored:
    """Store a committee's opinion on a print that an agenda has brought, tied to the meeting of its day where known."""
    refuse_other_city(draft.council)
    term = term_named(draft.term)
    _refuse_outside(term, draft.day)
    paper = known_draft(term, draft.print_number)
    if paper is None:
        raise Rejection(
            f"Nie znamy druku nr {draft.print_number} w kadencji {term}: najpierw musi go przynieść porządek obrad."
        )
    committee = committee_named(draft.committee)
    prove_committee(committee, term, evidence)
    record = _given(draft, committee, paper) or Opinion(committee=committee, draft=paper, day=draft.day)
    return Stored(record, upsert(record, _opinion_values(draft, committee), evidence, draft.model_dump(mode="json")))


def correct_opinion(opinion: Opinion, values: Mapping[str, Any], evidence: Evidence) -> Outcome:
    """Correct an opinion; a corrected day leads to the committee's meeting of that day."""
    values = dict(values)
    if "day" in values:
        values.setdefault("meeting", _meeting(opinion.committee, values["day"]))
    return correct(opinion, values, evidence)


def committee_named(name: str) -> Body:
    """Give the committee of this name; the council itself is none."""
    found = body_of(MeetingRef(kind=BodyKind.COMMITTEE, committee=name))
    if found.kind != Body.Kind.COMMITTEE:
        raise Rejection(f"„{name}” nie jest komisją.")
    return found


def _refuse_outside(term: Term, *days: date | None) -> None:
    """Raise ``Rejection`` for a day outside the term; it may begin with the election."""
    first = min(term.starts, term.elected or term.starts)
    for day in days:
        if day and not first <= day <= term.ends:
            raise Rejection(f"Data {day:%d.%m.%Y} nie należy do kadencji {term.slug}.")


def _known(draft: BodyMembershipDraft, person: Person, body: Body, term: Term) -> BodyMembership | None:
    """Give the membership of the same first day, or the one whose first day one of the two does not know."""
    held = BodyMembership.objects.filter(person=person, body=body, term=term, role=draft.role.value)
    exact = held.filter(since=draft.since).first()
    open_ended = held.first() if draft.since is None else held.filter(since=None).first()
    return exact or open_ended or once(held, since=draft.since)


def _values(draft: BodyMembershipDraft) -> dict[str, Any]:
    return {
        "since": draft.since,
        "until": draft.until,
        "start_reason": draft.start_reason,
        "end_reason": draft.end_reason,
        "note": draft.note,
    }


def _given(draft: OpinionDraft, committee: Body, paper: DraftResolution) -> Opinion | None:
    """Give the opinion of the same day, or the one whose day one of the two does not know."""
    opinions = Opinion.objects.filter(committee=committee, draft=paper)
    exact = opinions.filter(day=draft.day).first()
    undated = opinions.first() if draft.day is None else opinions.filter(day=None).first()
    return exact or undated or once(opinions, day=draft.day)


def _opinion_values(draft: OpinionDraft, committee: Body) -> dict[str, Any]:
    return {
        "day": draft.day,
        "meeting": _meeting(committee, draft.day),
        "verdict": draft.verdict.value,
        "label": draft.label,
        "votes_for": draft.za,
        "votes_against": draft.przeciw,
        "votes_abstaining": draft.wstrzymal_sie,
        "note": draft.note,
    }


def _meeting(committee: Body, day: date | None) -> Meeting | None:
    return Meeting.objects.filter(body=committee, day=day).first() if day else None
