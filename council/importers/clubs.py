"""Storing who stood in which club, and from when to when."""

from __future__ import annotations

from council.drafts import ClubMembershipDraft
from council.importers.people import club_named, person_named
from council.importers.places import refuse_other_city, term_named
from council.models import Club, ClubMembership, Person
from watchdog.archive.remembering import once
from watchdog.archive.writing import Evidence, Stored, upsert
from watchdog.ingest.source import Rejection


def store_membership(draft: ClubMembershipDraft, evidence: Evidence, person: Person | None = None) -> Stored:
    """Store a membership of somebody we know; ``person`` is who a volunteer has pointed at."""
    refuse_other_city(draft.council)
    term = term_named(draft.term)
    person = person or person_named(draft.name, term)
    if person.pk is None:
        raise Rejection(f"Nie znamy osoby „{draft.name}”: najpierw dodaj ją do spisu radnych.")
    club = club_named(draft.club, term)
    values = {"since": draft.since, "until": draft.until, "note": draft.note}
    membership = _known(person, club, draft) or ClubMembership(person=person, club=club)
    return Stored(membership, upsert(membership, values, evidence, draft.model_dump(mode="json")))


def _known(person: Person, club: Club, draft: ClubMembershipDraft) -> ClubMembership | None:
    """Give the membership of the same first day, or the one whose first day one of the two does not know."""
    memberships = ClubMembership.objects.filter(person=person, club=club)
    exact = memberships.filter(since=draft.since).first()
    open_ended = memberships.first() if draft.since is None else memberships.filter(since=None).first()
    return exact or open_ended or once(memberships, since=draft.since)
