"""Computing again: nothing is written twice, nothing is lost, what holds again comes back, a change moves its unit."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.utils import timezone

from spending.models import Contract, Signal, SignalComputation
from spending.signals.classes import Finding, NotComputable, known
from spending.signals.recomputing import keep, recompute
from spending.signals.touching import keep_up, units_of
from spending.tasks import recompute_signals
from tests.spending.signals.planting import TODAY, contract, gaps, unit

pytestmark = pytest.mark.django_db


def versions() -> list[tuple[int, str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, ctid::text FROM spending_signal ORDER BY id")
        return cursor.fetchall()


def test_the_same_computation_twice_writes_no_signal() -> None:
    contract("129000.00", tax="net")
    assert recompute(today=TODAY).new == 1
    before = versions()
    counts = recompute(today=TODAY)
    assert (counts.new, counts.changed, counts.outdated) == (0, 0, 0)
    assert versions() == before


def test_a_signal_that_no_longer_holds_keeps_its_numbers_and_comes_back_when_it_holds_again() -> None:
    row = contract("129000.00", tax="net")
    recompute(today=TODAY)
    Contract.objects.filter(pk=row.pk).update(value=Decimal("99.00"))
    assert recompute(today=TODAY).outdated == 1
    signal = Signal.objects.get()
    assert signal.outdated_at is not None
    assert signal.inputs["net"] == "129000.00"
    Contract.objects.filter(pk=row.pk).update(value=Decimal("128000.00"))
    assert recompute(today=TODAY).changed == 1
    again = Signal.objects.get()
    assert (again.pk, again.outdated_at, again.inputs["net"]) == (signal.pk, None, "128000.00")


def test_a_withdrawn_contract_carries_no_signal() -> None:
    row = contract("129000.00", tax="net")
    recompute(today=TODAY)
    Contract.objects.filter(pk=row.pk).update(withdrawn_at=timezone.now())
    assert recompute(today=TODAY).outdated == 1


def test_computing_one_unit_leaves_the_signals_of_others_as_they_were() -> None:
    one, other = contract("129000.00", tax="net"), contract("129000.00", tax="net")
    recompute(today=TODAY)
    Contract.objects.update(value=Decimal(5))
    counts = recompute(units_of([one.pk]), today=TODAY)
    assert counts.outdated == 1
    assert Signal.objects.get(outdated_at=None).contracts == [other.pk]


def test_a_contract_without_a_unit_and_one_that_changed_its_unit_are_computed_too() -> None:
    row = contract("129000.00", tax="net")
    nobodys = contract("129000.00", tax="net", buyer=None, buyer_as=None)
    recompute(today=TODAY)
    former = row.buyer_id
    Contract.objects.filter(pk=row.pk).update(buyer=unit(), value=Decimal(5))
    assert former in units_of([row.pk])
    Contract.objects.filter(pk=nobodys.pk).update(value=Decimal(5))
    assert recompute(units_of([row.pk, nobodys.pk]), today=TODAY).outdated == 2


def test_keeping_up_computes_what_has_changed_and_only_that() -> None:
    row = contract("129000.00", tax="net")
    assert keep_up() is not None
    long_ago = timezone.now() - timedelta(days=1)
    Contract.objects.update(updated_at=long_ago)
    assert keep_up() is None
    Contract.objects.filter(pk=row.pk).update(value=Decimal(5), updated_at=timezone.now())
    counts = keep_up()
    assert counts is not None
    assert counts.outdated == 1


def test_one_computation_serves_all_who_asked_before_it() -> None:
    asked = timezone.now().isoformat()
    recompute_signals(asked)
    recompute_signals(asked)
    assert SignalComputation.objects.count() == 1


def test_what_was_computed_outside_the_database_is_kept_by_the_same_rules() -> None:
    signal = known("pozna-publikacja")
    assert signal is not None
    one = Finding(signal.code, "tender:1", {"days": 3}, value=Decimal(3))
    assert keep(signal, [one, NotComputable(signal.code, "no_day", 4)]).new == 1
    assert gaps(signal.code) == {"no_day": 4}
    assert keep(signal, [one]).changed == 0
    assert not gaps(signal.code)
    assert keep(signal, []).outdated == 1
