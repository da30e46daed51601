"""Who is who, as a reviewer meets it."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from spending.models import Contract, Organization, OrganizationDecision
from tests.factories.spending import ContractFactory, OrganizationFactory, SpellingFactory

pytestmark = pytest.mark.django_db
QUEUE = reverse("admin:spending_duplicates")


@pytest.fixture
def pair() -> tuple[Organization, Organization]:
    """One firm twice: with a number, and without."""
    kept = OrganizationFactory(name="Firma Drogowa S.A.", nip="6312658876", supplies=True)
    gone = OrganizationFactory(name="FIRMA DROGOWA Spółka Akcyjna", supplies=True)
    ContractFactory(supplier=gone)
    return kept, gone


def compared(kept: Organization, gone: Organization) -> str:
    return reverse("admin:spending_merge", query={"zostaje": kept.pk, "drugi": gone.pk})


def confirm(client: Any, url: str, **typed: Any) -> Any:
    """Open a page, give a reason and confirm what it shows."""
    seen = client.get(url).context["form"].initial["seen"]
    return client.post(url, {"seen": seen, "reason": "ten sam KRS", **typed})


def test_the_likely_pair_waits_and_leads_to_the_comparison(backroom, pair):
    response = backroom.get(QUEUE)

    [(one, another, _why, url)] = response.context["rows"]
    assert {one, another} == set(pair)
    assert [row.organization for row in backroom.get(url).context["sides"]] == [one, another]


def test_two_become_one_and_nothing_waits_any_more(backroom, pair):
    confirm(backroom, compared(*pair))

    assert Contract.objects.get().supplier == pair[0]
    assert backroom.get(QUEUE).context["rows"] == []
    assert "ten sam KRS" in backroom.get(QUEUE).content.decode()


def test_two_that_are_two_are_not_asked_about_again_until_it_is_taken_back(backroom, pair):
    confirm(backroom, compared(*pair), different="1")
    assert backroom.get(QUEUE).context["rows"] == []

    backroom.post(reverse("admin:spending_undo", args=[OrganizationDecision.objects.get().pk]))

    assert len(backroom.get(QUEUE).context["rows"]) == 1


@pytest.mark.parametrize("typed", [{"reason": " "}, {"seen": "dawno"}])
def test_without_a_reason_or_from_a_stale_page_nothing_is_decided(backroom, pair, typed):
    assert confirm(backroom, compared(*pair), **typed).context["form"].errors
    assert not OrganizationDecision.objects.exists()


def test_spellings_are_parted_off_after_a_preview(backroom, pair):
    theirs = SpellingFactory(organization=pair[0], name="Drogi i Mosty")
    url = reverse("admin:spending_split", args=[pair[0].pk])

    assert confirm(backroom, url, chosen=[theirs.pk]).context["preview"]
    confirm(backroom, url, chosen=[theirs.pk], confirmed="1")

    theirs.refresh_from_db()
    assert theirs.organization.name == "Drogi i Mosty"


def test_a_private_person_is_hidden_and_said_nowhere(backroom):
    person = OrganizationFactory(name="Zdzisława Wzorcowa usługi", supplies=True)
    ContractFactory(supplier=person)

    response = confirm(backroom, reverse("admin:spending_hide", args=[person.pk]))

    assert "Wzorcowa" not in backroom.get(response.headers["Location"]).content.decode()
    assert Contract.objects.get().supplier_shown.startswith("Osoba fizyczna")


def test_an_organization_is_found_by_number_and_spelling(backroom, pair):
    SpellingFactory(organization=pair[0], name="Drogi i Mosty")
    url = reverse("admin:spending_organization_changelist")

    for asked in ("6312658876", "Drogi i Mosty"):
        assert list(backroom.get(url, {"q": asked}).context["cl"].result_list) == [pair[0]]
        assert pair[0].name in backroom.get(reverse("admin:spending_merge"), {"szukaj": asked}).content.decode()


def test_the_page_of_an_organization_shows_its_spellings_and_what_can_be_decided(backroom, pair):
    page = backroom.get(reverse("admin:spending_organization_change", args=[pair[1].pk])).content.decode()

    assert "FIRMA DROGOWA Spółka Akcyjna (" in page
    assert reverse("admin:spending_hide", args=[pair[1].pk]) in page
