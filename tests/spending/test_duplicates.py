"""Which organizations are asked about."""

from __future__ import annotations

import pytest

from spending.duplicates import Why, is_slip, pairs
from tests.factories.spending import OrganizationFactory


@pytest.mark.parametrize(
    ("one", "another", "slip"),
    [
        ("firma drogowa", "firma drgowa", True),
        ("firma drogowa", "firma dorgowa", True),
        ("szkola nr 12", "szkola nr 13", False),
        ("firma drogowa", "firma mostowa", False),
        ("eko", "ekq", False),
        ("firma drogowa", "firma drogowa", False),
    ],
)
def test_a_slip_is_a_letter_or_two_in_one_place_and_no_figure(one, another, slip):
    assert is_slip(one, another) is slip


@pytest.mark.django_db
def test_pairs_are_of_one_name_of_one_nip_or_a_slip_apart_and_never_contradict():
    numbered = OrganizationFactory(name="Drogi S.A.", nip="6312658876", regon="276255312")
    bare = OrganizationFactory(name="DROGI Spółka Akcyjna")
    branch = OrganizationFactory(name="Oddział Gliwice", nip="6312658876")
    slip = OrganizationFactory(name="Oddzial Gliwce")
    OrganizationFactory(name="Szkoła nr 1", nip="6311006640", buys=True)
    OrganizationFactory(name="Szkoła nr 2", nip="6311006640", buys=True)
    OrganizationFactory(name="Zupełnie kto inny")

    found = {(frozenset({each.one, each.another}), each.why) for each in pairs()}

    assert found == {
        (frozenset({numbered.pk, bare.pk}), Why.NAME),
        (frozenset({numbered.pk, branch.pk}), Why.NIP),
        (frozenset({branch.pk, slip.pk}), Why.SLIP),
    }
