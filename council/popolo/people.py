"""The council with its committees and clubs, the people in them, and from when to when (organizations, memberships)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import pgettext

from council.models import Body, BodyMembership, Club, ClubMembership, Mandate, Meeting, Person, Term
from council.popolo.parts import Built, known, read_from

CHUNK = 500


def council_id() -> str:
    """Return the identifier of the council; empty while there is none."""
    key = Body.objects.filter(kind=Body.Kind.COUNCIL).values_list("pk", flat=True).first()
    return f"body-{key}" if key else ""


def persons(base: str, rows: QuerySet[Person]) -> Iterator[Built]:
    for person in rows.filter(withdrawn_at=None).order_by("pk").iterator(CHUNK):
        yield {
            "id": f"person-{person.pk}",
            "name": person.name,
            "family_name": person.family_name,
            "given_name": person.given_name,
            "sort_name": f"{person.family_name} {person.given_name}",
            **read_from(person, base, person.get_absolute_url()),
        }


def organizations(base: str, council: str) -> Iterator[Built]:
    """Give the council first, then its committees, then the clubs of every term."""
    for body in Body.objects.order_by("pk"):
        is_council = body.kind == Body.Kind.COUNCIL
        yield known(
            {
                "id": f"body-{body.pk}",
                "name": body.name,
                "classification": "legislature" if is_council else "committee",
                "parent_id": "" if is_council else council,
                "links": [{"url": f"{base}{body.get_absolute_url()}"}],
            }
        )
    for club in Club.objects.select_related("term").order_by("pk"):
        yield known(
            {
                "id": f"club-{club.pk}",
                "name": club.name,
                "other_names": [{"name": club.short_name}] if club.short_name else [],
                "classification": "parliamentary group",
                "parent_id": council,
                "links": [{"url": f"{base}{reverse('council:club', args=[club.slug])}"}],
                "extras": {"term": club.term.slug},
            }
        )


def memberships(base: str, council: str) -> Iterator[Built]:
    """Give every mandate, every function or seat in a committee, every club membership that no office has removed."""
    seat = pgettext("member of the council", "councillor")
    for mandate in Mandate.objects.filter(withdrawn_at=None).select_related("term").order_by("pk").iterator(CHUNK):
        yield {
            **_days(f"mandate-{mandate.pk}", mandate.person_id, council, mandate.since, mandate.until),
            "role": seat,
            "extras": known(
                {
                    "term": mandate.term.slug,
                    "election_committee": mandate.committee,
                    "district": mandate.district,
                    "end_reason": mandate.end_reason,
                }
            ),
            **read_from(mandate, base),
        }
    functions = BodyMembership.objects.filter(withdrawn_at=None).select_related("term").order_by("pk")
    for function in functions.iterator(CHUNK):
        body = f"body-{function.body_id}"
        yield {
            **_days(f"function-{function.pk}", function.person_id, body, function.since, function.until),
            "role": str(function.get_role_display()),
            "extras": {"term": function.term.slug},
            **read_from(function, base),
        }
    for each in ClubMembership.objects.filter(withdrawn_at=None).order_by("pk").iterator(CHUNK):
        yield {
            **_days(f"club-membership-{each.pk}", each.person_id, f"club-{each.club_id}", each.since, each.until),
            **read_from(each, base),
        }


def events(base: str, rows: QuerySet[Meeting]) -> Iterator[Built]:
    """Give the terms, then the meetings within them; of a meeting by its days, never by an hour that nobody states."""
    for term in Term.objects.order_by("pk"):
        yield {
            "id": f"term-{term.pk}",
            "name": term.name,
            "classification": "legislative term",
            "start_date": term.starts.isoformat(),
            "end_date": term.ends.isoformat(),
        }
    shown = rows.filter(withdrawn_at=None).select_related("body", "term").order_by("pk")
    for meeting in shown.iterator(CHUNK):
        yield known(
            {
                "id": f"meeting-{meeting.pk}",
                "name": f"{meeting.body.name}: {meeting.roman or meeting.day}",
                "classification": "meeting",
                "identifiers": [{"identifier": str(meeting.number)}] if meeting.number else [],
                "organization_id": f"body-{meeting.body_id}",
                "parent_id": f"term-{meeting.term_id}",
                "start_date": meeting.day.isoformat() if meeting.day else "",
                **read_from(meeting, base, meeting.get_absolute_url()),
            }
        )


def _days(key: str, person: int, organization: str, since: date | None, until: date | None) -> Built:
    """Write a membership; a day that no source gives is left out, and is the term's."""
    return known(
        {
            "id": key,
            "person_id": f"person-{person}",
            "organization_id": organization,
            "start_date": since.isoformat() if since else "",
            "end_date": until.isoformat() if until else "",
        }
    )
