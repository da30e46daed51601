"""Storing votes with their ballots. One vote read from two documents is one vote with two readings."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from difflib import SequenceMatcher
from typing import Any

from django.contrib.contenttypes.models import ContentType

from council.assessing import computed_result
from council.drafts import BodyKind, VoteDraft
from council.importers.ballots import OFFICIAL, cast, store_ballots, tallies
from council.importers.people import Roster
from council.importers.places import meeting_of, refuse_other_city
from council.importers.resolutions import known_draft, resolution_of
from council.kinds import kind_of
from council.matching import Question, same_question, vote_slug
from council.models import Meeting, Vote
from council.reconciling import differences
from watchdog.archive.models import Reading
from watchdog.archive.remembering import once
from watchdog.archive.writing import Evidence, Outcome, Stored, upsert
from watchdog.core.text import subject_key
from watchdog.ingest.source import Finding, Rejection

KEY_LENGTH = 1000
RESULTS = {"passed": "przyjęto", "failed": "nie przyjęto"}
SETTLED = ("subject_key", "kind", *OFFICIAL, "tally_counted", "computed_result", "findings")
"""What is computed from the record."""
ALIKE = 0.6
"""How alike two wordings of one numbered question must be (ratio of matching characters); a typo mended stays above."""


def store_vote(draft: VoteDraft, evidence: Evidence, meant: Mapping[str, int] | None = None) -> Stored:
    """Store a vote: its question, official counters, recorded result and ballots, with the doubts they raise.

    ``meant`` says of names on the roll call which person a volunteer has in mind; a document knows the name alone.
    """
    refuse_other_city(draft.meeting.council)
    meeting = meeting_of(draft.meeting, evidence)
    vote = find_vote(draft, meeting, evidence) or Vote(meeting=meeting, slug=_free_slug(draft), year=draft.year)
    return write_vote(vote, draft, vote_values(draft, meeting, evidence), evidence, meant=meant)


def write_vote(
    vote: Vote,
    draft: VoteDraft,
    values: dict[str, Any],
    evidence: Evidence,
    *,
    meant: Mapping[str, int] | None = None,
    keep_reading: bool = True,
) -> Stored:
    """Bring one vote to what a draft says of it: the values, the roll call, and all that is computed from them.

    ``keep_reading`` is for drafts that a document states; a corrected record is nobody's reading.
    """
    leads = vote.pk is None or evidence.weight >= vote.authority
    outcome = upsert(vote, values, evidence, draft.model_dump(mode="json") if keep_reading else {})
    meeting = vote.meeting
    ballots, doubts = cast(draft, Roster(meeting.term, meant, meeting=meeting) if meeting else None, meeting)
    if store_ballots(vote, ballots, evidence, leads=leads) and outcome is Outcome.UNCHANGED:
        outcome = Outcome.CHANGED
    findings = [finding.model_dump() for finding in (*draft.findings, *doubts)]
    _settle(vote, findings if leads else vote.findings, touched=outcome is not Outcome.UNCHANGED)
    return Stored(vote, outcome, tuple(findings))


def find_vote(draft: VoteDraft, meeting: Meeting | None, evidence: Evidence | None = None) -> Vote | None:
    """
    Find the vote a draft speaks of: the same key of a voting system, the same number in the meeting, else the same
    adopted resolution, else the same question on the same day.

    A vote that such a system knows under another key is another vote, however alike its words. A number, a day or
    words that a person has corrected since still lead to it. Raises ``Rejection`` where the number is taken by a quite
    different question: one of the two documents is wrong.
    """
    keyed, others = _keyed(draft, meeting)
    if keyed is not None:
        return keyed
    key = subject_key(draft.subject, draft.number)[:KEY_LENGTH]
    numbered = _numbered(draft, meeting)
    alike = next((vote for vote in numbered if _alike(vote.subject_key, key)), None)
    if numbered and alike is None:
        raise Rejection(f"Głosowanie nr {draft.number} tego posiedzenia ma już inną treść: „{numbered[0].subject}”.")
    if alike is not None:
        return alike
    adopted = _adopting(draft, meeting, evidence)
    if adopted is not None:
        return adopted
    question = Question.of(draft)
    votes = (
        Vote.objects.select_related("meeting__body", "draft")
        .filter(meeting=meeting, year=draft.year, day=draft.day)
        .exclude(pk__in=others)
        .order_by("number", "pk")
    )
    exact = votes.filter(subject_key=key, **({"number__isnull": True} if draft.number else {})).first()
    same = exact or next((vote for vote in votes if same_question(_question(vote), question)), None)
    left = Vote.objects.exclude(pk__in=others)
    unnumbered = left.filter(number__isnull=True) if draft.number else left
    return same or once(unnumbered, meeting=meeting, day=draft.day, subject=draft.subject)


def _keyed(draft: VoteDraft, meeting: Meeting | None) -> tuple[Vote | None, list[int]]:
    """Give the vote that a voting system calls by the draft's key, and those of the meeting that it calls otherwise."""
    if not draft.key or meeting is None:
        return None, []
    system = draft.key.partition(":")[0]
    readings = Reading.objects.filter(
        content_type=ContentType.objects.get_for_model(Vote),
        object_id__in=Vote.objects.filter(meeting=meeting).values("pk"),
        data__key__startswith=f"{system}:",
    )
    known = dict(readings.order_by("pk").values_list("data__key", "object_id"))
    same = known.pop(draft.key, None)
    return Vote.objects.filter(pk=same).first() if same else None, list(known.values())


def _numbered(draft: VoteDraft, meeting: Meeting | None) -> list[Vote]:
    """Give the votes of this number in the meeting: the one that has it, and one that had it until a correction."""
    if not draft.number or meeting is None:
        return []
    votes = Vote.objects.filter(meeting=meeting)
    found = [votes.filter(number=draft.number).first(), once(votes, number=draft.number)]
    return [vote for vote in found if vote is not None]


def _adopting(draft: VoteDraft, meeting: Meeting | None, evidence: Evidence | None) -> Vote | None:
    """
    Give the vote that adopted the same resolution: documents word the question differently, the number is one.

    Two questions to which one document gives the same number stay two votes: it knows them apart.
    """
    if not draft.resolution or meeting is None:
        return None
    votes = Vote.objects.filter(meeting=meeting, day=draft.day, resolution__number=draft.resolution)
    if evidence and evidence.snapshot:
        told = Reading.objects.filter(
            content_type=ContentType.objects.get_for_model(Vote), snapshot=evidence.snapshot, object_id__in=votes
        )
        votes = votes.exclude(pk__in=told.exclude(place=evidence.place).values("object_id"))
    return votes.filter(number__isnull=True).first() if draft.number else votes.first()


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= ALIKE


def _question(vote: Vote) -> Question:
    meeting = vote.meeting
    body = meeting.body.name if meeting and not meeting.is_session else BodyKind.COUNCIL.value
    return Question(vote.day, body, vote.number, vote.subject, vote.draft.number if vote.draft else "")


def vote_values(draft: VoteDraft, meeting: Meeting | None, evidence: Evidence) -> dict[str, Any]:
    """Give the fields of a vote as a draft states them; the resolution it adopted is made where nothing else has."""
    official = draft.official
    return {
        "number": draft.number,
        "item": draft.item,
        "subject": draft.subject,
        "day": draft.day,
        "time": draft.on.time() if isinstance(draft.on, datetime) else None,
        "secret": draft.secret,
        "kind_stated": draft.kind.value,
        "required_majority": draft.majority.value,
        "result": draft.result.value,
        "result_label": draft.result_label,
        "draft": known_draft(meeting.term, draft.print_number) if meeting else None,
        "resolution": resolution_of(draft, evidence),
        "official_for": official.za,
        "official_against": official.przeciw,
        "official_abstain": official.wstrzymal_sie,
        "official_absent": official.nieobecni,
        "official_not_voting": official.nie_glosowali,
        "official_eligible": official.eligible,
        "official_present": official.present,
        "note": draft.note,
    }


def _free_slug(draft: VoteDraft) -> str:
    """Give the vote's address; a second vote on one question that day gets ``-2``, in the document's order."""
    slug = vote_slug(draft)
    taken = set(Vote.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
    return next(each for each in [slug, *(f"{slug}-{n}" for n in range(2, 1000))] if each not in taken)


def _settle(vote: Vote, findings: list[dict[str, str]], *, touched: bool) -> None:
    """Bring what is computed from the record (its key, tallies, findings, differences of readings) in line with it."""
    before = {field: getattr(vote, field) for field in SETTLED}
    vote.subject_key = subject_key(vote.subject, vote.number)[:KEY_LENGTH]
    vote.kind = vote.kind_stated or kind_of(vote.subject, adopted=vote.resolution_id is not None).value
    for field, value in tallies(vote).items():
        setattr(vote, field, value)
    vote.computed_result = computed_result(vote)
    kept = [finding for finding in findings if finding["code"] not in {"readings_differ", "result_differs"}]
    vote.findings = [*kept, *differences(vote), *_result_differs(vote)]
    if touched or any(getattr(vote, field) != value for field, value in before.items()):
        vote.save(update_fields=[*SETTLED, "updated_at"])


def _result_differs(vote: Vote) -> list[dict[str, str]]:
    """Say it where the recorded result is not the one that the numbers make; both are shown."""
    if not vote.result or not vote.computed_result or vote.result == vote.computed_result:
        return []
    recorded, ours = RESULTS[vote.result], RESULTS[vote.computed_result]
    text = f"Dokument podaje wynik „{recorded}”, a z jego liczb i potrzebnej większości wychodzi „{ours}”."
    return [Finding(code="result_differs", text=text, place=vote.place).model_dump()]
