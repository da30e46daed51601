"""
What a person corrects of a stored record.

Plain fields go straight through ``archive.writing.correct``; here are the corrections of what is no plain field: the
names of a roll call, the days of a session, the spellings of a name, the print of an agenda item. Each difference is
kept with who, when and why, as every other.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from council.drafts import AgendaItemDraft, VoteDraft
from council.importers.meetings import SITTINGS, listed
from council.importers.resolutions import draft_resolution_of, known_draft
from council.importers.votes import vote_values, write_vote
from council.models import AgendaItem, Meeting, Person, PersonName, Sitting, Vote
from watchdog.archive.models import Sourced
from watchdog.archive.writing import Evidence, Outcome, Stored, change_of, correct
from watchdog.core.text import name_key
from watchdog.ingest.source import Finding

SPELLINGS = "spellings"
"""How a change of the spellings of a person's name is marked."""

COMPUTED = {
    "counters_disagree",
    "future_date",
    "garbled_text",
    "no_mandate",
    "person_twice",
    "readings_differ",
    "result_differs",
    "too_many_ballots",
    "totals_differ",
    "unknown_person",
}
"""Findings that are computed anew from the corrected vote; the others are the document's own and stay."""


def correct_vote(
    vote: Vote,
    draft: VoteDraft,
    evidence: Evidence,
    *,
    fields: Collection[str],
    meeting: Meeting | None,
    meant: Mapping[str, int] | None = None,
) -> Stored:
    """Bring the named fields of a vote, and its whole roll call, to what a person says.

    ``meant`` says who bears a name on the roll call; whom the record names already, it goes on naming.
    """
    known = vote_values(draft, meeting, evidence) | {"meeting": meeting, "year": draft.year}
    values = {field: value for field, value in known.items() if field in fields}
    own = tuple(Finding.model_validate(each) for each in vote.findings if each["code"] not in COMPUTED)
    draft = draft.model_copy(update={"findings": (*own, *(each for each in draft.findings if each not in own))})
    named = {ballot.name: ballot.person_id for ballot in vote.ballots.all() if ballot.person_id}
    return write_vote(vote, draft, values, evidence, meant={**named, **(meant or {})}, keep_reading=False)


def correct_session(
    meeting: Meeting, values: Mapping[str, Any], evidence: Evidence, days: Collection[date] | None = None
) -> Outcome:
    """Correct a meeting; ``days``, where given, are all the days on which it sat."""
    first = {} if days is None else {"day": min(days, default=None)}
    outcome = correct(meeting, {**values, **first}, evidence)
    known = set(meeting.sittings.values_list("day", flat=True))
    if days is None or set(days) == known:
        return outcome
    meeting.sittings.all().delete()
    Sitting.objects.bulk_create([Sitting(meeting=meeting, day=day) for day in sorted(set(days))])
    return _changed(meeting, SITTINGS, listed(known), listed(days), evidence)


def correct_person(
    person: Person, values: Mapping[str, Any], evidence: Evidence, spellings: Iterable[str] | None = None
) -> Outcome:
    """Correct a person's name; ``spellings``, where given, are all the forms under which documents name the person."""
    outcome = correct(person, values, evidence)
    known = {each.key: each.name for each in person.names.all()}
    wanted = {name_key(name): name for name in [*(known.values() if spellings is None else spellings), person.name]}
    if wanted.keys() == known.keys():
        return outcome
    person.names.exclude(key__in=wanted).delete()
    for key in wanted.keys() - known.keys():
        PersonName.objects.create(person=person, name=wanted[key])
    return _changed(person, SPELLINGS, "; ".join(known.values()), "; ".join(wanted.values()), evidence)


def _changed(record: Sourced, field: str, before: str, after: str, evidence: Evidence) -> Outcome:
    """Keep the change of what stands in rows of their own; the record is touched, so that a stale form is noticed."""
    change_of(record, field, before, after, evidence).save()
    record.save(update_fields=["updated_at"])
    return Outcome.CHANGED


def correct_agenda_item(
    item: AgendaItem, values: Mapping[str, Any], draft: AgendaItemDraft, evidence: Evidence
) -> Outcome:
    """Correct an item; a print that no agenda has brought yet becomes known by it."""
    values = dict(values)
    if "draft" in values and draft.print_number:
        known = known_draft(item.meeting.term, draft.print_number)
        values["draft"] = known or draft_resolution_of(draft, item.meeting, evidence)
    return correct(item, values, evidence)
