"""Amounts in words: exact to the grosz in full, rounded half up in short, never with a currency nobody names."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest
from django.utils import translation

from spending.presenters.budget_words import amount_words, share_words, short_words


@pytest.fixture(autouse=True)
def polish() -> Iterator[None]:
    with translation.override("pl"):
        yield


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("1509221084.00", "1 509 221 084 zł"),
        ("2291301896.42", "2 291 301 896,42 zł"),
        ("-208489900.36", "−208 489 900,36 zł"),
        ("0", "0 zł"),
    ],
)
def test_an_amount_in_full_is_the_documents_to_the_grosz(amount: str, words: str) -> None:
    assert amount_words(Decimal(amount)).replace("\xa0", " ") == words


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("1509221084", "1,51 mld zł"),
        ("2499791796.78", "2,50 mld zł"),
        ("-194619036", "−194,6 mln zł"),
        ("51450000", "51,5 mln zł"),
        ("95500", "96 tys. zł"),
        ("9999.99", "9 999,99 zł"),
    ],
)
def test_an_amount_in_short_is_rounded_and_never_cut(amount: str, words: str) -> None:
    assert short_words(Decimal(amount)).replace("\xa0", " ") == words


def test_a_rounded_amount_says_so_and_an_unknown_currency_is_not_invented() -> None:
    assert amount_words(Decimal(1000), "", rounded=True).replace("\xa0", " ") == "ok. 1 000"
    assert short_words(Decimal(16_000_000), "EUR").replace("\xa0", " ") == "16,0 mln EUR"


def test_of_no_whole_there_is_no_share() -> None:
    assert share_words(Decimal(5), Decimal(0)) == share_words(Decimal(5), None) == ""


def test_a_small_share_is_not_nought_and_a_share_is_rounded_not_cut() -> None:
    told = [share_words(Decimal(part), Decimal(184_050_000)).replace("\xa0", " ") for part in (0, 50_000, 184_000_000)]

    assert told == ["0,0 %", "mniej niż 0,1 %", "100,0 %"]
