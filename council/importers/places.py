"""Where a record belongs: which council, which term, which meeting."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db.models import Q, QuerySet

from council.drafts import BodyKind, MeetingRef
from council.models import Body, CommitteeTerm, Meeting, Term
from watchdog.archive.remembering import once
from watchdog.archive.writing import Evidence, upsert
from watchdog.cities import CityProfile, TermProfile, profile
from watchdog.core.text import fold, slugify
from watchdog.ingest.source import Rejection, Unreadable


def city() -> CityProfile:
    return profile(settings.CITY)


def refuse_other_city(council: str) -> None:
    """Raise ``Unreadable`` when a document names a council that is not ours; a document that names none is ours."""
    ours = {fold(name) for name in city().council.names}
    if council and fold(council) not in ours:
        raise Unreadable(
            "other_city", f"Dokument dotyczy innej rady: „{council}”. Ten portal prowadzi: {city().council.name}."
        )


def term_on(day: date) -> Term:
    """Give the term a day belongs to; raise ``Rejection`` for a day outside every term the profile knows."""
    found = city().term_on(day)
    if found is None:
        raise Rejection(f"Data {day.isoformat()} nie należy do żadnej znanej kadencji.")
    return _term(found)


def term_named(slug: str) -> Term:
    """Give the term of this name (``2018-2024``); raise ``Rejection`` for one that the profile does not know."""
    found = next((term for term in city().council.terms if term.slug == slug), None)
    if found is None:
        raise Rejection(f"Nie znamy kadencji „{slug}”.")
    return _term(found)


def _within(term: Term, day: date | None) -> None:
    """Raise ``Rejection`` for a day outside the term that a document names with it: one of the two is wrong."""
    if day and not term.starts <= day <= term.ends:
        raise Rejection(f"Data {day:%d.%m.%Y} nie należy do kadencji {term.slug}.")


def _term(known: TermProfile) -> Term:
    values = known.model_dump(exclude={"slug"})
    term, _created = Term.objects.get_or_create(slug=known.slug, defaults=values)
    if any(getattr(term, field) != value for field, value in values.items()):  # the profile was corrected
        Term.objects.filter(pk=term.pk).update(**values)
        term.refresh_from_db()
    return term


def body_of(ref: MeetingRef) -> Body:
    """Give the council, or the committee that a document names."""
    if ref.kind is BodyKind.COUNCIL:
        return Body.objects.get_or_create(
            kind=Body.Kind.COUNCIL, defaults={"slug": slugify(city().council.name), "name": city().council.name}
        )[0]
    return Body.objects.get_or_create(
        slug=slugify(ref.committee, 100), defaults={"kind": Body.Kind.COMMITTEE, "name": ref.committee}
    )[0]


def find_meeting(ref: MeetingRef) -> Meeting:
    """
    Give the meeting a document speaks of, or a new unsaved one.

    By its number in the term first; else by a day on which it sat. A meeting known by its day alone takes the number
    once a document gives both. A number or a day that a person has corrected since still leads to it.
    """
    body = body_of(ref)
    if ref.term:
        term = term_named(ref.term)
        _within(term, ref.day)
    elif ref.day:
        term = term_on(ref.day)
    else:
        raise Rejection("Nie wiadomo, z której kadencji jest to posiedzenie: brak daty i kadencji.")
    meetings = Meeting.objects.select_related("body", "term").filter(body=body, term=term)
    found = meetings.filter(number=ref.number).first() if ref.number else None
    if found is None and ref.day:
        sat = meetings.filter(Q(day=ref.day) | Q(sittings__day=ref.day)).distinct()
        found = sat.filter(number__isnull=True).first() if ref.number else sat.order_by("number").first()
    return found or _before_correction(meetings, ref) or Meeting(body=body, term=term, number=ref.number, day=ref.day)


def _before_correction(meetings: QuerySet[Meeting], ref: MeetingRef) -> Meeting | None:
    by_number = once(meetings, number=ref.number) if ref.number else None
    return by_number or (once(meetings, day=ref.day) if ref.day else None)


def meeting_ref(meeting: Meeting) -> MeetingRef:
    """Say of a stored meeting what a document would say of it."""
    committee = "" if meeting.is_session else meeting.body.name
    kind = BodyKind.COMMITTEE if committee else BodyKind.COUNCIL
    return MeetingRef(kind=kind, committee=committee, term=meeting.term.slug, number=meeting.number, day=meeting.day)


def meeting_of(ref: MeetingRef, evidence: Evidence) -> Meeting | None:
    """Give the meeting, stored: a vote or an agenda proves it was held. ``None`` where a document names none."""
    if ref.number is None and ref.day is None:
        return None
    meeting = find_meeting(ref)
    if meeting.pk is None or (ref.number and meeting.number is None):
        upsert(meeting, meeting_values(meeting, ref), evidence, data={})
        prove_committee(meeting.body, meeting.term, evidence)
    return meeting


def committee_in(body: Body, term: Term) -> CommitteeTerm:
    """Give a committee in a term, or a new unsaved one."""
    return CommitteeTerm.objects.filter(body=body, term=term).first() or CommitteeTerm(body=body, term=term)


def prove_committee(body: Body, term: Term, evidence: Evidence) -> None:
    """Store a committee that is known only by what it did or by who sat in it; the council itself is none."""
    if body.kind == Body.Kind.COMMITTEE and (committee := committee_in(body, term)).pk is None:
        upsert(committee, {}, evidence, data={})


def meeting_values(meeting: Meeting, ref: MeetingRef) -> dict[str, object]:
    """Say what a reference adds to a meeting: its number, and its first day where none or a later one was known."""
    values: dict[str, object] = {}
    if ref.number:
        values["number"] = ref.number
    if ref.day and (meeting.day is None or ref.day < meeting.day):
        values["day"] = ref.day
    return values
