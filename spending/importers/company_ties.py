"""Which organization is a municipal company: by NIP or KRS, else by the one name; a person's word stands above both."""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q

from spending.models import Company, Organization
from spending.naming import organization_key
from watchdog.archive.models import Change


def tie_companies() -> int:
    """
    Tie municipal companies to the organizations that they are; return how many were tied.

    An organization of which a person has said which company it is, or that it is none, is left as it is.
    """
    companies = list(Company.objects.filter(organization=None))
    return sum(_tie(company) for company in companies)


def _tie(company: Company) -> bool:
    found = _candidates(company)
    if len(found) != 1:
        return False
    return bool(Organization.objects.filter(pk=found[0].pk, company=None).update(company=company))


def _candidates(company: Company) -> list[Organization]:
    """Return the organizations of the company's numbers; where it or they have none, those of its name."""
    kind = ContentType.objects.get_for_model(Organization)
    said = Change.objects.filter(content_type=kind, field="company", user__isnull=False)
    free = Organization.objects.standing().filter(company=None).exclude(pk__in=said.values("object_id"))
    numbers = Q(pk=None)
    for name in ("nip", "krs", "regon"):
        if getattr(company, name):
            numbers |= Q(**{name: getattr(company, name)})
    named = free.filter(key=organization_key(company.name))
    by_number = list(free.filter(numbers)[:2])
    return by_number or [each for each in named[:2] if not _contradicts(company, each)]


def _contradicts(company: Company, organization: Organization) -> bool:
    pairs = ((getattr(company, name), getattr(organization, name)) for name in ("nip", "krs", "regon"))
    return any(ours and theirs and ours != theirs for ours, theirs in pairs)
