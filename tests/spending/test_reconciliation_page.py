"""The page of two registers: what it says with both, with one, with none; its filters and files; a contract's page."""

from __future__ import annotations

import csv
import io
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from spending.reconciling import SINCE
from tests.factories.spending import ContractFactory, OrganizationFactory

pytestmark = pytest.mark.django_db
PAGE = "/wydatki/rejestry/"


def get(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, response.status_code
    return unescape(response.content.decode()).replace("\xa0", " ")


def rows(client: Client, query: str = "") -> list[dict[str, str]]:
    response: Any = client.get(f"/wydatki/rejestry.csv{query}")
    return list(csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode())))


@pytest.fixture
def registers() -> dict[str, Any]:
    """Give two registers: one pair alike, one that differs in its value, one row alone in either, one ambiguous."""
    parties = {"buyer": OrganizationFactory(buys=True), "supplier": OrganizationFactory(supplies=True)}
    shared: dict[str, Any] = {"signed_first": SINCE, **parties}
    for register, value in (("gliwice_bip", 100), ("cru", 200)):
        ContractFactory(register=register, number="ZP/1/26", subject="Zgodna", value=7, **shared)
        ContractFactory(register=register, number="ZP 2/26", subject="Różna", value=value, **shared)
        ContractFactory(register=register, number=f"{register}/3", subject=f"Sama {register}", **shared)
        ContractFactory(register=register, number="4/26", subject="Podwójna", value=9, **shared)
    ContractFactory(register="cru", number="4/26", subject="Podwójna", value=9, **shared)
    return shared


def test_the_page_counts_each_state_and_says_what_differs(client: Client, registers: dict[str, Any]) -> None:
    page = get(client, PAGE)

    counted = [(row["state"], row["slug"]) for row in rows(client)]
    assert sorted(state for state, _slug in counted) == [
        *["niejednoznaczne"] * 3,
        "rozne",
        "tylko-miasto",
        "tylko-panstwo",
        "zgodne",
    ]
    assert "7 pozycji" in page
    for words in ("100,00 zł", "200,00 zł", "Sama gliwice_bip", "Sama cru", "Pasują 2 wiersze drugiego rejestru"):
        assert words in page


@pytest.mark.parametrize(
    ("query", "subjects"),
    [
        ("?stan=zgodne", ["Zgodna"]),
        ("?stan=rozne", ["Różna"]),
        ("?rozni=kwota", ["Różna"]),
        ("?rozni=data", []),
        ("?stan=tylko-panstwo", ["Sama cru"]),
        ("?q=sama", ["Sama cru", "Sama gliwice_bip"]),
    ],
)
def test_page_and_file_keep_the_same(client: Client, registers: Any, query: str, subjects: list[str]) -> None:
    page = get(client, f"{PAGE}{query}")

    assert sorted(row["subject"] for row in rows(client, query)) == subjects
    everything = ["Podwójna", "Różna", "Sama cru", "Sama gliwice_bip", "Zgodna"]
    assert [each for each in everything if f">{each}</a>" in page] == subjects


def test_a_wrong_filter_is_refused_by_page_and_file(client: Client, registers: Any) -> None:
    assert client.get(f"{PAGE}?stan=inne").status_code == 400
    assert client.get("/wydatki/rejestry.csv?stan=inne").status_code == 400


@pytest.mark.parametrize(
    ("register", "words"),
    [("cru", "Mamy Centralny Rejestr Umów."), ("gliwice_bip", "Mamy rejestr miasta."), ("", "Brakuje obu:")],
)
def test_with_one_register_nothing_is_said_to_be_missing(client: Client, register: str, words: str) -> None:
    if register:
        ContractFactory(register=register, signed_first=SINCE, subject="Most")

    page = get(client, PAGE)

    assert words in page
    assert "Nie mamy jeszcze obu rejestrów" in page
    assert "Most" not in page
    assert rows(client) == []


def test_the_page_costs_the_same_for_any_number_of_rows(client: Client, registers: dict[str, Any]) -> None:
    costs = []
    for more in (1, 40):
        for number in range(more):
            ContractFactory(register="cru", number=f"{more}-{number}", **registers)
        client.get(PAGE)
        with CaptureQueriesContext(connection) as asked:
            get(client, PAGE)
        costs.append(len(asked))

    assert costs[0] == costs[1] <= 11, costs  # one of them asks which version of the data this is


def test_a_contracts_page_leads_to_the_same_contract_in_the_other_register(client: Client) -> None:
    parties = {"buyer": OrganizationFactory(buys=True), "supplier": OrganizationFactory(supplies=True)}
    here = ContractFactory(register="gliwice_bip", number="1/26", value=5, signed_first=SINCE, **parties)
    there = ContractFactory(register="cru", number="1-26", value=6, signed_first=SINCE, **parties)
    alone = ContractFactory(register="gliwice_bip", number="2/26", signed_first=SINCE)

    for one, other in ((here, there), (there, here)):
        page = get(client, one.get_absolute_url())
        assert "W innym rejestrze" in page
        assert other.get_absolute_url() in page
        assert "5,00 zł" in page
        assert "6,00 zł" in page
    assert "Nie znaleźliśmy jej w rejestrze „Centralny Rejestr Umów”" in get(client, alone.get_absolute_url())


def test_with_one_register_a_contracts_page_says_nothing_of_another(client: Client) -> None:
    alone = ContractFactory(register="cru", signed_first=SINCE)

    assert "W innym rejestrze" not in get(client, alone.get_absolute_url())
