"""Rows of registers: who is named in them, the same twice, a correction, a person's word, an annex."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from spending.drafts import ContractDraft, ContractKind, Party, PartyKind, PaymentDraft
from spending.figures import TYPED_REGISTER
from spending.importers import STORE_MANY, rows
from spending.models import Contract, ContractParty, Organization, Payment, Spelling
from spending.records.organizations import SUPPLIERS, UNITS
from watchdog.archive.models import Change, Reading, Snapshot
from watchdog.archive.writing import Evidence, Outcome, Stored
from watchdog.search.indexing import index_records

pytestmark = pytest.mark.django_db

ZDM = Party(name="Zarząd Dróg Miejskich w Gliwicach", kind=PartyKind.PUBLIC)
PRUIM = Party(name="PRUiM S.A.", kind=PartyKind.FIRM)


def document(mark: str = "a") -> Evidence:
    snapshot, _ = Snapshot.objects.get_or_create(
        sha256=mark * 64, defaults={"size": 1, "media_type": "text/csv", "disclosure": "public"}
    )
    return Evidence(snapshot=snapshot, address=f"https://bip.example/{mark}", authority=30)


def contract(key: str = "1", **fields: Any) -> ContractDraft:
    day = date(2024, 3, 14)
    values: dict[str, Any] = {
        **{"buyer": ZDM, "suppliers": (PRUIM,), "subject": "remont", "number": f"ZDM.{key}.2024"},
        **{"signed_first": day, "signed_last": day, "value": Decimal("10.00"), "currency": "PLN"},
    }
    return ContractDraft(register_name="bip", key=key, **{**values, **fields})


def store(*drafts: Any, mark: str = "a") -> list[Stored]:
    batches = STORE_MANY[type(drafts[0])]()
    stored: list[Stored] = batches.store(drafts, [document(mark)] * len(drafts))
    batches.finish()
    return stored


def outcomes(stored: list[Stored]) -> list[Outcome]:
    return [each.outcome for each in stored]


def test_after_many_new_rows_the_database_knows_how_full_its_tables_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "MANY", 20)

    with CaptureQueriesContext(connection) as asked:
        store(*(contract(str(n)) for n in range(19)))
        store(*(contract(str(n)) for n in range(19, 40)))

    (told,) = [query["sql"] for query in asked if query["sql"].startswith("ANALYZE")]
    assert '"spending_contract"' in told


def test_search_reads_organizations_without_adding_up_their_contracts() -> None:
    store(contract())

    with CaptureQueriesContext(connection) as asked:
        for kind in (SUPPLIERS, UNITS):
            assert index_records(kind, Organization.objects.values_list("pk", flat=True)).written == 1

    assert not any("SUM(" in query["sql"] for query in asked)


def test_the_same_rows_again_write_nothing(django_assert_num_queries: Any) -> None:
    drafts = [contract(str(n)) for n in range(20)]
    assert set(outcomes(store(*drafts))) == {Outcome.STORED}
    before = Contract.objects.order_by("pk").values_list("updated_at", flat=True)

    assert set(outcomes(store(*drafts, mark="b"))) == {Outcome.UNCHANGED}

    assert list(before) == list(Contract.objects.order_by("pk").values_list("updated_at", flat=True))
    assert set(Contract.objects.values_list("snapshot__sha256", flat=True)) == {"a" * 64}
    assert not Reading.objects.exists()
    assert not Change.objects.exists()


def test_a_corrected_value_leaves_a_change_with_its_document() -> None:
    store(contract())
    assert outcomes(store(contract(value=Decimal("12.50")), mark="b")) == [Outcome.CHANGED]

    change = Change.objects.get()
    assert (change.field, change.before, change.after) == ("value", "10.00", "12.50")
    assert change.snapshot == Contract.objects.get().snapshot == document("b").snapshot


def test_one_key_twice_in_a_batch_is_one_record() -> None:
    stored = store(contract(), contract(value=Decimal(11)), contract(value=Decimal(11)))

    assert outcomes(stored) == [Outcome.STORED, Outcome.CHANGED, Outcome.UNCHANGED]
    assert Contract.objects.get().value == Decimal(11)


def test_spellings_meet_in_one_organization_by_numbers_first_and_by_the_normal_form_second() -> None:
    names = ["Agora S.A.", '"AGORA" Spółka Akcyjna', "Agora SA; oddział w Gliwicach", "agora sa"]
    numbered = [Party(name=name, nip="5260305644") for name in names[:3]]
    store(*(contract(str(n), suppliers=(party,)) for n, party in enumerate([*numbered, Party(name=names[3])])))

    agora = Organization.objects.get(supplies=True)
    assert set(agora.spellings.values_list("name", flat=True)) == set(names)
    assert (agora.nip, agora.slug) == ("5260305644", "agora-s-a")


def test_a_name_learns_its_numbers_and_namesakes_with_other_numbers_stay_apart() -> None:
    store(contract("1", suppliers=(Party(name="Budmax"),)))
    store(contract("2", suppliers=(Party(name="BUDMAX", nip="5260305644"),)))
    store(contract("3", suppliers=(Party(name="Budmax", nip="6312658876"),)))

    assert sorted(Organization.objects.filter(key="budmax").values_list("nip", "slug")) == [
        ("5260305644", "budmax"),
        ("6312658876", "budmax-6312658876"),
    ]


def test_units_that_share_a_nip_are_told_apart_by_regon() -> None:
    schools = [
        Party(name=f"Szkoła nr {n}", nip="6311006640", regon=regon)
        for n, regon in enumerate(["276255430", "362578997"])
    ]
    store(*(contract(str(n), buyer=school) for n, school in enumerate(schools)))

    assert Organization.objects.filter(buys=True, nip="6311006640").count() == 2


def test_a_private_person_has_a_pseudonym_within_unit_and_year_and_a_name_nowhere() -> None:
    jan = Party.person("Jan Przykładowy")
    other = Party(name="Szkoła nr 7")
    store(
        contract("1", suppliers=(jan,)),
        contract("2", suppliers=(Party.person("PRZYKŁADOWY Jan"),)),
        contract("3", suppliers=(jan,), buyer=other),
        contract("4", suppliers=(jan,), signed_first=date(2025, 1, 2), signed_last=date(2025, 1, 2)),
        contract("5", suppliers=(Party.person(),)),
    )

    codes = list(Contract.objects.order_by("key").values_list("supplier_code", flat=True))
    assert codes[0] == codes[1] != ""
    assert len({codes[0], codes[2], codes[3]}) == 3
    assert codes[4] == ""
    assert not Spelling.objects.filter(name__icontains="przykład").exists()
    assert Contract.objects.get(key="1").supplier_shown == f"Osoba fizyczna ({codes[0]})"
    assert "Przykład" not in contract(suppliers=(jan,)).model_dump_json() + repr(contract(suppliers=(jan,)))


def test_members_of_a_consortium_are_kept_and_a_change_among_them_is_told() -> None:
    partner = Party(name="Eurovia Polska S.A.")
    store(contract(suppliers=(PRUIM, partner)))
    store(contract(suppliers=(PRUIM, partner)), mark="b")
    assert [party.spelling.name for party in ContractParty.objects.all() if party.spelling] == ["Eurovia Polska S.A."]
    assert not Change.objects.exists()

    store(contract(suppliers=(PRUIM, Party(name="Skanska S.A."))), mark="c")
    assert [str(party) for party in ContractParty.objects.all()] == ["Skanska S.A."]
    assert (Change.objects.get().before, Change.objects.get().after) == (["Eurovia Polska S.A."], ["Skanska S.A."])


def test_members_of_a_consortium_deliver_too() -> None:
    store(contract(suppliers=(PRUIM, Party(name="Eurovia Polska S.A."))))

    assert set(Organization.objects.filter(supplies=True).values_list("name", flat=True)) == {
        "PRUiM S.A.",
        "Eurovia Polska S.A.",
    }


def test_an_annex_finds_its_contract_in_any_order_and_is_no_spending() -> None:
    annexes = [
        contract("3", kind=ContractKind.AMENDMENT, number="ZDM.1.2024/A2", parent="1", value=Decimal(-3)),
        contract("2", kind=ContractKind.AMENDMENT, number="ZDM.1.2024/A1", parent_number="ZDM/1/2024"),
    ]
    store(*annexes, contract("1"))

    assert set(Contract.objects.get(key="1").children.values_list("key", flat=True)) == {"2", "3"}
    assert list(Contract.objects.counted().values_list("key", flat=True)) == ["1"]


def test_an_annex_of_a_number_that_two_contracts_bear_stays_loose() -> None:
    store(
        *(contract(key, number="7/2024") for key in "12"),
        contract("3", kind=ContractKind.AMENDMENT, parent_number="7/2024"),
    )

    assert Contract.objects.get(key="3").parent is None


def test_an_annex_of_an_unknown_unit_stays_loose() -> None:
    store(
        contract("1", number="1/2015", buyer=None),
        contract("2", kind=ContractKind.AMENDMENT, parent_number="1/2015", buyer=None),
    )

    assert Contract.objects.get(key="2").parent is None


def test_an_annex_that_a_person_typed_changes_a_contract_of_any_register() -> None:
    store(contract("1", number="7/2024"))
    annex = contract("2", number="A/1", kind=ContractKind.AMENDMENT, parent_number="7/2024")
    store(annex, annex.model_copy(update={"key": "3", "register_name": TYPED_REGISTER}))

    assert Contract.objects.get(key="3").parent == Contract.objects.get(key="1")


def test_a_payment_is_tied_to_the_contract_that_it_names() -> None:
    store(contract())
    store(PaymentDraft(register_name="faktury", key="1", buyer=ZDM, amount=Decimal(5), contract_number="ZDM 1/2024"))

    assert Payment.objects.get().contract == Contract.objects.get()
