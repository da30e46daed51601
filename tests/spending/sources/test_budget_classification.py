"""The classification as data: every code reads, faults of the print are mended, two lists of paragraphs stay two."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from spending.drafts import ClassificationCodeDraft
from spending.sources.budget_classification import BudgetClassification
from watchdog.ingest.source import Reject

FILE = Path(__file__).resolve().parents[3] / "spending" / "seeds" / BudgetClassification.file


@pytest.fixture(scope="module")
def codes() -> dict[tuple[str, str], str]:
    read = list(BudgetClassification().parse(FILE.read_bytes()))

    assert not [each for each in read if isinstance(each, Reject)]
    return {(each.kind, each.code): each.name for each in read if isinstance(each, ClassificationCodeDraft)}


def test_every_list_is_whole(codes: dict[tuple[str, str], str]) -> None:
    assert Counter(kind for kind, _ in codes) == {
        "dzial": 33,
        "rozdzial": 582,
        "revenue": 189,
        "expenditure": 262,
        "group": 7,
        "financing": 10,
    }


def test_every_rozdzial_belongs_to_a_dzial_of_the_list(codes: dict[tuple[str, str], str]) -> None:
    assert not [code for kind, code in codes if kind == "rozdzial" and ("dzial", code[:3]) not in codes]


def test_one_number_is_one_thing_received_and_another_thing_handed_over(codes: dict[tuple[str, str], str]) -> None:
    assert "otrzymana" in codes["revenue", "201"]
    assert "przekazana" in codes["expenditure", "201"]


def test_codes_that_the_print_ran_together_stand_apart(codes: dict[tuple[str, str], str]) -> None:
    assert codes["expenditure", "480"] == "Dodatkowe wynagrodzenie roczne nauczycieli"
    assert codes["expenditure", "481"] == "Rezerwy"
    assert codes["rozdzial", "85508"] == "Rodziny zastępcze"
    assert not [name for name in codes.values() if "uchylony" in name or "  " in name]
