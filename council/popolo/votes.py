"""
Votes as Popolo has them: the motion, and the event at which people voted on it, ballot by ballot.

``counts`` stand only where they cannot be contested: numbers that the names, where there are any, bear out. Whatever
the document prints stands in ``extras.official_counts`` in every case, and what is doubtful in ``extras.findings``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from council.drafts import Choice
from council.models import Ballot, ClubMembership, Remark, Vote
from council.popolo.parts import Built, known, moment, read_from

OPTIONS: Mapping[str, str] = {
    Choice.FOR.value: "yes",
    Choice.AGAINST.value: "no",
    Choice.ABSTAIN.value: "abstain",
    Choice.ABSENT.value: "absent",
    Choice.NOT_VOTING.value: "not voting",
    Choice.EXCLUDED.value: "not voting",
}
"""Who was barred by an interest of their own did not vote; the choice itself stands in ``extras.choice``."""
COUNTERS = {
    "yes": "official_for",
    "no": "official_against",
    "abstain": "official_abstain",
    "absent": "official_absent",
    "not voting": "official_not_voting",
}
RESULTS = {"passed": "pass", "failed": "fail"}


@dataclass(frozen=True)
class Clubs:
    """In which club each person stood on a day; asked once for any number of votes."""

    held: Mapping[int, tuple[tuple[date, date, int], ...]]

    @classmethod
    def known(cls) -> Clubs:
        held: dict[int, tuple[tuple[date, date, int], ...]] = {}
        rows = ClubMembership.objects.filter(withdrawn_at=None).select_related("club__term").order_by("pk")
        for each in rows:
            term = each.club.term
            stood = (each.since or term.starts, each.until or term.ends, each.club_id)
            held[each.person_id] = (*held.get(each.person_id, ()), stood)
        return cls(held)

    def of(self, person: int, day: date | None) -> str:
        if day is None:
            return ""
        found = (club for since, until, club in self.held.get(person, ()) if since <= day <= until)
        return next((f"club-{club}" for club in found), "")


def with_everything(votes: QuerySet[Vote]) -> QuerySet[Vote]:
    """Fetch the votes that no office has removed with their ballots and remarks, in three queries for any chunk."""
    shown = votes.filter(withdrawn_at=None).select_related("meeting__body", "draft__term", "resolution")
    ballots = Prefetch("ballots", Ballot.objects.order_by("position"))
    return shown.prefetch_related(ballots, Prefetch("remarks", Remark.objects.filter(withdrawn_at=None)))


def motion(vote: Vote, base: str, council: str) -> Built:
    """Write the question as put; a question that was put twice is two motions, for no document ties them."""
    return known(
        {
            "id": f"motion-{vote.pk}",
            "organization_id": _organization(vote, council),
            "legislative_session_id": f"meeting-{vote.meeting_id}" if vote.meeting_id else "",
            "text": vote.subject,
            "identifier": vote.item,
            "classification": vote.kind,
            "requirement": vote.required_majority,
            "result": RESULTS.get(vote.result, ""),
            "extras": known(
                {
                    "classification_found_by_us": vote.kind_is_ours,
                    "print": vote.draft.number if vote.draft else "",
                    "print_url": f"{base}{vote.draft.get_absolute_url()}" if vote.draft else "",
                    "resolution": vote.resolution.number if vote.resolution else "",
                    "resolution_url": f"{base}{vote.resolution.get_absolute_url()}" if vote.resolution else "",
                }
            ),
        }
    )


def vote_event(vote: Vote, base: str, council: str, clubs: Clubs) -> Built:
    """Write a vote with every ballot in the order of the document."""
    ballots = list(vote.ballots.all())
    official = official_counts(vote)
    made = {
        "id": f"vote-{vote.pk}",
        "organization_id": _organization(vote, council),
        "legislative_session_id": f"meeting-{vote.meeting_id}" if vote.meeting_id else "",
        "motion_id": f"motion-{vote.pk}",
        "identifier": str(vote.number) if vote.number else "",
        "start_date": _start(vote),
        "result": RESULTS.get(vote.result, ""),
        "counts": [{"option": option, "value": value} for option, value in counts(official, ballots).items()],
        "votes": [_ballot(each, vote, clubs) for each in ballots],
        **read_from(vote, base, vote.get_absolute_url()),
    }
    return {**known(made), "extras": _extras(vote, official, base)}


def official_counts(vote: Vote) -> dict[str, int]:
    """Return the numbers that the document prints; one that it does not print is not there."""
    found = {option: getattr(vote, field) for option, field in COUNTERS.items()}
    return {option: value for option, value in found.items() if value is not None}


def counts(official: Mapping[str, int], ballots: Iterable[Ballot]) -> dict[str, int]:
    """Return numbers that nobody can contest: the document's, or those of the names that it does not contradict."""
    named = Counter(OPTIONS[each.choice] for each in ballots)
    if not named:
        return dict(official)
    if any(named[option] != value for option, value in official.items()):
        return {}
    return {option: named[option] for option in COUNTERS if named[option] or option in official}


def _organization(vote: Vote, council: str) -> str:
    """Name whose members vote; where the meeting is not known, it is the council."""
    return f"body-{vote.meeting.body_id}" if vote.meeting else council


def _start(vote: Vote) -> str:
    """Say when it was held; where no hour is known, the beginning of the day, and ``extras`` say so."""
    if vote.day is None:
        return ""
    return timezone.make_aware(datetime.combine(vote.day, vote.time or time())).isoformat()


def _ballot(ballot: Ballot, vote: Vote, clubs: Clubs) -> Built:
    """Write one name's choice; a name that no roster knows has no person, only the name as printed."""
    person = ballot.person_id
    return known(
        {
            "voter_id": f"person-{person}" if person else "",
            "voter": {} if person else {"name": ballot.name},
            "option": OPTIONS[ballot.choice],
            "group_id": clubs.of(person, vote.day) if person else "",
            "extras": {"choice": ballot.choice, "label": ballot.label, "name": ballot.name},
        }
    )


def _extras(vote: Vote, official: Mapping[str, int], base: str) -> Built:
    """Say what Popolo has no place for: secrecy, the printed numbers, our own reckoning, doubts and remarks."""
    made = {
        "date": vote.day.isoformat() if vote.day else str(vote.year),
        "date_precision": ("minute" if vote.time else "day") if vote.day else "year",
        "official_counts": dict(official),
        "official_eligible": vote.official_eligible,
        "official_present": vote.official_present,
        "result_as_worded": vote.result_label,
        "computed_result": vote.computed_result,
        "certainty": vote.certainty,
        "note": vote.note,
        "findings": [{"code": each["code"], "text": each["text"]} for each in vote.findings],
        "remarks": [_remark(each, base) for each in vote.remarks.all()],
    }
    return {**known(made), "secret": vote.secret, "slug": vote.slug}


def _remark(remark: Remark, base: str) -> Built:
    made = {
        "about": remark.about,
        "person_id": f"person-{remark.person_id}" if remark.person_id else "",
        "said_by": remark.said_by,
        "speaker": remark.speaker,
        "said_on": remark.said_on.isoformat() if remark.said_on else "",
        "text": remark.text,
        "url": f"{base}{remark.vote.get_absolute_url()}#uwaga-{remark.pk}",
        "updated_at": moment(remark.updated_at),
    }
    return {**known(made), "cast_by_mistake": remark.mistaken}
