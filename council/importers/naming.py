"""Writing into a record whom one of its names means: the row, the doubts about the name, and the record's history."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from council.bearers import Bearer
from council.importers import attendance, interpellations, remarks
from council.importers.ballots import no_mandate, unknown_name
from council.models import (
    Attendance,
    Ballot,
    DraftResolution,
    InterpellationAuthor,
    Mandate,
    Person,
    Remark,
    Vote,
)
from watchdog.archive.writing import Evidence, change_of
from watchdog.ingest.source import Finding

NAMED = "name: "
"""How a change of whom a name means is marked, before the name."""
FIELD_LENGTH = 60


def name_row(bearer: Bearer, row: Any, person: Person | None, evidence: Evidence) -> None:
    """Let a name mean this person, or nobody; what its record says of it follows, and the record keeps the change."""
    before = bearer.person_of(row)
    WRITE[bearer.model](row, person)
    field = f"{NAMED}{bearer.name_of(row)}"[:FIELD_LENGTH]
    told = [each.name if each else None for each in (before, person)]
    change_of(bearer.record_of(row), field, told[0], told[1], evidence).save()


def _ballot(ballot: Ballot, person: Person | None) -> None:
    Ballot.objects.filter(pk=ballot.pk).update(person=person)
    vote = Vote.objects.get(pk=ballot.vote_id)
    said = {"unknown_person": unknown_name(ballot.name), "no_mandate": no_mandate(ballot.name)}
    place = next((each["place"] for each in vote.findings if each["text"] in said.values()), vote.place)
    kept = [each for each in vote.findings if said.get(each["code"]) != each["text"]]
    code = "unknown_person" if person is None else "no_mandate" if _outside_mandate(vote, person) else ""
    doubts = [Finding(code=code, text=said[code], place=place).model_dump()] if code else []
    vote.findings = [*doubts, *kept]
    vote.save(update_fields=["findings", "updated_at"])


def _outside_mandate(vote: Vote, person: Person) -> bool:
    return vote.day is not None and not Mandate.objects.held_on(vote.day).filter(person=person).exists()


def _attendance(row: Attendance, person: Person | None) -> None:
    row.person = person
    row.save(update_fields=["person", "updated_at"])
    attendance.settle(row, row.findings)


def _author(author: InterpellationAuthor, person: Person | None) -> None:
    """Find anew who asked; the roster knows by now whom the name means."""
    interpellation = author.interpellation
    interpellations.settle(interpellation, interpellation.findings)


def _remark(remark: Remark, person: Person | None) -> None:
    remarks.settle(remark)


def _draft(draft: DraftResolution, person: Person | None) -> None:
    draft.initiator_person = person
    draft.save(update_fields=["initiator_person", "updated_at"])


WRITE: dict[type, Callable[[Any, Person | None], None]] = {
    Ballot: _ballot,
    Attendance: _attendance,
    InterpellationAuthor: _author,
    Remark: _remark,
    DraftResolution: _draft,
}
"""How each kind of row learns whom its name means."""
