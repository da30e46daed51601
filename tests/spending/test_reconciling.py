"""Two registers made by code, held against each other by the database and, pair by pair, by plain loops."""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from spending.models import Contract, Organization
from spending.reconciling import SINCE, Entry, Field, State, around, city_contracts, reconcile, state_contracts
from tests.factories.spending import ContractFactory, ContractPartyFactory, OrganizationFactory
from watchdog.core.text import NOT_WORD, fold

pytestmark = pytest.mark.django_db
CITY, STATE = "gliwice_bip", "cru"
NIPS = ("6311006640", "6312658876", "5252344078", "1132191233", "7740001454", "5260250995")


def firms() -> list[Organization]:
    return [OrganizationFactory(nip=nip if place else "") for place, nip in enumerate(NIPS)]


def units() -> list[Organization]:
    return [OrganizationFactory(name=f"Szkoła {number}", buys=True, supplies=False) for number in range(3)]


def two_registers(seed: int, contracts: int = 100) -> None:
    """Write one truth into two registers, each with faults of its own: about two hundred rows."""
    lot, suppliers, buyers = random.Random(seed), firms(), units()
    truths = [truth(lot, number, suppliers, buyers) for number in range(contracts)]
    for register in (CITY, STATE):
        swap_numbers(lot, register, rows := [spoilt(lot, each, suppliers, buyers) for each in truths])
        for row in rows:
            if lot.random() > 0.12:
                ContractFactory(register=register, **row)
                if lot.random() < 0.04:
                    ContractFactory(register=register, **row)


def truth(lot: random.Random, number: int, suppliers: list[Organization], buyers: list[Organization]) -> dict[str, Any]:
    return {
        "number": f"ZP.{number // 2 if lot.random() < 0.1 else number}.2026" if lot.random() > 0.25 else "",
        "buyer": lot.choice([*buyers, None]) if lot.random() < 0.2 else lot.choice(buyers),
        "supplier": lot.choice(suppliers) if lot.random() > 0.1 else None,
        "signed_first": SINCE + timedelta(days=lot.randrange(-20, 30)),
        "value": Decimal(lot.randrange(1, 9) * 1000) if lot.random() > 0.05 else None,
        "subject": f"Dostawa {lot.choice(['węgla', 'papieru', 'żwiru'])}, część {number}",
    }


def spoilt(lot: random.Random, row: dict[str, Any], firms: list[Organization], units: list[Organization]) -> Any:
    """Copy a row as an office does: now and then with another value, day, supplier, unit, or without a number."""
    row = dict(row)
    faults = {
        "value": lambda: Decimal(lot.randrange(1, 9) * 1000),
        "signed_first": lambda: row["signed_first"] + timedelta(days=lot.randrange(-3, 40)),
        "subject": lambda: lot.choice([row["subject"].upper() + ".", row["subject"].replace("Dostawa", "Zakup"), ""]),
        "supplier": lambda: lot.choice([*firms, None]),
        "buyer": lambda: lot.choice(units),
        "number": lambda: lot.choice(["", f"{row['number']}a"]),
        "tax": lambda: lot.choice(["", "net"]),
        "currency": lambda: lot.choice(["", "EUR"]),
    }
    return row | {name: fault() for name, fault in faults.items() if lot.random() < 0.08}


def swap_numbers(lot: random.Random, register: str, rows: list[dict[str, Any]]) -> None:
    if register == STATE:
        for _each in range(3):
            one, other = lot.sample(rows, 2)
            one["number"], other["number"] = other["number"], one["number"]


# The same rules once more, without the database


def brute_force(
    here: list[Contract], there: list[Contract]
) -> dict[tuple[State, int | None, int | None], frozenset[Field]]:
    """Compare every row with every other one."""
    found: dict[tuple[State, int | None, int | None], frozenset[Field]] = {}
    numbered = candidates(here, there, same_number)
    left = [[row for row in side if not numbered[row.pk]] for side in (here, there)]
    alike = candidates(left[0], left[1], same_row)
    fitting = {row.pk: numbered[row.pk] or alike[row.pk] for row in (*here, *there)}
    for row in here:
        match fitting[row.pk]:
            case [] if row.signed_first and row.signed_first >= SINCE:
                found[State.ONLY_HERE, row.pk, None] = frozenset()
            case [other] if len(fitting[other.pk]) == 1:
                fields = differences(row, other)
                found[State.DIFFERS if fields else State.SAME, row.pk, other.pk] = fields
            case [_, *_]:
                found[State.AMBIGUOUS, row.pk, None] = frozenset()
    for row in there:
        match fitting[row.pk]:
            case []:
                found[State.ONLY_THERE, None, row.pk] = frozenset()
            case [other] if len(fitting[other.pk]) == 1:
                pass
            case _:
                found[State.AMBIGUOUS, None, row.pk] = frozenset()
    return found


def candidates(here: list[Contract], there: list[Contract], fits: Any) -> dict[int, list[Contract]]:
    found: dict[int, list[Contract]] = defaultdict(list)
    for one in here:
        for other in there:
            if fits(one, other):
                found[one.pk].append(other)
                found[other.pk].append(one)
    return found


def same_number(one: Contract, other: Contract) -> bool:
    return bool(one.number_key and one.buyer_id) and (one.number_key, one.buyer_id) == (
        other.number_key,
        other.buyer_id,
    )


def same_row(one: Contract, other: Contract) -> bool:
    if not (one.supplier and other.supplier and one.supplier.nip and one.value is not None):
        return False
    return (one.supplier.nip, one.signed_first, one.value) == (other.supplier.nip, other.signed_first, other.value)


def differences(one: Contract, other: Contract) -> frozenset[Field]:
    def unlike(name: str) -> bool:
        mine, theirs = getattr(one, name), getattr(other, name)
        return mine not in (None, "") and theirs not in (None, "") and mine != theirs

    words = [NOT_WORD.sub(" ", fold(row.subject)).strip() for row in (one, other)]
    said = {
        Field.VALUE: (unlike("value") and not unlike("tax")) or unlike("currency"),
        Field.DATE: unlike("signed_first"),
        Field.SUBJECT: all(words) and words[0] != words[1],
        Field.SUPPLIER: unlike("supplier_id"),
        Field.NUMBER: unlike("number_key"),
        Field.UNIT: unlike("buyer_id"),
    }
    return frozenset(field for field, differs in said.items() if differs)


def told(entries: tuple[Entry, ...]) -> dict[tuple[State, int | None, int | None], frozenset[Field]]:
    return {(entry.state, entry.here, entry.there): entry.differs for entry in entries}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_database_pairs_as_plain_loops_do(seed: int) -> None:
    two_registers(seed)
    here, there = (list(rows.select_related("supplier")) for rows in (city_contracts(), state_contracts()))

    found = told(reconcile(city_contracts(), state_contracts()).entries)

    expected = brute_force(here, there)
    assert found == expected
    assert {state for state, _here, _there in expected} == set(State)
    assert len(set().union(*expected.values())) >= len(Field) - 1


def test_every_row_is_accounted_for_once() -> None:
    two_registers(4)

    entries = reconcile(city_contracts(), state_contracts(), since=date(2000, 1, 1)).entries

    heres, theres = ([key for key in keys if key] for keys in zip(*((e.here, e.there) for e in entries), strict=True))
    assert sorted(heres) == sorted(city_contracts().values_list("pk", flat=True))
    assert sorted(theres) == sorted(state_contracts().values_list("pk", flat=True))


def test_one_contract_alone_gets_the_entry_that_the_whole_gives_it() -> None:
    two_registers(5, contracts=40)
    whole = reconcile(city_contracts(), state_contracts())

    for contract in Contract.objects.select_related("supplier"):
        mine = [entry for entry in whole.entries if contract.pk in (entry.here, entry.there)]
        assert [each for each in around(contract).entries if contract.pk in (each.here, each.there)] == mine


def test_a_member_of_a_consortium_is_no_other_supplier() -> None:
    unit, leader, member = OrganizationFactory(buys=True), OrganizationFactory(), OrganizationFactory()
    row = {"number": "1/26", "buyer": unit, "signed_first": SINCE}
    here = ContractFactory(register=CITY, supplier=leader, **row)
    ContractFactory(register=STATE, supplier=member, **row)
    ContractPartyFactory(contract=here, organization=member)

    (entry,) = reconcile(city_contracts(), state_contracts()).entries

    assert entry.state is State.SAME


def test_annexes_offers_and_facts_of_the_press_are_compared_with_nothing() -> None:
    recent = {"signed_first": SINCE}
    ContractFactory(register=CITY, kind="amendment", **recent)
    ContractFactory(register=CITY, kind="offer", **recent)
    ContractFactory(register="gliwice_facts", **recent)
    ContractFactory(register=CITY, withdrawn_at="2026-09-01T12:00:00Z", **recent)

    assert reconcile(city_contracts(), state_contracts()).entries == ()


def test_an_older_contract_is_not_missing_in_the_states_register_but_still_finds_its_pair() -> None:
    parties = {"buyer": OrganizationFactory(buys=True), "supplier": None}
    before = SINCE - timedelta(days=1)
    ContractFactory(register=CITY, number="1/26", signed_first=before, **parties)
    ContractFactory(register=CITY, number="2/26", signed_first=before, **parties)
    ContractFactory(register=STATE, number="2/26", signed_first=SINCE, **parties)

    (entry,) = reconcile(city_contracts(), state_contracts()).entries

    assert (entry.state, entry.differs) == (State.DIFFERS, {Field.DATE})
