"""Storing the names of a roll call: who is who, who is named twice, what was corrected."""

from __future__ import annotations

from typing import Any

from council.drafts import Choice, VoteDraft
from council.importers.people import Roster
from council.importers.recasting import Recast, said
from council.models import Ballot, Mandate, Meeting, Vote
from watchdog.archive.models import Change
from watchdog.archive.writing import Evidence
from watchdog.core.text import name_key
from watchdog.ingest.source import Finding

TALLIED = {
    Choice.FOR: "tally_for",
    Choice.AGAINST: "tally_against",
    Choice.ABSTAIN: "tally_abstain",
    Choice.ABSENT: "tally_absent",
    Choice.NOT_VOTING: "tally_not_voting",
}
OFFICIAL = {field: field.replace("tally", "official") for field in TALLIED.values()}


def cast(draft: VoteDraft, roster: Roster | None, meeting: Meeting | None) -> tuple[list[Ballot], list[Finding]]:
    """Turn printed names into unsaved ballots of known people, and say which names raise a doubt."""
    ballots: list[Ballot] = []
    doubts: list[Finding] = []
    seen: set[int | str] = set()
    for printed in draft.ballots:
        person = roster.find(printed.name) if roster else None
        who: int | str = person or name_key(printed.name)
        if who in seen:
            continue  # the draft carries the finding ``person_twice``; the first entry stands, the reading keeps both
        seen.add(who)
        if person is None:
            place = printed.place or draft.place
            doubts.append(Finding(code="unknown_person", text=unknown_name(printed.name), place=place))
        ballots.append(
            Ballot(
                person_id=person,
                name=printed.name,
                choice=printed.choice.value,
                label=printed.label,
                position=len(ballots) + 1,
            )
        )
    return ballots, [*doubts, *_outside_mandate(draft, ballots), *_too_many(draft, ballots, meeting)]


def unknown_name(name: str) -> str:
    """Say that a name is nobody's in the term."""
    return f"Nazwiska „{name}” nie ma w spisie radnych tej kadencji."


def no_mandate(name: str) -> str:
    """Say that somebody voted without a mandate."""
    return f"{name}: brak mandatu w dniu głosowania."


def _outside_mandate(draft: VoteDraft, ballots: list[Ballot]) -> list[Finding]:
    people = {ballot.person_id: ballot.name for ballot in ballots if ballot.person_id}
    if not people or draft.day is None:
        return []
    held = set(Mandate.objects.held_on(draft.day).filter(person__in=people).values_list("person_id", flat=True))
    return [
        Finding(code="no_mandate", text=no_mandate(name), place=draft.place)
        for person, name in people.items()
        if person not in held
    ]


def _too_many(draft: VoteDraft, ballots: list[Ballot], meeting: Meeting | None) -> list[Finding]:
    seats = meeting.term.seats if meeting and meeting.is_session else None
    if not seats or len(ballots) <= seats or any(finding.code == "too_many_ballots" for finding in draft.findings):
        return []
    text = f"Wykaz ma {len(ballots)} nazwisk, a rada liczy {seats} osób."
    return [Finding(code="too_many_ballots", text=text, place=draft.place)]


def store_ballots(vote: Vote, ballots: list[Ballot], evidence: Evidence, *, leads: bool) -> bool:
    """Write the roll call of the strongest document and tell whether anything changed; each correction is kept.

    What a person typed or corrected stands: a document that says otherwise leaves a change that waits. A person's own
    list is written as it is, an empty one too.
    """
    if evidence.user is None and (not ballots or vote.secret):
        return False
    recast = Recast(vote, ballots, evidence)
    if recast.before and not leads and not recast.typed:
        return False
    changes, after = recast.changes(), recast.ballots()
    if said(after) != said(list(recast.before.values())):
        vote.ballots.all().delete()
        Ballot.objects.bulk_create(after)
    Change.objects.bulk_create(changes)
    return bool(after and not recast.before) or any(change.applied for change in changes)


def tallies(vote: Vote) -> dict[str, Any]:
    """Give the shown tally: the official counters, or the names counted where the document prints no counters."""
    official = {field: getattr(vote, source) for field, source in OFFICIAL.items()}
    if any(official[field] is not None for field in ("tally_for", "tally_against", "tally_abstain")):
        return {**official, "tally_counted": False}
    choices = [ballot.choice for ballot in vote.ballots.all()]
    if not choices:
        return {**official, "tally_counted": False}
    counted: dict[str, Any] = {field: choices.count(choice.value) for choice, field in TALLIED.items()}
    return {**counted, "tally_counted": True}
