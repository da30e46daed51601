"""Rows of contracts that were laid out before: the same as laid out anew, whatever of them has changed meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.utils.translation import override

from spending.models import Contract
from spending.presenters import contract_cells as module
from spending.presenters.contract_cells import ContractCells, contract_cells
from spending.presenters.contract_list import COLUMNS
from tests.factories.spending import ContractFactory, ContractPartyFactory, OrganizationFactory
from watchdog.archive.models import Certainty
from watchdog.core.light import light

pytestmark = pytest.mark.django_db
OF_ITS_OWN: list[dict[str, Any]] = [
    {"subject": "<b>Łąka</b> & staw"},
    {"subject": ""},
    {"subject": "", "number": ""},
    {"kind": "offer"},
    {"signed_last": date(2024, 5, 1)},
    {"signed_first": None, "signed_last": None},
    {"certainty": Certainty.INFERRED},
    {"withdrawn_at": datetime(2024, 5, 1, tzinfo=UTC)},
    {"findings": [{"code": "x", "text": "y"}]},
    {"value": "2.00"},
    {"currency": "EUR"},
    {"tax": "net"},
    {"approximate": True},
    {"value": None, "value_words": "do 100 zł"},
]


def listed() -> list[ContractCells]:
    return contract_cells(light(*COLUMNS)(Contract.objects.for_list().with_others().order_by("pk")))


def anew() -> list[ContractCells]:
    module._cells_of.cache_clear()
    return listed()


def test_a_row_is_laid_out_again_as_soon_as_anything_of_it_is_another() -> None:
    firm, unit = OrganizationFactory(supplies=True), OrganizationFactory(buys=True, kind="public")
    named = {"supplier_as": firm.spellings.get(), "buyer_as": unit.spellings.get()}
    made = ContractFactory(subject="Łąka", supplier=firm, buyer=unit, **named)
    others: list[Callable[[], object]] = [
        lambda: firm.spellings.update(name="Inna firma"),
        lambda: unit.spellings.update(name="Inna jednostka"),
        lambda: type(unit).objects.filter(pk=unit.pk).update(slug="inny-adres"),
        lambda: ContractPartyFactory(contract=made),
    ]
    seen = listed()
    for change in (*(lambda given=given: Contract.objects.update(**given) for given in OF_ITS_OWN), *others):
        change()
        now = listed()
        assert now != seen
        assert now == anew()
        seen = now


def test_a_row_is_laid_out_once_for_each_language() -> None:
    ContractFactory(withdrawn_at=datetime(2024, 5, 1, tzinfo=UTC))
    module._cells_of.cache_clear()
    polish = listed()
    with override("en"):
        assert listed()[0].tags != polish[0].tags
    assert listed() == polish
    assert module._cells_of.cache_info().misses == 2
