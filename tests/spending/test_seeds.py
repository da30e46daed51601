"""Gliwice's money through the whole corridor: every row stored once, a second reading changes nothing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from spending.models import BudgetFigure, Contract
from watchdog.ingest import pipeline
from watchdog.ingest.registry import all_sources

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 26)


@pytest.mark.parametrize(("slug", "rows"), [("gliwice_budget", 118), ("gliwice_contracts", 59)])
def test_every_row_of_a_seed_is_stored_and_a_second_reading_is_silent(slug: str, rows: int) -> None:
    source = all_sources()[slug]

    (first,), (second,) = list(pipeline.run(source, DAY)), list(pipeline.run(source, DAY))

    assert (dict(first.counts), first.rejects, first.findings) == ({"stored": rows}, [], [])
    assert second.status == "unchanged"


def test_what_may_be_added_up_are_signed_contracts_with_a_value_and_nothing_else() -> None:
    list(pipeline.run(all_sources()["gliwice_contracts"], DAY))

    counted = Contract.objects.counted()
    part = Contract.objects.get(key="2024-szpital-czesc-podstawowa")

    assert {each.kind for each in counted} == {"contract"}
    assert counted.count() == 14
    assert part.parent == Contract.objects.get(key="2024-szpital")
    assert not Contract.objects.filter(kind__in=["grant", "lease"]).exclude(supplier=None)


def test_members_of_a_consortium_are_parties_of_one_contract() -> None:
    list(pipeline.run(all_sources()["gliwice_contracts"], DAY))

    contract = Contract.objects.get(key="2011-oczyszczalnia-modernizacja")

    assert contract.supplier_shown == "Pol-Aqua"
    assert [str(party) for party in contract.parties.all()] == ["Awbud", "Melbud"]


def test_the_published_zloty_stand_in_the_database() -> None:
    list(pipeline.run(all_sources()["gliwice_budget"], DAY))

    stored = BudgetFigure.objects.filter(scope="total", approximate=False, side="expenditure")

    assert {each.year: each.amount for each in stored} == {
        2013: Decimal("1509221084.00"),
        2021: Decimal("1807043248.00"),
        2026: Decimal("2499791796.78"),
    }
