"""The table of the budget's figures, read without a database."""

from __future__ import annotations

from decimal import Decimal

import pytest

from spending.drafts import Scope, Side, Stage
from spending.importing import BUDGET
from watchdog.backroom.importing.tables import Row, Table

HEAD = "rok|kwartał|strona|etap|zakres|kwota|nazwa|dział|rozdział|paragraf|czwarta cyfra|uchwała|zaokrąglona"


def read(*lines: str, head: str = HEAD):
    rows = tuple(Row(number, tuple(line.split("|"))) for number, line in enumerate(lines, start=2))
    return BUDGET.find(BUDGET, Table(tuple(head.split("|")), rows, ())).entries


def errors(*lines: str) -> list[str]:
    return [error.said for entry in read(*lines) for error in entry.errors]


def test_a_total_and_a_line_of_the_classification_become_figures():
    total, line = (
        entry.draft
        for entry in read(
            "2021||wydatki|uchwalony|ogółem|1 807 043 248,00 zł||||||XXIV/501/2020|",
            "2021|2|wydatki|wykonanie|klasyfikacja|-,26||010|01030|285|7||tak",
        )
    )

    assert (total.year, total.side, total.stage, total.scope) == (2021, Side.EXPENDITURE, Stage.ADOPTED, Scope.TOTAL)
    assert (total.amount, total.act, total.currency) == (Decimal("1807043248.00"), "XXIV/501/2020", "PLN")
    assert (line.dzial, line.rozdzial, line.paragraf, line.financing) == ("010", "01030", "285", "7")
    assert (line.quarter, line.amount, line.approximate) == (2, Decimal("-0.26"), True)


def test_the_same_figure_told_again_has_the_same_key_and_another_stage_has_not():
    same, again, other = (
        entry.draft.key
        for entry in read(
            *(f"2021||dochody|{stage}|ogółem|{n}" for stage, n in (("projekt", 1), ("projekt", 2), ("", 1)))
        )
    )

    assert same == again != other


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("2021||wydatki||ogółem|1.234", "oddziela tysiące"),
        ("2021||wydatki||ogółem|około dużo", "kwoc"),
        ("2021|5|wydatki||ogółem|1", "kwartał"),
        ("2021||koszty||ogółem|1", "strona"),
        ("2021||wydatki||klasyfikacja|1", "działu"),
        ("2021||wydatki||zadanie|1", "czego dotyczy"),
        ("2021||wydatki||ogółem|1||10", "dział"),
    ],
)
def test_what_cannot_be_read_is_refused_at_its_cell(line, why):
    assert any(why in said for said in errors(line))
