"""Putting one kept value into its record: what a document says and a person takes over, what stood before a change."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, TypeAlias, cast

from django.db.models import Field, ForeignKey, Model

from council.checks import checked
from council.drafts import BallotDraft, Choice, MeetingRef, Official, Result, VoteDraft
from council.importers.attendance import correct_attendance
from council.importers.committees import correct_opinion
from council.importers.corrections import SPELLINGS, correct_person, correct_session, correct_vote
from council.importers.interpellations import correct_interpellation
from council.importers.meetings import SITTINGS
from council.importers.people import Roster
from council.importers.petitions import correct_plainly
from council.importers.places import meeting_ref
from council.importers.recasting import BALLOT, ballot_field, ballot_key
from council.importers.remarks import correct_remark
from council.importers.resolutions import correct_resolution, known_draft
from council.importers.rulings import correct_relation, correct_ruling
from council.labels import USUAL
from council.models import (
    AgendaItem,
    Attendance,
    Body,
    Club,
    DraftResolution,
    DraftStage,
    Interpellation,
    Meeting,
    Opinion,
    Person,
    Petition,
    Remark,
    Resolution,
    ResolutionRelation,
    Ruling,
    Term,
    Vote,
)
from watchdog.archive.models import Change, Reading, Sourced
from watchdog.archive.writing import Evidence, Outcome, correct
from watchdog.ingest.source import Rejection

Correct: TypeAlias = Callable[[Any, dict[str, Any], Evidence], Outcome]

CORRECT: dict[type[Sourced], Correct] = {
    Attendance: correct_attendance,
    Interpellation: correct_interpellation,
    Opinion: correct_opinion,
    Petition: correct_plainly,
    Remark: correct_remark,
    Resolution: correct_resolution,
    ResolutionRelation: correct_relation,
    Ruling: correct_ruling,
}
"""How a field is corrected in the kinds of record of which more follows from it: keys, links, doubts."""


def put(change: Change, evidence: Evidence) -> None:
    """Bring a record's field to the value after a change; raise ``Rejection`` where it can no longer be found."""
    record = change.record
    if isinstance(record, Vote):
        _put_of_vote(record, change, evidence)
    elif isinstance(record, Meeting) and change.field == SITTINGS:
        correct_session(record, {}, evidence, days=[date.fromisoformat(day) for day in _listed(change, ", ")])
    elif isinstance(record, Person) and change.field == SPELLINGS:
        correct_person(record, {}, evidence, _listed(change, "; "))
    elif isinstance(record, Sourced):
        corrected: Correct = CORRECT.get(type(record), correct)
        corrected(record, {change.field: _value(record, change)}, evidence)
    else:
        raise Rejection("Nie ma już zapisu, o którym mówi dokument.")


def _listed(change: Change, joint: str) -> list[str]:
    return str(change.after).split(joint) if change.after else []


def _put_of_vote(vote: Vote, change: Change, evidence: Evidence) -> None:
    """Put one field or one name; what is computed from a vote is computed anew."""
    if change.field.startswith(BALLOT):
        draft = _recast(draft_of(vote), change)
    else:
        values = {change.field: _value(vote, change)}
        if change.field == "day" and values["day"]:
            values["year"] = values["day"].year
        correct(vote, values, evidence)
        draft = draft_of(vote)
    seats = vote.meeting.term.seats if vote.meeting and vote.meeting.is_session else None
    correct_vote(vote, checked(draft, seats=seats), evidence, fields=(), meeting=vote.meeting)


def draft_of(vote: Vote) -> VoteDraft:
    """Give a stored vote as a draft: what the record says now, for correcting one part of it.

    A vote that has just become secret loses its names.
    """
    meeting, time = vote.meeting, vote.time
    ballots = [] if vote.secret else list(vote.ballots.all())
    return VoteDraft(
        meeting=meeting_ref(meeting) if meeting else MeetingRef(),
        number=vote.number,
        item=vote.item,
        subject=vote.subject,
        on=datetime.combine(vote.day, time) if vote.day and time else vote.day,
        year=vote.year,
        secret=vote.secret,
        official=Official(
            za=vote.official_for,
            przeciw=vote.official_against,
            wstrzymal_sie=vote.official_abstain,
            nieobecni=vote.official_absent,
            nie_glosowali=vote.official_not_voting,
            eligible=vote.official_eligible,
            present=vote.official_present,
        ),
        ballots=tuple(BallotDraft(name=each.name, choice=Choice(each.choice), label=each.label) for each in ballots),
        result=Result(vote.result),
        result_label=vote.result_label,
        print_number=vote.draft.number if vote.draft else "",
        resolution=vote.resolution.number if vote.resolution else "",
        note=vote.note,
    )


def _recast(draft: VoteDraft, change: Change) -> VoteDraft:
    """Put one entry of a roll call in the place of ours; an empty one takes the name off the list."""
    key = ballot_key(change.field)
    if change.after is None:
        return draft.model_copy(update={"ballots": tuple(each for each in draft.ballots if _key(each) != key)})
    choice = Choice(str(change.after))
    said = {"choice": choice, "label": _label(change, key) or USUAL[choice]}
    ballots = [each.model_copy(update=said) if _key(each) == key else each for each in draft.ballots]
    if all(_key(each) != key for each in ballots):
        ballots.append(BallotDraft.model_validate({"name": change.field.removeprefix(BALLOT), **said}))
    return draft.model_copy(update={"ballots": tuple(ballots)})


def _key(ballot: BallotDraft) -> str:
    return ballot_key(ballot_field(ballot.name))


def _label(change: Change, key: str) -> str:
    """Give the choice in the document's own words; nothing where its reading is not kept."""
    same = {"content_type": change.content_type, "object_id": change.object_id, "snapshot": change.snapshot}
    entries = (each for reading in Reading.objects.filter(**same) for each in reading.data.get("ballots", []))
    return next((each["label"] for each in entries if ballot_key(ballot_field(each["name"])) == key), "")


def _value(record: Sourced, change: Change) -> Any:
    field = cast("Field[Any, Any]", record._meta.get_field(change.field))  # only a record's own columns change
    if isinstance(field, ForeignKey):
        if change.after is None:
            return None
        return _named(field.related_model, str(change.after), record)
    return field.to_python(change.after)


def _named(model: type[Model] | str, text: str, record: Sourced) -> Model:
    """Find the record that a change kept by its name; raise ``Rejection`` where there is none of that name now."""
    find = FIND.get(model) if isinstance(model, type) else None
    found = find(text, record) if find else None
    if found is None:
        raise Rejection(f"Nie ma już zapisu „{text}”, o którym mówi dokument; popraw to pole ręcznie.")
    return found


def _print(text: str, record: Sourced) -> Model | None:
    term = _term(record)
    return known_draft(term, text.partition(": ")[0]) if term else None


def _resolution(text: str, record: Sourced) -> Model | None:
    named = Resolution.objects.filter(number=text).first()
    return named or Resolution.objects.filter(number="", title=text).first()


def _meeting(text: str, record: Sourced) -> Meeting | None:
    """Find the meeting that bears this number or day, of the body that the record speaks of."""
    term = _term(record)
    body = record.committee if isinstance(record, Opinion) else getattr(record, "body", None)
    of_body = {"body": body} if body else {"body__kind": Body.Kind.COUNCIL}
    meetings = Meeting.objects.filter(term=term, **of_body)
    return next((meeting for meeting in meetings if str(meeting) == text), None)


def _club(text: str, record: Sourced) -> Model | None:
    return Club.objects.filter(term=_term(record), name=text).first()


def _body(text: str, record: Sourced) -> Model | None:
    return Body.objects.filter(name=text).first()


def _person(text: str, record: Sourced) -> Model | None:
    term = _term(record)
    known = Roster(term).find(text) if term else None
    return Person.objects.filter(pk=known).first() if known else None


FIND: dict[type[Model], Callable[[str, Sourced], Model | None]] = {
    DraftResolution: _print,
    Resolution: _resolution,
    Meeting: _meeting,
    Club: _club,
    Body: _body,
    Person: _person,
}
"""How each kind of record is found again by the name under which a change kept it."""


def _term(record: Sourced) -> Term | None:
    """Give the term of a record, its own or that of what it belongs to."""
    if isinstance(record, DraftResolution | Petition):
        return record.term
    if isinstance(record, DraftStage | Opinion):
        return record.draft.term
    meeting = record.meeting if isinstance(record, AgendaItem | Attendance | Vote) else None
    return meeting.term if meeting else None
