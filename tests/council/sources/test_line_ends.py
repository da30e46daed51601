"""Lines that run on: prose, and names wrapped with or without a hyphen."""

from __future__ import annotations

import pytest

from council.sources._items import item_of
from council.sources._line_ends import joined, joined_name


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        (["(DS-", "418/25)"], "(DS-418/25)"),
        (["Budżet –", "zmiany"], "Budżet – zmiany"),
        (["zmiany", "", "budżetu"], "zmiany  budżetu"),
        ([], ""),
    ],
)
def test_prose_keeps_its_hyphens(rows: list[str], text: str) -> None:
    assert joined(rows) == text


@pytest.mark.parametrize(
    ("rows", "name"),
    [
        (["Cezary Śpiewak-", "Dowbór"], "Cezary Śpiewak-Dowbór"),
        (["Cezary Śpiewak", "-Dowbór"], "Cezary Śpiewak-Dowbór"),
        (["Wojciech Błaszkow-", "ski"], "Wojciech Błaszkowski"),
        (["Wojciech Błaszkow\u2010", "ski"], "Wojciech Błaszkowski"),
        (["Karol", "Ważny"], "Karol Ważny"),
        (["Karol -", "Ważny"], "Karol - Ważny"),
    ],
)
def test_a_name_keeps_the_hyphen_that_is_its_own(rows: list[str], name: str) -> None:
    assert joined_name(rows) == name


@pytest.mark.parametrize(
    ("subject", "item"),
    [("7. Uchwała", "7"), ("12.3 a) Uchwała", "12.3a"), ("20b. Uchwała", "20b"), ("7.5.2024 r.", ""), ("Uchwała", "")],
)
def test_the_item_that_a_question_names_first(subject: str, item: str) -> None:
    assert item_of(subject) == item
