"""Which organization is which municipal company."""

from __future__ import annotations

import pytest

from spending.importers.company_ties import tie_companies
from spending.models import Organization
from tests.factories.companies import CompanyFactory
from tests.factories.names import UserFactory
from tests.factories.spending import OrganizationFactory
from watchdog.archive.writing import Evidence, correct

pytestmark = pytest.mark.django_db
NIP, OTHER_NIP = "6312658876", "5252344078"


@pytest.mark.parametrize(
    ("company", "organization", "tied"),
    [
        ({"name": "PWiK Sp. z o.o.", "nip": NIP}, {"name": "Wodociągi", "nip": NIP}, True),
        ({"name": "PWiK Sp. z o.o."}, {"name": "PWIK spółka z ograniczoną odpowiedzialnością"}, True),
        ({"name": "PWiK Sp. z o.o.", "nip": NIP}, {"name": "PWiK Sp. z o.o.", "nip": OTHER_NIP}, False),
        ({"name": "PWiK Sp. z o.o."}, {"name": "PEC Sp. z o.o."}, False),
    ],
)
def test_a_company_is_known_by_number_else_by_name(company, organization, tied):
    CompanyFactory(**company)
    OrganizationFactory(**organization)

    assert tie_companies() == tied
    assert bool(Organization.objects.get().company) is tied


def test_a_person_who_says_otherwise_is_right():
    company = CompanyFactory(name="PWiK Sp. z o.o.")
    organization = OrganizationFactory(name="PWiK Sp. z o.o.", company=company)
    correct(organization, {"company": None}, Evidence(user=UserFactory(), reason="inna spółka"))

    assert tie_companies() == 0
