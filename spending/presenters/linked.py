"""
Organizations in the words of schema.org (``watchdog.core.linked``).

A firm of one person bears that person's name, and registers do not say which firms are such: like search engines, these
words get only those that are certainly none (``spending.legal_persons``). Masked people are no organizations at all.
Contracts and payments have no object, because no type fits them.
"""

from __future__ import annotations

from spending.models import Company, Organization
from watchdog.core.linked import Thing, absolute, thing


def organization_thing(organization: Organization, listed: bool) -> Thing | None:
    """Name a supplier or a unit with its numbers; nothing where search engines may not list its page."""
    return _named(organization, organization.get_absolute_url()) if listed else None


def company_thing(company: Company) -> Thing | None:
    """Name a municipal company with its numbers; nobody of its bodies."""
    return _named(company, company.get_absolute_url())


def _named(known: Organization | Company, path: str) -> Thing | None:
    if known.is_inferred or known.withdrawn_at is not None:
        return None
    numbers = (("NIP", known.nip), ("REGON", known.regon), ("KRS", known.krs))
    return thing(
        "Organization",
        name=known.name,
        url=absolute(path),
        taxID=known.nip,
        identifier=[thing("PropertyValue", propertyID=label, value=number) for label, number in numbers if number],
    )
