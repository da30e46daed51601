"""Statements of several documents stand beside each other, and the same document again changes nothing."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from spending.drafts import BoardBody, BoardMemberDraft, CompanyDraft, span
from spending.importers import store_board_member, store_company
from spending.models import BoardMember, Company, Holding
from watchdog.archive.models import Snapshot
from watchdog.archive.writing import Evidence, Outcome
from watchdog.ingest.source import Rejection

pytestmark = pytest.mark.django_db


def document(mark: str = "a") -> Evidence:
    snapshot, _ = Snapshot.objects.get_or_create(
        sha256=mark * 64, defaults={"size": 1, "media_type": "text/csv", "disclosure": "public"}
    )
    return Evidence(snapshot=snapshot, address=f"https://bip.example/{mark}", authority=10)


def company(as_of: str = "2020-07", **fields: Any) -> CompanyDraft:
    first, last = span(as_of)
    values = {"name": "GKS Piast Gliwice S.A.", "share_percent": Decimal("66.68"), **fields}
    return CompanyDraft(as_of_first=first, as_of_last=last, **values)


def test_two_documents_stand_beside_each_other() -> None:
    store_company(company(), document("a"))
    store_company(company("2024", share_percent=None, share_words="większościowy"), document("b"))

    assert Company.objects.count() == 1
    assert [(each.share_percent, each.share_words) for each in Holding.objects.all()] == [
        (None, "większościowy"),
        (Decimal("66.6800"), ""),
    ]


def test_documents_that_disagree_on_one_day_are_both_kept() -> None:
    store_company(company(), document("a"))
    store_company(company(share_percent=Decimal(70)), document("b"))

    assert sorted(Holding.objects.values_list("share_percent", flat=True)) == [Decimal("66.68"), Decimal(70)]


def test_the_same_document_again_changes_nothing() -> None:
    assert store_company(company(), document()).outcome is Outcome.STORED
    assert store_company(company(), document()).outcome is Outcome.UNCHANGED
    assert Holding.objects.count() == 1


def test_a_document_that_is_silent_about_a_number_erases_none() -> None:
    store_company(company(krs="0000577540"), document("a"))
    store_company(company("2024"), document("b"))

    assert Company.objects.get().krs == "0000577540"


def test_another_way_to_write_a_name_is_the_same_company() -> None:
    store_company(company(), document("a"))
    store_company(company("2024", name="GKS PIAST  Gliwice SA"), document("b"))
    store_company(company("2024", name="gks piast gliwice s.a."), document("c"))

    assert sorted(Company.objects.values_list("name", flat=True)) == ["GKS PIAST  Gliwice SA", "GKS Piast Gliwice S.A."]


def test_somebody_in_a_company_that_nobody_knows_is_rejected() -> None:
    draft = BoardMemberDraft(company="Nieznana S.A.", name="Anna Nowak", body=BoardBody.MANAGEMENT)

    with pytest.raises(Rejection, match="Nie znamy spółki"):
        store_board_member(draft, document())


def test_somebody_in_a_body_is_stored_once() -> None:
    store_company(company(), document())
    draft = BoardMemberDraft(
        company="GKS Piast Gliwice S.A.", name="Paweł Żelem", body=BoardBody.MANAGEMENT, role="prezes"
    )

    outcomes = [store_board_member(draft, document()).outcome for _each in range(2)]

    assert outcomes == [Outcome.STORED, Outcome.UNCHANGED]
    assert BoardMember.objects.get().role == "prezes"
