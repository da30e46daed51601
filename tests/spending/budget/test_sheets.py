"""A mixed sum is impossible: in Python it raises, in the database two sheets never meet in one group."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from spending.budget.lines import folded, lines_of, paragrafy, rozdzialy
from spending.budget.moments import chosen, quarters_of, same_moment
from spending.budget.sheets import MixedSum, Sheet, added, sheet_of
from tests.factories.budget import BudgetLineFactory, made_up_report
from tests.factories.spending import BudgetFigureFactory

OTHER = [
    {"stage": "amended"},
    {"quarter": 3},
    {"quarter": None},
    {"year": 2023},
    {"side": "revenue"},
    {"register": "inny"},
    {"act": "XXX/1/2024"},
    {"unit": "Szkoła Podstawowa nr 1"},
    {"currency": "EUR"},
]


def line(**more: Any) -> Any:
    return BudgetLineFactory.build(**more)


def test_lines_of_one_sheet_are_added() -> None:
    lines = [line(amount=Decimal("0.10")), line(amount=Decimal("0.20"), rozdzial="80104"), line(amount=Decimal(-1))]

    assert added(lines) == Decimal("-0.70")
    assert added([]) == 0


@pytest.mark.parametrize("other", OTHER, ids=lambda other: next(iter(other)))
def test_lines_of_two_sheets_are_never_added(other: dict[str, Any]) -> None:
    with pytest.raises(MixedSum):
        added([line(), line(**other)])


@pytest.mark.parametrize("scope", ["total", "part", "task"])
def test_what_overlaps_is_never_added(scope: str) -> None:
    with pytest.raises(MixedSum):
        added([line(), line(scope=scope)])


@pytest.mark.parametrize(
    ("whole", "part"),
    [
        ({"rozdzial": "", "paragraf": ""}, {"rozdzial": "80101", "paragraf": "401"}),
        ({"rozdzial": "80101", "paragraf": ""}, {"rozdzial": "80101", "paragraf": "401"}),
    ],
)
def test_a_whole_is_not_added_to_its_part(whole: dict[str, str], part: dict[str, str]) -> None:
    with pytest.raises(MixedSum):
        added([line(**whole), line(**part)])


def test_a_withdrawn_line_is_not_added() -> None:
    with pytest.raises(MixedSum):
        added([line(withdrawn_at=timezone.now())])


@pytest.mark.django_db
def test_the_database_adds_within_a_sheet_as_python_does() -> None:
    made_up_report(quarter=2)
    made_up_report(quarter=4)
    made_up_report(quarter=4, side="revenue")
    made_up_report(quarter=4, unit="Szkoła Podstawowa nr 1")
    BudgetLineFactory(withdrawn_at=timezone.now(), amount=7)
    BudgetFigureFactory(year=2024, amount=99)

    groups = rozdzialy(lines_of(year=2024))
    sums = {group.sheet: group.amount for group in folded(groups, 0)}

    by_sheet: dict[Sheet, list[Any]] = {}
    for figure in lines_of(year=2024):
        by_sheet.setdefault(sheet_of(figure), []).append(figure)
    assert sums == {sheet: added(figures) for sheet, figures in by_sheet.items()}
    assert len(sums) == 6
    dzialy = {group.codes: group.amount for group in folded(groups, 1) if group.sheet == next(iter(sums))}
    assert dzialy == {("600",): 900_000, ("801",): 890_000, ("921",): 10_000}


@pytest.mark.django_db
def test_where_a_whole_stands_beside_its_parts_the_database_gives_no_sum() -> None:
    BudgetLineFactory(dzial="600", rozdzial="60015", amount=5)
    BudgetLineFactory(rozdzial="", paragraf="", financing="", amount=100)
    BudgetLineFactory(amount=40)

    groups = folded(rozdzialy(lines_of(year=2024)), 1)

    assert {group.codes: group.amount for group in groups} == {("600",): 5, ("801",): None}
    assert [group.amount for group in folded(rozdzialy(lines_of(year=2024)), 0)] == [None]


@pytest.mark.django_db
def test_a_paragraph_stands_with_its_fourth_digit() -> None:
    for financing, amount in (("0", 1), ("7", 2), ("7", 3)):
        BudgetLineFactory(paragraf="605", financing=financing, amount=amount)

    groups = paragrafy(lines_of())

    assert {group.codes: group.amount for group in groups} == {("6050",): 1, ("6057",): 5}
    assert [group.amount for group in folded(groups, 0)] == [6]


def test_of_quarters_the_latest_is_chosen_or_the_one_asked_for() -> None:
    quarters = [Sheet("bestia", "expenditure", "executed", 2024, quarter) for quarter in (1, 2, 3)]
    whole = Sheet("gus_bdl", "expenditure", "executed", 2024)
    adopted = Sheet("gliwice_facts", "expenditure", "adopted", 2024)
    by_act = Sheet("gliwice_facts", "expenditure", "amended", 2024, act="X/1/2024")
    sheets = [*quarters, whole, adopted, by_act]

    assert quarters_of(sheets) == [1, 2, 3]
    assert chosen(sheets) == {quarters[2], whole, adopted, by_act}
    assert chosen(sheets, 2) == {quarters[1], adopted}
    assert chosen(sheets, 4) == {whole, adopted, by_act}


def test_two_registers_are_held_against_each_other_only_at_the_same_moment() -> None:
    whole = Sheet("gus_bdl", "expenditure", "executed", 2024)

    assert same_moment(whole) == same_moment(Sheet("bestia", "expenditure", "executed", 2024, 4))
    assert same_moment(whole) != same_moment(Sheet("bestia", "expenditure", "executed", 2024, 3))
    assert same_moment(whole) != same_moment(Sheet("bestia", "expenditure", "amended", 2024, 4))
