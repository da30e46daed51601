"""Each class finds what is planted for it, leaves alone what it excludes, and counts what it cannot compute."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from tests.factories.spending import ContractFactory, ContractPartyFactory
from tests.spending.signals.planting import contract, firm, found, gaps, unit, year_of

pytestmark = pytest.mark.django_db

DAY = date(2024, 3, 14)


def test_a_net_value_just_under_the_threshold_of_its_day_is_a_signal_and_a_gross_one_a_hint() -> None:
    net = contract("129999.99", tax="net")
    gross = contract("159000.00", tax="gross")  # 129 268,29 net, if VAT is 23%
    newer = contract("165000.00", date(2026, 2, 1), tax="net")
    signals = found("tuz-pod-progiem")
    assert [(each.contracts, each.hint) for each in signals] == [
        ([net.pk], False),
        ([gross.pk], True),
        ([newer.pk], False),
    ]
    assert [each.threshold for each in signals] == [Decimal(130000), Decimal(130000), Decimal(170000)]
    assert signals[1].inputs["net"] == "129268.29"


@pytest.mark.parametrize(
    "fields",
    [
        {"value": "130000.00"},
        {"value": "116999.99"},
        {"value": "129000.00", "day": date(2026, 1, 1)},
        {"value": "129000.00", "approximate": True},
        {"value": "129000.00", "certainty": "inferred"},
        {"value": "129000.00", "kind": "offer"},
        {"value": "129000.00", "procedure": "Przetarg nieograniczony"},
        {"value": "129000.00", "notice_number": "2024/BZP 00000001/01"},
        {"value": "129000.00", "supplier": None, "supplier_hidden": "person"},
    ],
    ids=lambda fields: " ".join(map(str, fields.values())),
)
def test_what_is_not_under_the_threshold_or_is_excluded_is_no_signal(fields: dict[str, Any]) -> None:
    contract(tax="net", **fields)
    assert not found("tuz-pod-progiem")
    assert not gaps("tuz-pod-progiem")


def test_what_cannot_be_compared_with_a_threshold_is_counted_with_its_reason() -> None:
    contract("129000.00", tax="")
    contract("129000.00", None, tax="net")
    contract("129000.00", date(2020, 12, 31), tax="net")
    contract("129000.00", tax="net", currency="EUR")
    assert not found("tuz-pod-progiem")
    assert gaps("tuz-pod-progiem") == {"tax": 1, "no_day": 1, "no_threshold": 1, "currency": 1}


def test_like_orders_within_the_window_under_the_threshold_each_and_over_it_together_are_found_once() -> None:
    buyer, supplier = unit(), firm()
    subjects = (
        "Remont chodnika, ul. Zwycięstwa, cz. 1",
        "remont chodnika ul. zwyciestwa: marzec",
        "Remont chodnika Zwycięstwa 2",
    )
    made = [
        contract(
            "60000.00", DAY + timedelta(days=40 * place), tax="net", buyer=buyer, supplier=supplier, subject=subject
        )
        for place, subject in enumerate(subjects)
    ]
    signals = found("podzial-zamowienia")
    assert [each.contracts for each in signals] == [[each.pk for each in made]]
    assert (signals[0].value, signals[0].threshold) == (Decimal(180000), Decimal(130000))
    assert signals[0].inputs["amounts"] == ["60000.00"] * 3


def test_orders_that_differ_in_unit_supplier_subject_or_window_are_not_split() -> None:
    buyer, supplier = unit(), firm()
    same: dict[str, Any] = {"tax": "net", "buyer": buyer, "supplier": supplier, "subject": "dostawa papieru"}
    contract("70000.00", DAY, **same)
    contract("70000.00", DAY + timedelta(days=91), **same)
    contract("70000.00", DAY, **same | {"buyer": unit()})
    contract("70000.00", DAY, **same | {"supplier": firm()})
    contract("70000.00", DAY, **same | {"subject": "dostawa krzeseł"})
    contract("70000.00", DAY, **same | {"procedure": "tryb podstawowy"})
    contract("140000.00", DAY, **same)
    ContractPartyFactory(contract=contract("70000.00", DAY, **same))
    contract("70000.00", DAY, **same | {"supplier": None, "supplier_hidden": "person"})
    assert not found("podzial-zamowienia")


def annexed(first: str, *annexes: tuple[str, str], **fields: Any) -> int:
    root = contract(first, **fields)
    for place, (value, effect) in enumerate(annexes, 1):
        day = DAY + timedelta(days=place)
        contract(
            value, day, kind="amendment", parent=root, value_effect=effect, buyer=root.buyer, supplier=root.supplier
        )
    return root.pk


def test_a_value_raised_by_annexes_in_their_order_is_found_by_its_chain() -> None:
    changed = annexed("100.00", ("15.00", "change"), ("5.00", "change"))
    renewed = annexed("100.00", ("1.00", ""), ("110.00", "new_total"), ("20.00", "change"))
    annexed("100.00", ("19.99", "change"))
    annexed("100.00", ("60.00", "change"), ("-50.00", "change"))
    annexed("100.00", ("60.00", "change"), supplier=None, supplier_hidden="person")
    signals = found("wzrost-przez-aneksy")
    assert [(each.contracts, each.value) for each in signals] == [
        ([changed], Decimal("0.2")),
        ([renewed], Decimal("0.3")),
    ]


def test_a_chain_that_does_not_say_its_value_or_its_order_cannot_be_computed() -> None:
    annexed("100.00", ("60.00", "change"), ("60.00", ""))
    root = contract("100.00")
    for _again in range(2):
        contract("60.00", DAY, kind="amendment", parent=root, value_effect="change")
    assert not found("wzrost-przez-aneksy")
    assert gaps("wzrost-przez-aneksy") == {"unclear": 1, "order": 1}


def test_a_contract_published_more_than_ninety_days_after_signing_is_late() -> None:
    late = contract("10.00", published_on=DAY + timedelta(days=91))
    contract("10.00", published_on=DAY + timedelta(days=90))
    contract("10.00", published_on=DAY - timedelta(days=5))
    contract("10.00")
    [signal] = found("pozna-publikacja")
    assert (signal.contracts, signal.value) == ([late.pk], Decimal(91))
    assert gaps("pozna-publikacja") == {"not_published": 1}


def test_half_of_a_units_year_with_one_supplier_is_concentration_only_in_a_large_enough_sample() -> None:
    buyer, small, supplier = unit(), unit(), firm()
    year_of(buyer, 2024, ["100.00"] * 18)
    year_of(buyer, 2024, ["900.00", "900.00"], supplier=supplier)
    year_of(buyer, 2024, ["9000.00"], tax="net")
    year_of(small, 2024, ["900.00"] * 3, supplier=supplier)
    [signal] = found("koncentracja")
    assert (signal.buyer, signal.supplier, signal.year) == (buyer, supplier, 2024)
    assert signal.inputs["part"] == "1800.00"
    assert signal.value == Decimal("0.5")
    assert gaps("koncentracja") == {"few": 2}


def test_private_persons_and_consortia_are_in_a_units_sum_and_never_concentrate_it() -> None:
    buyer = unit()
    year_of(buyer, 2024, ["100.00"] * 18)
    year_of(buyer, 2024, ["900.00", "900.00"], supplier=None, supplier_hidden="person")
    assert not found("koncentracja")


def test_december_is_compared_with_an_even_year_and_with_the_units_own_years() -> None:
    sudden, always = unit(), unit()
    for year in (2021, 2022, 2023):
        year_of(sudden, year, ["100.00"] * 24)
        year_of(always, year, ["100.00"] * 24)
        contract("2000.00", date(year, 12, 20), buyer=always)
    for buyer in (sudden, always):
        year_of(buyer, 2024, ["100.00"] * 24)
        contract("2000.00", date(2024, 12, 20), buyer=buyer)
        year_of(buyer, 2026, ["100.00"] * 24)
        contract("9000.00", date(2026, 12, 1), buyer=buyer)  # a year that has not ended says nothing
    signals = found("koniec-roku", year__gte=2024)
    assert [(each.buyer, each.year, each.inputs["earlier"]) for each in signals] == [(sudden, 2024, 3)]


def test_an_amount_far_above_thirty_like_ones_is_found_with_its_fence() -> None:
    buyer = unit()
    values = [str(100 + place) for place in range(31)]
    year_of(buyer, 2024, values, dzial="600")
    far = contract("5000.00", buyer=buyer, dzial="600")
    contract("5000.00", buyer=buyer, dzial="801")
    contract("5000.00", buyer=buyer)
    [signal] = found("kwota-odstajaca")
    assert signal.contracts == [far.pk]
    assert signal.value == Decimal(5000)
    assert signal.inputs["sample"] == 32
    assert gaps("kwota-odstajaca") == {"few": 1, "no_group": 1}


def test_nobody_is_called_new_for_no_register_says_when_a_firm_was_registered() -> None:
    ContractFactory()
    assert not found("nowy-wykonawca")
    assert gaps("nowy-wykonawca") == {"no_registration": 1}
