"""Notices tied to contracts: by numbers in any spelling, in either order of arrival; never to one of several."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from spending.drafts import ContractDraft, NoticeDraft, NoticeKind, Party, PartyKind
from spending.importers import STORE_MANY
from spending.models import Notice
from watchdog.archive.models import Snapshot
from watchdog.archive.writing import Evidence, Stored

pytestmark = pytest.mark.django_db

UNIT = Party(name="Miasto Gliwice", kind=PartyKind.PUBLIC, regon="276255430")
OTHER = Party(name="Zarząd Dróg Miejskich", kind=PartyKind.PUBLIC)
NUMBER = "2026/BZP 00411222/01"


def store(*drafts: Any) -> list[Stored]:
    values = {"size": 1, "media_type": "application/json", "disclosure": "staff"}
    snapshot, _ = Snapshot.objects.get_or_create(sha256="a" * 64, defaults=values)
    batches = STORE_MANY[type(drafts[0])]()
    evidence = Evidence(snapshot=snapshot, address="https://rejestr.example/", authority=30)
    stored: list[Stored] = batches.store(drafts, [evidence] * len(drafts))
    batches.finish()
    return stored


def contract(key: str, **fields: Any) -> ContractDraft:
    return ContractDraft(**{"register_name": "cru", "key": key, "buyer": UNIT, "subject": "remont", **fields})


def notice(**fields: Any) -> NoticeDraft:
    values = {"register_name": "bzp", "key": NUMBER, "kind": NoticeKind.RESULT, "published_on": date(2026, 8, 20)}
    return NoticeDraft(**{**values, "buyer": UNIT, "subject": "remont", **fields})


def tied() -> str:
    found = Notice.objects.get(key=NUMBER).contract
    return found.key if found else ""


@pytest.mark.parametrize(
    "quoted", [NUMBER, "2026/BZP 00411222", "BZP".join(["2026-", "-00411222-01"]), "2026 bzp 00411222 / 01"]
)
def test_a_contract_that_names_the_notice_is_its_contract_in_any_spelling(quoted: str) -> None:
    store(contract("1", notice=quoted), contract("2"))

    store(notice())

    assert tied() == "1"


def test_a_contract_that_comes_after_its_notice_is_tied_as_well() -> None:
    store(notice())
    assert tied() == ""

    store(contract("1", notice=NUMBER))

    assert tied() == "1"


def test_a_result_is_tied_through_the_notice_of_the_same_procedure() -> None:
    store(notice(key="2026/BZP 00390111/01", kind=NoticeKind.CONTRACT, tender="ocds-1"))
    store(contract("1", notice="2026/BZP 00390111/01"))

    store(notice(tender="ocds-1"))

    assert tied() == "1"


def test_the_number_of_the_procedure_counts_within_its_unit_alone() -> None:
    store(contract("1", number="ZA.271.18.2026", buyer=OTHER))
    store(notice(reference="ZA 271/18/2026"))
    assert tied() == ""

    store(contract("2", number="ZA.271.18.2026"))

    assert tied() == "2"


def test_a_notice_that_fits_two_contracts_is_tied_to_none_and_says_so() -> None:
    store(contract("1", notice=NUMBER), contract("2", notice=NUMBER))

    (stored,) = store(notice())

    assert tied() == ""
    assert [finding["code"] for finding in stored.findings] == ["several_contracts"]


def test_a_name_alone_ties_nothing() -> None:
    firm = Party(name="BRUK-TEST Sp. z o.o.", kind=PartyKind.FIRM)
    store(contract("1", suppliers=(firm,)))

    store(notice(suppliers=(firm,)))

    assert tied() == ""
