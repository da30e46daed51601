"""Pages of municipal companies: what stands on them, what they cost, what the filters keep."""

from __future__ import annotations

from datetime import date
from html import unescape

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from spending.models import BoardMember, Company, Holding
from tests.factories.companies import BoardMemberFactory, CompanyFactory, HoldingFactory
from tests.fakes.version import still_version
from tests.reviewing import publish_all

pytestmark = pytest.mark.django_db
LIST = "/wydatki/spolki/"


def get(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, response.status_code
    return unescape(response.content.decode()).replace("\xa0", " ")


def queries(client: Client, address: str) -> int:
    with still_version():
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)


def fill(count: int) -> None:
    companies = [CompanyFactory() for _each in range(count)]
    Holding.objects.bulk_create(HoldingFactory.build(company=each) for each in companies)
    BoardMember.objects.bulk_create(BoardMemberFactory.build(company=each) for each in companies)


def test_the_list_costs_the_same_with_two_and_with_five_hundred_rows(client: Client) -> None:
    fill(2)
    few = queries(client, LIST)
    fill(498)

    assert few == queries(client, LIST) <= 4


@pytest.mark.parametrize("count", [2, 60])
def test_a_companys_page_costs_the_same_whatever_its_size(client: Client, count: int) -> None:
    company = CompanyFactory()
    HoldingFactory.create_batch(count, company=company)
    for place in range(count):
        BoardMemberFactory(company=company, name=f"Osoba {place}")

    assert queries(client, f"{LIST}{company.slug}/") == 7


def test_disagreeing_statements_stand_beside_each_other(client: Client) -> None:
    day = date(2020, 7, 1)
    company = CompanyFactory(name="GKS Piast Gliwice S.A.")
    HoldingFactory(company=company, share_percent="66.68", as_of_first=day, as_of_last=date(2020, 7, 31))
    HoldingFactory(company=company, share_percent="70", as_of_first=date(2024, 1, 1), as_of_last=date(2024, 12, 31))

    page = get(client, f"{LIST}{company.slug}/")

    assert "66,68 %" in page
    assert "lipiec 2020" in page
    assert "Udział miasta: 70 % (2024)." in page


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("udzial=calosc", ["Alfa"]),
        ("udzial=wiekszosc", ["Alfa", "Beta"]),
        ("udzial=nieznany", ["Gama"]),
        ("forma=s-a", ["Beta"]),
    ],
)
def test_filters_keep(client: Client, query: str, kept: list[str]) -> None:
    HoldingFactory(company=CompanyFactory(name="Alfa"))
    HoldingFactory(company=CompanyFactory(name="Beta", form="sa"), share_percent="66.68", extent="majority")
    CompanyFactory(name="Gama")

    page = get(client, f"{LIST}?{query}")

    assert [name for name in ("Alfa", "Beta", "Gama") if f">{name}</a>" in page] == kept


def test_an_unknown_filter_is_refused(client: Client) -> None:
    assert client.get(f"{LIST}?udzial=polowa").status_code == 400


# The back room


@pytest.fixture
def backroom(client: Client) -> Client:
    user = User.objects.create_user("wolontariuszka", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(content_type__app_label="spending"))
    client.force_login(user)
    return client


def typed(**fields: str) -> dict[str, str]:
    return {
        "name": "PEC – Gliwice Sp. z o.o.",
        "form": "sp_z_oo",
        "share_percent": "100",
        "as_of": "2024-07",
        "address": "https://bip.example/pec",
        **fields,
    }


def test_a_share_is_typed_and_typed_again(backroom: Client) -> None:
    address = reverse("admin:spending_company_add")

    assert backroom.post(address, typed()).status_code == 302
    assert not Holding.objects.exists()
    publish_all()
    assert backroom.post(address, typed()).status_code == 302

    holding = Holding.objects.get()
    assert (holding.share_percent, holding.as_of_last, holding.entered_by.get_username()) == (
        100,
        date(2024, 7, 31),
        "wolontariuszka",
    )


def test_a_correction_needs_a_reason_and_is_kept(backroom: Client) -> None:
    address = reverse("admin:spending_company_add")
    backroom.post(address, typed())
    publish_all()

    refused = backroom.post(address, typed(share_percent="90"))

    assert refused.status_code == 200
    assert Holding.objects.get().share_percent == 100
    assert backroom.post(address, typed(share_percent="90", reason="Strona 4 protokołu.")).status_code == 302
    assert [change.reason for change in Holding.objects.get().changes.filter(field="share_percent")] == [
        "Strona 4 protokołu."
    ]
    page = get(backroom, f"{LIST}{Company.objects.get().slug}/")
    assert "Strona 4 protokołu." in page
    assert "<del>100,0000</del>" in page


def test_who_only_adds_corrects_nothing(client: Client, backroom: Client) -> None:
    address = reverse("admin:spending_company_add")
    backroom.post(address, typed())
    publish_all()
    user = User.objects.create_user("druga", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename="add_company"))
    client.force_login(user)

    assert client.post(address, typed(share_percent="90", reason="Strona 4 protokołu.")).status_code == 200
    assert Holding.objects.get().share_percent == 100


@pytest.mark.parametrize("fields", [{"as_of": "lipiec"}, {"nip": "1234567890"}, {"address": "nigdzie"}, {"name": ""}])
def test_bad_input_changes_nothing(backroom: Client, fields: dict[str, str]) -> None:
    assert backroom.post(reverse("admin:spending_company_add"), typed(**fields)).status_code == 200

    assert Company.objects.count() == 0


def test_somebody_in_a_body_is_typed(backroom: Client) -> None:
    company = CompanyFactory()
    told = {"company": str(company.pk), "name": "Anna Nowak", "body": "management", "address": "https://bip.example/"}

    assert backroom.post(reverse("admin:spending_boardmember_add"), told).status_code == 302
    publish_all()
    assert company.board.get().name == "Anna Nowak"
    assert backroom.get(reverse("admin:spending_company_change", args=[company.pk])).status_code == 200
