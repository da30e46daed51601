"""People who hold or held a mandate, and what they were members of (Person, Membership)."""

from __future__ import annotations

from django.db.models import Prefetch, QuerySet
from django.utils.translation import pgettext

from council.models import BodyMembership, ClubMembership, Mandate, Person
from council.oparl.addresses import Addresses
from council.oparl.pieces import Built, altered, filled, head, is_deleted

KINDS = (Mandate, BodyMembership, ClubMembership)


def people() -> QuerySet[Person]:
    parts = [(model.objects.all(), "person") for model in KINDS]
    return Person.objects.annotate(modified_at=altered(*parts)).prefetch_related(
        Prefetch("mandates", mandates().order_by("pk")),
        Prefetch("body_memberships", functions().order_by("pk")),
        Prefetch("club_memberships", club_memberships().order_by("pk")),
    )


def person(person: Person, addresses: Addresses) -> Built:
    members = [
        *(mandate(each, addresses) for each in person.mandates.all() if not is_deleted(each)),
        *(function(each, addresses) for each in person.body_memberships.all() if not is_deleted(each)),
        *(club_membership(each, addresses) for each in person.club_memberships.all() if not is_deleted(each)),
    ]
    made = {
        **head("Person", person.pk, person, addresses, person.get_absolute_url()),
        "body": addresses.body(),
        "name": person.name,
        "familyName": person.family_name,
        "givenName": person.given_name,
    }
    return {**filled(made), "membership": members}


def mandates() -> QuerySet[Mandate]:
    return Mandate.objects.annotate(modified_at=altered())


def mandate(mandate: Mandate, addresses: Addresses) -> Built:
    """Write a seat in the council; days that no source gives are left out, the term tells them."""
    own = {
        "votingRight": True,
        "odnowa:legislativeTerm": addresses.one("LegislativeTerm", mandate.term_id),
        "odnowa:electionCommittee": mandate.committee,
        "odnowa:district": mandate.district,
        "odnowa:reasonOfEnd": mandate.end_reason,
    }
    role = pgettext("member of the council", "councillor")
    return _membership(f"mandate-{mandate.pk}", mandate, addresses, addresses.council, role, own)


def functions() -> QuerySet[BodyMembership]:
    return BodyMembership.objects.annotate(modified_at=altered())


def function(membership: BodyMembership, addresses: Addresses) -> Built:
    """Write a function in the council, or a membership of a committee."""
    body = addresses.one("Organization", f"body-{membership.body_id}")
    own = {"odnowa:legislativeTerm": addresses.one("LegislativeTerm", membership.term_id)}
    role = str(membership.get_role_display())
    return _membership(f"function-{membership.pk}", membership, addresses, body, role, own)


def club_memberships() -> QuerySet[ClubMembership]:
    return ClubMembership.objects.annotate(modified_at=altered())


def club_membership(membership: ClubMembership, addresses: Addresses) -> Built:
    club = addresses.one("Organization", f"club-{membership.club_id}")
    return _membership(f"club-{membership.pk}", membership, addresses, club, pgettext("member of a club", "member"), {})


Seat = Mandate | BodyMembership | ClubMembership


def _membership(key: str, row: Seat, addresses: Addresses, organization: str, role: str, own: Built) -> Built:
    """Write what every membership says: who, where, as what, from when to when; then what only its kind knows."""
    made = {
        **head("Membership", key, row, addresses),
        "person": addresses.one("Person", row.person_id),
        "organization": organization,
        "role": role,
        "startDate": row.since.isoformat() if row.since else "",
        "endDate": row.until.isoformat() if row.until else "",
    }
    return filled({**made, **own})
