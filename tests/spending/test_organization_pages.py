"""Suppliers and units: what is added up, what is shown, whom search engines may list, what a page costs."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from spending.drafts import ContractKind
from spending.filters.organizations import number_of
from spending.importers.identity import merge, undo
from spending.models import Organization, Supplier
from spending.turnover import Amount, Role, added, amounts, by_year, contracts_of, with_turnover
from tests.factories.companies import CompanyFactory
from tests.factories.names import UserFactory
from tests.factories.spending import (
    ContractFactory,
    ContractPartyFactory,
    NoticeFactory,
    OrganizationFactory,
    SpellingFactory,
)

LIST = "/wydatki/wykonawcy/"


def get(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, response.status_code
    return unescape(response.content.decode()).replace("\xa0", " ")


def firm(**fields: object) -> Organization:
    found: Organization = OrganizationFactory(supplies=True, **fields)
    return found


def listed(organization: Organization) -> tuple[Amount, ...]:
    return amounts(with_turnover(Supplier.objects.filter(pk=organization.pk), Role.SUPPLIER).get().sums)


# What is added up


@pytest.mark.django_db
def test_kinds_of_amounts_are_never_added_and_the_list_says_what_the_page_says() -> None:
    supplier = firm()
    for value, currency, tax in (("10.01", "PLN", "gross"), ("20", "PLN", "gross"), ("5", "PLN", "net"), ("7", "", "")):
        ContractFactory(supplier=supplier, value=value, currency=currency, tax=tax)

    sums = listed(supplier)

    assert sums[0] == Amount("PLN", "gross", 2, Decimal("30.01"))
    assert set(sums[1:]) == {Amount("PLN", "net", 1, Decimal("5.00")), Amount("", "", 1, Decimal("7.00"))}
    assert set(added(by_year(contracts_of(supplier, Role.SUPPLIER)))) == set(sums)


@pytest.mark.django_db
@pytest.mark.parametrize("kind", [kind for kind in ContractKind if kind is not ContractKind.CONTRACT])
def test_what_is_no_contract_is_counted_in_no_sum(kind: ContractKind) -> None:
    supplier = firm()
    ContractFactory(supplier=supplier, kind=kind)

    assert listed(supplier) == ()


@pytest.mark.django_db
def test_removed_rows_parts_and_rows_without_a_value_are_counted_in_no_sum() -> None:
    supplier = firm()
    whole = ContractFactory()
    ContractFactory(supplier=supplier, withdrawn_at="2026-01-01T00:00:00Z")
    ContractFactory(supplier=supplier, parent=whole)
    ContractFactory(supplier=supplier, value=None)

    assert listed(supplier) == ()


@pytest.mark.django_db
def test_a_contract_of_a_consortium_stands_whole_with_each_member() -> None:
    leader, member = firm(), firm()
    ContractPartyFactory(contract=ContractFactory(supplier=leader, value=100), organization=member)

    assert listed(leader) == listed(member) == (Amount("PLN", "gross", 1, Decimal("100.00")),)


@pytest.mark.django_db
def test_a_sum_of_rounded_amounts_is_rounded_itself(client: Client) -> None:
    supplier = firm()
    ContractFactory(supplier=supplier, value=5_000_000, approximate=True)
    ContractFactory(supplier=supplier, value=Decimal("100.40"))

    assert "ok. 5 000 100 zł" in get(client, f"{LIST}{supplier.slug}/")


@pytest.mark.django_db
def test_who_only_made_an_offer_has_no_contract_whose_value_could_be_missing(client: Client) -> None:
    supplier = firm()
    ContractFactory(supplier=supplier, kind="offer")

    page = get(client, supplier.get_absolute_url())

    assert "Nie znamy żadnej umowy." in page
    assert "kwoty żadnej z tych umów" not in page


@pytest.mark.django_db
def test_no_currency_and_no_tax_is_printed_that_the_register_does_not_give(client: Client) -> None:
    supplier = firm()
    ContractFactory(supplier=supplier, value="1500.00", currency="", tax="")

    page = get(client, f"{LIST}{supplier.slug}/")

    assert "1 umowa na kwotę 1 500,00 (nie podano ani waluty, ani czy to brutto" in page
    assert "1 500,00 zł" not in page


# Pages


@pytest.mark.django_db
def test_a_page_costs_the_same_with_two_and_with_sixty_contracts(client: Client) -> None:
    supplier = firm(nip="6311006640", company=CompanyFactory())
    costs = []
    for more in (2, 58):
        for number in range(more):
            row = ContractFactory(supplier=supplier, signed_first=date(2010 + number % 9, 1, 1), value=number + 1)
            ContractFactory(supplier=supplier, kind="offer", buyer=row.buyer)
            NoticeFactory(supplier=supplier)
            SpellingFactory(organization=supplier)
        client.get(f"{LIST}{supplier.slug}/")
        with CaptureQueriesContext(connection) as asked:
            get(client, f"{LIST}{supplier.slug}/")
        costs.append(len(asked))

    assert costs[0] == costs[1] <= 18, costs


@pytest.mark.django_db
def test_the_page_shows_spellings_numbers_partners_and_what_is_no_contract(client: Client) -> None:
    supplier, unit = firm(name="Alfa Sp. z o.o.", nip="6311006640"), OrganizationFactory(name="Szkoła 5", buys=True)
    SpellingFactory(organization=supplier, name="ALFA spółka z o.o.")
    ContractFactory(supplier=supplier, buyer=unit, value=75)
    ContractFactory(supplier=supplier, value=25)
    ContractFactory(supplier=supplier, kind="offer", subject="Oferta na most", value=999)

    page = get(client, f"{LIST}{supplier.slug}/")

    for words in ("ALFA spółka z o.o.", "suma kontrolna zgadza się", "Szkoła 5", "75,0 %", "Oferta na most"):
        assert words in page
    assert "2 umowy na kwotę 100,00 zł (brutto)" in page
    assert f"/wydatki/umowy/?wykonawca={supplier.slug}" in page


@pytest.mark.django_db
def test_a_municipal_company_and_its_contracts_lead_to_each_other(client: Client) -> None:
    company = CompanyFactory()
    supplier = firm(company=company)

    assert company.get_absolute_url() in get(client, f"{LIST}{supplier.slug}/")
    assert f"{LIST}{supplier.slug}/" in get(client, company.get_absolute_url())


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "listed_by_engines"),
    [
        ({"name": "Kancelaria Radcy Prawnego Jan Kowalski"}, False),
        ({"name": "PHU ŻAK Michał Szymaniak", "nip": "6311006640"}, False),
        ({"name": "Kowal-Bud Sp. z o.o."}, True),
        ({"name": "KOWAL-BUD SPÓŁKA Z OGRANICZONĄ ODPOWIEDZIALNOŚCIĄ"}, True),
        ({"name": "Skanska S.A."}, True),
        ({"name": "Kowal", "krs": "0000577540"}, True),
        ({"name": "Szkoła Podstawowa nr 5"}, True),
        ({"name": "Zakład", "kind": "public"}, True),
    ],
)
def test_search_engines_list_only_who_is_surely_no_firm_of_one_person(
    client: Client, fields: dict[str, str], listed_by_engines: bool
) -> None:
    page = get(client, f"{LIST}{firm(**fields).slug}/")

    assert ('<meta name="robots" content="noindex">' not in page) == listed_by_engines


@pytest.mark.django_db
def test_one_merged_into_another_has_no_page(client: Client) -> None:
    supplier = firm()
    supplier.spellings.all().delete()

    assert client.get(f"{LIST}{supplier.slug}/").status_code == 404
    assert supplier.name not in get(client, LIST)


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["wykonawcy", "jednostki"])
def test_a_former_address_leads_on_until_the_merge_is_taken_back(client: Client, role: str) -> None:
    kept, gone = (firm(name=name, buys=True) for name in ("PRUiM SA", "Remonty Ulic (PRUiM) SA"))
    for supplier in (kept, gone):
        ContractFactory(supplier=supplier)
        ContractFactory(buyer=supplier)
    word = merge(kept, gone, UserFactory(), "ten sam NIP")

    moved = client.get(f"/wydatki/{role}/{gone.slug}/")

    assert (moved.status_code, moved["Location"]) == (301, f"/wydatki/{role}/{kept.slug}/")
    assert moved["Cache-Control"] == "no-cache"  # else a browser would go there even after it was taken back
    undo(word, UserFactory())
    assert get(client, f"/wydatki/{role}/{gone.slug}/")


@pytest.mark.django_db
def test_who_was_merged_with_whom_and_why_stands_on_the_page(client: Client) -> None:
    kept, gone = firm(name="PRUiM SA"), firm(name="Remonty Ulic (PRUiM) SA")
    ContractFactory(supplier=gone)
    merge(kept, gone, UserFactory(), "ten sam NIP w umowie 7/2024")

    page = get(client, f"{LIST}{kept.slug}/")

    assert "<ins>Remonty Ulic (PRUiM) SA</ins>" in page
    assert "ten sam NIP w umowie 7/2024" in page


# Filters


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("631-10-06-640", "6311006640"),
        ("NIP: 631 100 66 40", "6311006640"),
        ("PL6311006640", "6311006640"),
        ("REGON 000 012 345", "000012345"),
        ("KRS 0000577540", "0000577540"),
        ("szkoła 5", ""),
        ("123", ""),
    ],
)
def test_a_number_is_known_in_any_punctuation(text: str, number: str) -> None:
    assert number_of(text) == number


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["alfa", "ALPHA spolka", "631-100-66-40", "0000577540"])
def test_an_organization_is_found_by_name_spelling_and_number(client: Client, query: str) -> None:
    SpellingFactory(organization=firm(name="Alfa", nip="6311006640"), name="Alpha Spółka", krs="0000577540")
    firm(name="Beta")

    page = get(client, f"{LIST}?q={query}")

    assert ">Alfa</a>" in page
    assert ">Beta</a>" not in page


@pytest.mark.django_db
def test_sorted_by_sums_the_largest_comes_first_and_nobody_is_lost(client: Client) -> None:
    small, large, none = firm(name="Mała"), firm(name="Duża"), firm(name="Żadna")
    ContractFactory(supplier=small, value=5)
    ContractFactory(supplier=large, value=50)

    page = get(client, f"{LIST}?sort=-kwota")

    places = [page.index(f">{each.name}</a>") for each in (large, small, none)]
    assert places == sorted(places)


def page_of_years(client: Client, *years: int) -> str:
    """Draw the page of a supplier with one contract in each of these years."""
    supplier = firm()
    for year in years:
        ContractFactory(supplier=supplier, value="10", signed_first=date(year, 5, 1), signed_last=date(year, 5, 1))
    return get(client, f"{LIST}{supplier.slug}/")


@pytest.mark.django_db
def test_the_drawing_shows_the_years_between_that_have_no_contracts(client: Client) -> None:
    page = page_of_years(client, 2015, 2018)

    assert page.count("<title>201") == 4
    assert page.index("2015: ") < page.index("2016: brak umów") < page.index("2017: brak umów") < page.index("2018: ")


@pytest.mark.django_db
def test_a_year_typed_wrongly_draws_no_century_of_empty_years(client: Client) -> None:
    page = page_of_years(client, 1204, 2018)

    assert "1204: 10,00 zł" in page
    assert "brak umów" not in page
