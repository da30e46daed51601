"""The council, its committees and the clubs of its members (Organization)."""

from __future__ import annotations

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from council.models import Body, BodyMembership, Club, ClubMembership, Mandate
from council.oparl.addresses import Addresses
from council.oparl.pieces import Built, filled, head


def bodies() -> QuerySet[Body]:
    return Body.objects.prefetch_related(
        Prefetch("memberships", BodyMembership.objects.filter(withdrawn_at=None).order_by("pk"))
    )


def body(body: Body, addresses: Addresses) -> Built:
    """Write the council or a committee; the council's members are those who hold mandates."""
    is_council = body.kind == Body.Kind.COUNCIL
    key = f"body-{body.pk}"
    members = [f"function-{each.pk}" for each in body.memberships.all()]
    if is_council:
        mandates = Mandate.objects.filter(withdrawn_at=None).order_by("pk").values_list("pk", flat=True)
        members = [f"mandate-{each}" for each in mandates] + members
    made = {
        **head("Organization", key, body, addresses, body.get_absolute_url()),
        "body": addresses.body(),
        "name": body.name,
        "organizationType": "Gremium",
        "classification": _("Council") if is_council else _("Committee"),
        "meeting": addresses.of_organization(key, "Meeting"),
        "consultation": addresses.of_organization(key, "Consultation"),
    }
    return {**filled(made), "membership": [addresses.one("Membership", each) for each in members]}


def clubs() -> QuerySet[Club]:
    members = ClubMembership.objects.filter(withdrawn_at=None).order_by("pk")
    return Club.objects.select_related("term").prefetch_related(Prefetch("memberships", members))


def club(club: Club, addresses: Addresses) -> Built:
    """Write a club in one term; of its own beginning and end no document tells."""
    made = {
        **head("Organization", f"club-{club.pk}", club, addresses, reverse("council:club", args=[club.slug])),
        "body": addresses.body(),
        "name": club.name,
        "shortName": club.short_name,
        "organizationType": "Fraktion",
        "classification": _("Club of councillors"),
        "odnowa:legislativeTerm": addresses.one("LegislativeTerm", club.term_id),
    }
    members = [addresses.one("Membership", f"club-{each.pk}") for each in club.memberships.all()]
    return {**filled(made), "membership": members}
