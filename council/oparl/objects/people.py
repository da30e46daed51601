"""People who hold or held a mandate, and what they were members of (Person, Membership)."""

from __future__ import annotations

from datetime import date

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
    made = {
        "organization": addresses.council,
        "role": pgettext("member of the council", "councillor"),
        "votingRight": True,
        **_days(mandate.since, mandate.until),
        "odnowa:legislativeTerm": addresses.one("LegislativeTerm", mandate.term_id),
        "odnowa:electionCommittee": mandate.committee,
        "odnowa:district": mandate.district,
        "odnowa:reasonOfEnd": mandate.end_reason,
    }
    return _membership(f"mandate-{mandate.pk}", mandate, addresses, made)


def functions() -> QuerySet[BodyMembership]:
    return BodyMembership.objects.annotate(modified_at=altered())


def function(membership: BodyMembership, addresses: Addresses) -> Built:
    """Write a function in the council, or a membership of a committee."""
    made = {
        "organization": addresses.one("Organization", f"body-{membership.body_id}"),
        "role": str(membership.get_role_display()),
        **_days(membership.since, membership.until),
        "odnowa:legislativeTerm": addresses.one("LegislativeTerm", membership.term_id),
    }
    return _membership(f"function-{membership.pk}", membership, addresses, made)


def club_memberships() -> QuerySet[ClubMembership]:
    return ClubMembership.objects.annotate(modified_at=altered())


def club_membership(membership: ClubMembership, addresses: Addresses) -> Built:
    made = {
        "organization": addresses.one("Organization", f"club-{membership.club_id}"),
        "role": pgettext("member of a club", "member"),
        **_days(membership.since, membership.until),
    }
    return _membership(f"club-{membership.pk}", membership, addresses, made)


Seat = Mandate | BodyMembership | ClubMembership


def _membership(key: str, row: Seat, addresses: Addresses, made: Built) -> Built:
    person = addresses.one("Person", row.person_id)
    return filled({**head("Membership", key, row, addresses), "person": person, **made})


def _days(since: date | None, until: date | None) -> Built:
    return {
        "startDate": since.isoformat() if since else "",
        "endDate": until.isoformat() if until else "",
    }
