"""Cells of registers as cities write them: amounts, days, numbers, codes, people, annexes."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal

import pytest

from spending.drafts import ContractKind, PartyKind, PaymentDraft, Tax, ValueEffect
from spending.registers.keys import Keys
from spending.registers.mapping import AnnexCell
from spending.registers.reading import read_register
from tests.real import real
from tests.spending.registers.builders import COLUMNS, Was, line, mapping, table


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        (",02", "0.02"),
        ("50,", "50"),
        ("-,26", "-0.26"),
        ("-12 500,00", "-12500"),
        ("(1 000,00)", "-1000"),
        ("12000000000,00", "12000000000"),
        ("1 234 567,89 zł", "1234567.89"),
        ("0,", "0"),
    ],
)
def test_amounts_are_read_with_their_sign(cell: str, amount: str) -> None:
    assert Was(table(line(value=cell))).one.value == Decimal(amount)


def test_a_missing_amount_is_no_zero() -> None:
    assert Was(table(line(value=""), line(number="2", value="brak"))).drafts[1].value is None


def test_an_ambiguous_amount_is_told_by_the_whole_column_where_it_agrees() -> None:
    agreeing = Was(table(line(value="1.234"), line(number="2", value="12,50")))
    alone = Was(table(line(value="1.234"), line(number="2", value="12")))
    torn = Was(table(line(value="1.234"), line(number="2", value="12,50"), line(number="3", value="12.50")))

    assert [draft.value for draft in agreeing.drafts] == [Decimal(1234), Decimal("12.50")]
    assert "oddziela tysiące, czy grosze" in alone.rejects[0].reason
    assert [reject.place for reject in torn.rejects] == ["row 2"]


@pytest.mark.parametrize(
    "cell", ["2026-01-15", "15.01.2026 r.", "15-01-2026", "15 stycznia 2026 r.", "46037", "46037.0"]
)
def test_days_are_read_in_every_form(cell: str) -> None:
    assert Was(table(line(signed=cell))).one.signed_last == date(2026, 1, 15)


def test_a_day_that_cannot_be_is_a_reject_and_one_far_ahead_is_a_doubt() -> None:
    was = Was(table(line(signed="31.02.2026"), line(number="2", signed="2099-07-15")))

    assert was.rejects[0].reason == "Data zawarcia: to nie jest data („31.02.2026”)."
    assert was.doubts == ["future_date"]


def test_codes_get_back_the_zeros_that_a_spreadsheet_took() -> None:
    was = Was(table(line(dzial="10", rozdzial="1095.0", paragraf="605 0"))).one

    assert (was.dzial, was.rozdzial, was.paragraf, was.financing) == ("010", "01095", "605", "0")


def test_codes_that_disagree_are_left_out_and_doubted() -> None:
    was = Was(table(line(dzial="801", rozdzial="75023")))

    assert (was.one.dzial, was.doubts) == ("", ["wrong_classification"])


def test_a_wrong_nip_is_left_out_and_the_row_stays() -> None:
    was = Was(table(line(supplier_nip="521-301-72-29"), line(number="2", supplier_nip="PL 521-301-72-28")))

    assert [draft.suppliers[0].nip for draft in was.drafts] == ["", "5213017228"]
    assert was.doubts == ["wrong_number"]


@pytest.mark.parametrize("name", ["osoba fizyczna", "Osoba Fizyczna", "Nowakowska Weronika", "KOWALSKI JAN"])
def test_a_private_person_is_masked_in_every_field_and_in_rejects(name: str) -> None:
    cells = {"supplier": name, "subject": f"zlecenie dla: {name}"}
    was = Was(table(line(**cells), line(value="drogo", **cells)))

    assert was.drafts[0].suppliers[0].kind is PartyKind.PERSON
    said = was.drafts[0].model_dump_json() + was.rejects[0].model_dump_json()
    assert not [word for word in name.split() if word in said and not word.lower().startswith(("osob", "fizyczn"))]


def test_a_private_name_in_a_wrong_column_stands_in_no_reason() -> None:
    was = Was(table(line(value="Nowakowska Weronika"), line(number="2", signed="Nowakowska Weronika"), line()))

    assert len(was.rejects) == 2
    assert not [reject for reject in was.rejects if "Nowakowska" in reject.model_dump_json()]


def test_a_secret_contractor_is_withheld_and_several_stand_in_a_cell_only_where_the_mapping_says_so() -> None:
    secret, one, two = line(supplier="ZASTRZEŻONE"), line(number="2", supplier="A s.c. / B s.c."), "A s.c. / B s.c."

    assert Was(table(secret)).one.suppliers[0].kind is PartyKind.WITHHELD
    assert [party.name for party in Was(table(one)).one.suppliers] == [two]
    assert [party.name for party in Was(table(one), mapping(parties="/")).one.suppliers] == ["A s.c.", "B s.c."]


@pytest.mark.parametrize(
    ("cells", "parent"),
    [
        ({"number": "IR.1.2026/A1"}, "IR.1.2026"),
        ({"number": "GN-IV.7013.2.2015 ANEKS 2"}, "GN-IV.7013.2.2015"),
        ({"number": "ANEKS 1 DO GKO-III.272.19/FN2648"}, "GKO-III.272.19/FN2648"),
        ({"subject": "Aneks nr 1 do umowy nr IR.1.2026"}, "IR.1.2026"),
        ({"subject": "Aneks wydłużający termin"}, ""),
    ],
)
def test_an_annex_is_told_by_its_number_or_subject(cells: dict[str, str], parent: str) -> None:
    was = Was(table(line(**{"number": "X/7", "value": "-5,00", **cells}))).one

    assert (was.kind, was.parent_number, was.value_effect) == (ContractKind.AMENDMENT, parent, ValueEffect.CHANGE)


def test_what_the_column_of_annexes_only_mentions_leaves_a_contract() -> None:
    how = {"columns": {**COLUMNS, "annex": "Aneks"}}
    heads = (*COLUMNS.values(), "Aneks")
    content = table(
        [*line(), "Aneks nr 1"], [*line(number="2"), "brak"], [*line(number="3"), "aneks do umowy nr 2"], heads=heads
    )

    mentions, rows = Was(content, mapping(**how)), Was(content, mapping(**how, annex=AnnexCell.ROW))

    assert [draft.kind.value for draft in mentions.drafts] == ["contract", "contract", "amendment"]
    assert "Aneks nr 1" in mentions.drafts[0].note
    assert [draft.kind.value for draft in rows.drafts] == ["amendment", "contract", "amendment"]


def test_a_positive_amount_of_an_annex_says_nothing_of_what_it_does() -> None:
    assert Was(table(line(number="IR.1.2026/A1"))).one.value_effect is ValueEffect.UNKNOWN


def test_currency_and_tax_are_said_only_where_the_register_says_them() -> None:
    plain, told = Was(table(line())).one, Was(table(line(value="5,00 zł brutto"))).one

    assert (plain.currency, plain.tax) == ("", Tax.UNKNOWN)
    assert (told.currency, told.tax) == ("PLN", Tax.GROSS)


def test_a_key_without_identifiers_holds_when_the_amount_and_the_order_change() -> None:
    first = Was(table(line(), line(number="2")))
    later = Was(table(line(number="2"), line(value="999,00")))

    assert {draft.key for draft in first.drafts} == {draft.key for draft in later.drafts}


def test_another_row_of_one_key_is_told_apart_and_the_same_row_is_not() -> None:
    was = Was(table(line(), line(value="7,00"), line()))

    assert [draft.key.partition("#")[2] for draft in was.drafts] == ["", "2", ""]
    assert was.drafts[0].key == was.drafts[2].key


def test_keys_stay_apart_when_their_table_grows() -> None:
    keys = Keys()

    assert [keys.of(str(n), b"x") for n in range(5000)] == [str(n) for n in range(5000)]
    assert keys.of("7", b"y") == "7#2"
    assert len(keys._table) <= 4 * 8192


def test_a_register_of_payments_gives_payments() -> None:
    columns = {"document_number": "Nr faktury", "paid": "Data zapłaty", "supplier": "Kontrahent", "value": "Kwota"}
    heads = tuple(columns.values())
    content = table(
        ["F/1", "05.01.2026", "Wiatrak s.c.", "12,30"], ["F/2", "05.01.2026", "Wiatrak s.c.", ""], heads=heads
    )

    found = list(
        read_register(lambda: io.BytesIO(content.encode()), mapping(columns=columns, listing="payments")).found
    )

    assert isinstance(found[0], PaymentDraft)
    assert (found[0].amount, found[0].paid_on) == (Decimal("12.30"), date(2026, 1, 5))
    assert found[1].model_dump()["reason"] == "Wiersz nie ma kwoty."


@pytest.mark.parametrize("name", ["rejestr-umow-utf8bom.csv", "rejestr-umow-cp1250.csv"])
def test_the_registers_of_edge_cases_are_read_to_the_last_row(name: str) -> None:
    columns = {**COLUMNS, "value": "Wartość brutto"}

    was = Was((real("synthetic") / name).read_bytes(), mapping(columns=columns, tax="gross"))

    assert [str(draft.value) for draft in was.drafts] == ["1234567.89", "500", "-12500.00", "1234.50", "0"]
    assert [draft.suppliers[0].kind.value for draft in was.drafts] == ["", "person", "", "withheld", ""]
    assert was.drafts[2].parent_number == "IR.272.2.2026"
    assert [finding.code for finding in was.said] == ["rows_skipped"]
