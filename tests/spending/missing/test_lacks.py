"""What is missing of contracts and of the budget, and where each is mended."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories.spending import BudgetFigureFactory, ContractFactory
from watchdog.missing.registry import SINCE, lack_of

pytestmark = pytest.mark.django_db


def lacking(code: str) -> list[Any]:
    lack = lack_of(code)
    assert lack is not None
    return [lack.row(record, date(2026, 11, 26), mending=True) for record in lack.records().order_by(SINCE, "pk")]


def test_a_contract_lacks_its_value_from_the_day_on_which_it_was_signed() -> None:
    bare = ContractFactory(value=None, value_words="blisko 3,6 mln EUR", signed_first=date(2026, 1, 26))
    ContractFactory()
    ContractFactory(value=None, kind="offer")
    ContractFactory(value=None, withdrawn_at=timezone.now())

    (row,) = lacking("umowy-bez-kwoty")
    assert (row.since, row.url) == (date(2026, 1, 26), bare.get_absolute_url())
    assert row.known == f"{bare.buyer_shown} · blisko 3,6 mln EUR"
    assert row.mend == f"/zaplecze/spending/contract/{bare.pk}/change/"


def test_a_masked_person_is_a_supplier_and_nobody_is_none() -> None:
    bare = ContractFactory(supplier=None)
    ContractFactory(supplier=None, supplier_hidden="person")

    assert [row.url for row in lacking("umowy-bez-wykonawcy")] == [bare.get_absolute_url()]


def test_an_annex_without_its_contract_says_which_one_it_names() -> None:
    ContractFactory(kind="amendment", parent=ContractFactory())
    ContractFactory(kind="amendment", parent_number="ZDM.7.2024")

    assert [row.known for row in lacking("aneksy-bez-umowy")] == ["wymienia umowę ZDM.7.2024"]


def test_a_figure_of_no_stage_is_missing_its_stage() -> None:
    BudgetFigureFactory()
    figure = BudgetFigureFactory(stage="", label="budowa hali", scope="task")

    assert [(row.label, row.known, row.url) for row in lacking("kwoty-budzetu-bez-etapu")] == [
        ("budowa hali", "2024", figure.get_absolute_url())
    ]


@pytest.mark.parametrize(
    "code", ["umowy-bez-kwoty", "umowy-bez-wykonawcy", "aneksy-bez-umowy", "kwoty-budzetu-bez-etapu"]
)
def test_each_has_its_page(client: Client, code: str) -> None:
    ContractFactory(value=None, supplier=None)

    assert client.get(f"/braki/{code}/").status_code == 200
