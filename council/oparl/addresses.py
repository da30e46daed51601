"""Addresses of the objects of OParl, which are their identifiers too, and of the pages that show the same."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse

from council.models import Body

VERSION = "https://schema.oparl.org/1.1/"

LISTS = {
    "Body": "bodies",
    "LegislativeTerm": "legislativeterms",
    "Organization": "organizations",
    "Person": "people",
    "Membership": "memberships",
    "Meeting": "meetings",
    "AgendaItem": "agendaitems",
    "Paper": "papers",
    "Consultation": "consultations",
    "File": "files",
    "Location": "locations",
}
"""The types that have lists, with the word that stands for each list in an address."""
SINGLE = {name.lower(): name for name in LISTS}
"""The type by the word that stands for one object in an address."""
BODY = "1"
"""The key of the only body: the city."""


@dataclass(frozen=True)
class Addresses:
    """Addresses on the site that was asked; ``base`` as in ``https://portal.example``."""

    base: str

    def system(self) -> str:
        return self.base + reverse("oparl:system")

    def body(self) -> str:
        return self.one("Body", BODY)

    def one(self, kind: str, key: object) -> str:
        """Return the address of one object; keys are numbers of our database, which outlive every correction."""
        return self.base + reverse("oparl:object", args=[kind.lower(), str(key)])

    def all(self, kind: str) -> str:
        return self.base + reverse("oparl:list", args=[LISTS[kind]])

    def of_organization(self, key: str, kind: str) -> str:
        """Return the address of one organization's own list."""
        return self.base + reverse("oparl:list-of-organization", args=[key, LISTS[kind]])

    @cached_property
    def council(self) -> str:
        """The address of the council itself; empty while there is none."""
        key = Body.objects.filter(kind=Body.Kind.COUNCIL).values_list("pk", flat=True).first()
        return self.one("Organization", f"body-{key}") if key else ""

    def page(self, path: str) -> str:
        """Return the whole address of a page of ours."""
        return f"{self.base}{path}"


def type_of(kind: str) -> str:
    """Return the address that names a type."""
    return f"{VERSION}{kind}"
