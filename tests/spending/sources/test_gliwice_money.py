"""Gliwice's budget and contracts as transcribed: exact złoty where so published, nothing taken for what it is not."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from spending.drafts import ContractDraft, ContractKind, Scope, Side, Stage
from spending.sources.gliwice_budget import GliwiceBudget
from spending.sources.gliwice_contracts import GliwiceContracts
from watchdog.ingest.source import Certainty, Reject
from watchdog.ingest.tables import SeedTable

SEEDS = Path(__file__).resolve().parents[3] / "spending" / "seeds"
EACH = pytest.mark.parametrize("source", [GliwiceBudget, GliwiceContracts])

PUBLISHED = {
    ("2013", "revenue", "adopted", "dochody ogółem"): "1314602048",
    ("2013", "revenue", "adopted", "dochody bieżące"): "793122864",
    ("2013", "revenue", "adopted", "dochody majątkowe"): "521479184",
    ("2013", "expenditure", "adopted", "wydatki ogółem"): "1509221084",
    ("2013", "expenditure", "adopted", "wydatki bieżące"): "707474843",
    ("2013", "expenditure", "adopted", "wydatki bieżące – jednostki budżetowe"): "557156462",
    ("2013", "expenditure", "adopted", "wydatki bieżące – wynagrodzenia i składki od nich naliczane"): "300568923",
    ("2013", "expenditure", "adopted", "wydatki bieżące – realizacja zadań statutowych jednostek"): "256587539",
    ("2013", "expenditure", "adopted", "dotacje na zadania bieżące"): "91070356",
    ("2013", "expenditure", "adopted", "świadczenia na rzecz osób fizycznych"): "48849920",
    ("2013", "expenditure", "adopted", "wydatki majątkowe"): "801746241",
    ("2013", "result", "adopted", "deficyt"): "-194619036",
    ("2021", "expenditure", "adopted", "wydatki ogółem"): "1807043248",
    ("2026", "revenue", "draft", "dochody ogółem"): "2291301896.42",
    ("2026", "expenditure", "draft", "wydatki ogółem"): "2499791796.78",
    ("2026", "result", "draft", "deficyt"): "-208489900.36",
    ("2026", "result", "draft", "nadwyżka operacyjna"): "159128795.28",
    ("2026", "expenditure", "draft", "wydatki na inwestycje"): "699343102.65",
}
"""To the grosz, as the resolution of 2013 and the announcements of 2021 and 2026 print them; two are computed."""


def seed(source: type[SeedTable]) -> list[Any]:
    """Read the project's own seed file of a source."""
    return list(source().parse((SEEDS / source.file).read_bytes()))


@EACH
def test_every_row_reads_and_says_where_it_was_published(source: type[SeedTable]) -> None:
    drafts = seed(source)

    assert not [draft for draft in drafts if isinstance(draft, Reject) or draft.findings]
    assert all(draft.address.startswith(("http://", "https://")) for draft in drafts)


@EACH
def test_keys_are_the_rows_own_and_stay_as_they_are(source: type[SeedTable]) -> None:
    keys = Counter(draft.key for draft in seed(source))

    assert set(keys.values()) == {1}
    assert all(key == key.lower() and " " not in key for key in keys)


@EACH
def test_every_inferred_fact_says_what_was_inferred(source: type[SeedTable]) -> None:
    assert all(draft.note for draft in seed(source) if draft.certainty is Certainty.INFERRED)


def test_exact_figures_of_the_budget_equal_the_published_zloty() -> None:
    read = {(str(one.year), one.side, one.stage, one.label): one for one in seed(GliwiceBudget)}

    assert {place: str(read[place].amount) for place in PUBLISHED} == PUBLISHED
    assert not any(read[place].approximate for place in PUBLISHED)
    assert {one.act for one in read.values() if one.year == 2013 and one.stage} == {"XXX/558/2013"}


def test_a_deficit_is_the_revenue_less_the_expenditure_where_all_three_are_exact() -> None:
    totals = {(one.year, one.stage, one.side): one for one in seed(GliwiceBudget) if one.scope is Scope.TOTAL}

    for year, stage in ((2013, Stage.ADOPTED), (2026, Stage.DRAFT)):
        revenue, expenditure, result = (totals[year, stage, side].amount for side in list(Side)[:3])
        assert revenue - expenditure == result


def test_of_a_year_a_side_and_a_stage_there_is_one_total_at_most() -> None:
    totals = [one for one in seed(GliwiceBudget) if one.scope is Scope.TOTAL]

    assert set(Counter((one.year, one.side, one.stage) for one in totals).values()) == {1}
    assert len(totals) == 22
    assert all(one.amount < 0 for one in totals if one.side is Side.RESULT)


def test_what_only_the_press_rounds_is_marked_and_no_figure_is_a_line_of_the_classification() -> None:
    figures = seed(GliwiceBudget)

    assert len(figures) == 118
    assert Counter(one.scope for one in figures) == {Scope.TOTAL: 22, Scope.PART: 33, Scope.TASK: 63}
    assert sum(one.approximate for one in figures) == 80
    assert [one.label for one in figures if one.dzial] == ["oświata i wychowanie"]


def test_only_a_contract_is_one() -> None:
    kinds = Counter(one.kind for one in seed(GliwiceContracts))

    assert kinds == {
        ContractKind.CONTRACT: 25,
        ContractKind.OFFER: 15,
        ContractKind.CHOSEN_OFFER: 8,
        ContractKind.TOTAL: 4,
        ContractKind.TENDER: 3,
        ContractKind.GRANT: 2,
        ContractKind.LEASE: 1,
        ContractKind.COST: 1,
    }


def test_the_basic_part_of_the_hospital_belongs_to_the_offer_that_holds_it() -> None:
    read = {one.key: one for one in seed(GliwiceContracts)}

    part = read["2024-szpital-czesc-podstawowa"]

    assert [one.key for one in read.values() if one.parent] == [part.key]
    assert (read[part.parent].value, part.value) == (Decimal(878500000), Decimal(355800000))


def test_members_of_a_consortium_stand_apart_and_who_gives_or_rents_is_no_supplier() -> None:
    read: dict[str, ContractDraft] = {one.key: one for one in seed(GliwiceContracts)}

    together = read["2012-podium-oferta-warbud"]

    assert [party.name for party in together.suppliers] == ["Warbud SA", "Mercury Engineering Polska"]
    assert not any(one.suppliers for one in read.values() if one.kind in (ContractKind.GRANT, ContractKind.LEASE))


def test_an_amount_in_another_currency_stays_in_words() -> None:
    euro = next(one for one in seed(GliwiceContracts) if "EUR" in one.value_words)

    assert (euro.value, euro.currency) == (None, "")
    assert all(one.currency == "PLN" for one in seed(GliwiceContracts) if one.value)
