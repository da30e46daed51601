"""Storing what happened to drafts on their way, and who tabled them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet

from council.checks import future
from council.drafts import BodyKind, DraftStageDraft, Initiator, MeetingRef, Stage
from council.importers.people import Roster
from council.importers.places import body_of, meeting_of, refuse_other_city, term_named
from council.importers.resolutions import known_draft, plain_title
from council.models import AgendaItem, Body, Club, DraftResolution, DraftStage, Term
from council.models.resolutions import OF_PEOPLE
from watchdog.archive.remembering import once
from watchdog.archive.writing import Evidence, Outcome, Stored, upsert
from watchdog.core.text import slugify
from watchdog.ingest.source import Rejection


def store_stage(draft: DraftStageDraft, evidence: Evidence) -> Stored:
    """
    Store one event on a draft's way; the draft becomes known by it, with its title and mover where they are said.

    Raises ``Rejection`` for what an agenda proves already: that is read from the agenda and not kept twice.
    """
    if draft.meeting:
        refuse_other_city(draft.meeting.council)
    print_ = _print(draft, evidence)
    meeting = meeting_of(draft.meeting, evidence) if draft.meeting else None
    day = draft.day or (meeting.day if meeting and draft.stage in AT_A_MEETING else None)
    if draft.stage is Stage.ON_AGENDA and day and AgendaItem.objects.filter(draft=print_, meeting__day=day).exists():
        raise Rejection(f"Druk {print_.number} stoi w porządku obrad z {day:%d.%m.%Y}; nie zapisujemy tego drugi raz.")
    values = {"meeting": meeting, "words": draft.words, "note": draft.note} | ({"day": day} if day else {})
    body = _committee(draft.committee)
    stages = DraftStage.objects.filter(draft=print_, stage=draft.stage.value)
    stage = _known(stages, day, body) or DraftStage(draft=print_, stage=draft.stage.value, day=day, body=body)
    outcome = upsert(stage, values, evidence, draft.model_dump(mode="json"))
    findings = [each.model_dump() for each in (*draft.findings, *future(day, draft.place))]
    if stage.findings != findings and (outcome is Outcome.STORED or evidence.weight >= stage.authority):
        stage.findings = findings
        stage.save(update_fields=["findings", "updated_at"])
    return Stored(stage, outcome, tuple(findings))


AT_A_MEETING = (Stage.ON_AGENDA, Stage.TAKEN_OFF, Stage.SENT_BACK, Stage.DISCUSSED, Stage.ADOPTED, Stage.REJECTED)
"""What happens at a meeting happens on its day."""


def initiator_values(term: Term, kind: str, name: str) -> dict[str, Any]:
    """Give a mover's fields: kind, name as printed, and the club, committee or person known under that name.

    Residents are private people: of them the kind alone is kept.
    """
    if not kind:
        return {}
    slug = slugify(name, 100)
    person = Roster(term).find(name) if name and kind in OF_PEOPLE else None
    return {
        "initiator": kind,
        "initiator_name": "" if kind == Initiator.RESIDENTS else name,
        "initiator_club": Club.objects.filter(term=term, name__iexact=name).first() if kind == Initiator.CLUB else None,
        "initiator_body": Body.objects.filter(slug=slug).first() if kind == Initiator.COMMITTEE else None,
        "initiator_person_id": person,
    }


def _print(draft: DraftStageDraft, evidence: Evidence) -> DraftResolution:
    """Give the draft of the print, new if need be; a person corrects what is known of it at the draft itself."""
    term = term_named(draft.term)
    found = known_draft(term, draft.print_number)
    record = found or DraftResolution(term=term, number=draft.print_number, slug=slugify(draft.print_number))
    if not record.slug:
        raise Rejection(f"„{draft.print_number}” nie jest numerem druku.")
    values = initiator_values(term, draft.initiator.value, draft.initiator_name)
    if draft.title:
        values["title"] = plain_title(draft.title)
    if found and (evidence.user or draft.initiator is Initiator.UNKNOWN):
        values = {field: value for field, value in values.items() if not getattr(record, field)}
    if found is None or values:
        upsert(record, values, evidence, data={})
    return record


def _committee(name: str) -> Body | None:
    return body_of(MeetingRef(kind=BodyKind.COMMITTEE, committee=name)) if name else None


def _known(stages: QuerySet[DraftStage], day: date | None, body: Body | None) -> DraftStage | None:
    """Give the event of this day and body. One without a day takes it; a corrected day still leads to its event."""
    of_body = stages.filter(body=body)
    if day is None:
        return of_body.order_by("day", "pk").first()
    exact = of_body.filter(day=day).first() or once(of_body, day=day)
    return exact or of_body.filter(day=None).first()
