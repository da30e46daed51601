"""Contracts and notices leave as releases that anybody's tools read: no currency, tax or name that nobody stated."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from django.test import Client

from spending.models import Contract
from spending.ocds.introducing import whole
from tests.factories.spending import ContractFactory, ContractPartyFactory, NoticeFactory, OrganizationFactory

pytestmark = pytest.mark.django_db

TENDER = "ocds-148610-0a1b2c3d-0000-11ee-9aa3-96d3b4440790"
STAGES = {"tender", "tenderUpdate", "award", "contract", "contractAmendment", "contractUpdate"}


def get(client: Client, address: str) -> dict[str, Any]:
    response = client.get(f"/dane/ocds/{address}")
    assert response.status_code == 200, response.content
    found: dict[str, Any] = response.json()
    return found


def check(release: dict[str, Any]) -> None:
    """Hold a release against what the standard demands of every one."""
    assert {"ocid", "id", "date", "tag", "initiationType"} <= set(release)
    assert set(release["tag"]) <= STAGES
    parties = {each["id"] for each in release.get("parties", [])}
    awards = {each["id"] for each in release.get("awards", [])}
    named = [release["buyer"]] if "buyer" in release else []
    named += [each for award in release.get("awards", []) for each in award.get("suppliers", [])]
    assert {each["id"] for each in named} <= parties
    assert {each["awardID"] for each in release.get("contracts", [])} <= awards
    assert "" not in str(release).split("'")[1::2]


def _number(release: dict[str, Any]) -> int:
    """Give the number of the row that a release tells of."""
    return int(release["id"].split("-")[1])


def test_a_process_is_told_from_its_notice_to_its_annex_and_its_record_compiles_them(client: Client) -> None:
    firm = OrganizationFactory(supplies=True, nip="6311006640")
    contract = ContractFactory(supplier=firm, procedure="tryb podstawowy")
    NoticeFactory(contract=None, tender=TENDER, cpv="45233252-0 (Roboty)", order_type="Roboty budowlane")
    NoticeFactory(contract=contract, tender=TENDER, kind="result", value=7, contract_on=date(2024, 3, 14))
    ContractFactory(kind="amendment", parent=contract, value=2000, value_effect="new_total", supplier=firm)
    ContractFactory()

    package = get(client, f"umowy/{contract.slug}.json")
    [record] = get(client, f"rekordy/{contract.slug}.json")["records"]

    tags = [each["tag"] for each in package["releases"]]
    assert sorted(tags) == [["award"], ["award", "contract"], ["contractAmendment"], ["tender"]]
    assert tags.index(["award", "contract"]) < tags.index(["contractAmendment"])
    for release in package["releases"]:
        check(release)
        assert release["ocid"] == TENDER
    whole = record["compiledRelease"]
    assert whole["tag"] == ["compiled"]
    assert [each["id"] for each in whole["contracts"]] == [contract.slug]
    assert whole["contracts"][0]["value"] == {"amount": 2000.0, "currency": "PLN"}
    assert whole["awards"][0]["suppliers"][0]["name"] == firm.spellings.get().name
    assert whole["tender"]["items"][0]["classification"] == {"scheme": "CPV", "id": "45233252-0"}
    assert whole["tender"]["mainProcurementCategory"] == "works"
    assert {"scheme": "PL-NIP", "id": "6311006640"} in [each.get("identifier") for each in whole["parties"]]


def test_nothing_is_said_that_the_register_does_not_say(client: Client) -> None:
    ContractFactory(currency="", tax="", value=5, signed_first=date(2024, 1, 1), signed_last=date(2024, 12, 31))
    hidden = {"supplier": None, "supplier_as": None, "supplier_hidden": "person", "supplier_code": "ab12"}
    ContractPartyFactory(contract=ContractFactory(**hidden), organization=None, spelling=None, hidden="withheld")
    for kind in ("offer", "grant", "total", "lease"):
        ContractFactory(kind=kind)
    ContractFactory(certainty="inferred")

    bare, masked = sorted(get(client, "umowy.json")["releases"], key=_number)

    check(bare)
    check(masked)
    [contract] = bare["contracts"]
    assert contract["value"] == {"amount": 5.0}
    assert "dateSigned" not in contract
    assert "VAT" not in contract["description"]
    assert bare["ocid"].startswith("gliwice-")
    names = [each["name"] for each in masked["awards"][0]["suppliers"]]
    assert names[0] == "Osoba fizyczna (ab12)"
    assert len(names) == 2


def test_the_list_s_filters_and_pages_hold_here_too(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("spending.ocds.views.PER_PAGE", 2)
    firm = OrganizationFactory(supplies=True)
    for number in range(3):
        ContractFactory(supplier=firm, subject=f"most {number}")
    ContractFactory()

    first = client.get(f"/dane/ocds/umowy.json?wykonawca={firm.slug}")
    following = first["Link"].partition(">")[0].lstrip("<")
    rest = client.get(following.replace("http://testserver", ""))

    assert rest.status_code == 200
    ids = [each["ocid"] for page in (first, rest) for each in page.json()["releases"]]
    assert len(ids) == len(set(ids)) == 3
    assert "next" not in rest["Link"]
    for bad in ("umowy.json?nikt=1", "umowy.json?page=po~x", "ogloszenia.json?kind=1"):
        assert client.get(f"/dane/ocds/{bad}").status_code == 400, bad
    assert client.get("/dane/ocds/ogloszenia.json").status_code == 404
    annex = ContractFactory(kind="amendment", parent=Contract.objects.first())
    assert client.get(f"/dane/ocds/umowy/{annex.slug}.json").status_code == 404


def test_the_file_of_the_night_says_what_the_pages_say_in_as_many_questions(
    client: Client, django_assert_num_queries: Any
) -> None:
    contract = ContractFactory(kind="contract")
    NoticeFactory(contract=contract, tender="")
    ContractFactory(kind="amendment", parent=contract)
    ContractPartyFactory(contract=ContractFactory())

    with django_assert_num_queries(12):
        written = json.loads("".join(whole("http://testserver")))["releases"]

    paged = [*get(client, "umowy.json")["releases"], *get(client, "ogloszenia.json")["releases"]]
    assert sorted(written, key=_number) == sorted(paged, key=_number)
