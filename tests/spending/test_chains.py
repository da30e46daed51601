"""A contract and its annexes: what each says of the value, and how far the value can be known. Without a database."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from spending.models import Contract
from spending.presenters.amounts import amount_words, lacks_of
from spending.presenters.chains import chain_of, moved_by
from spending.presenters.days import delay_words, signed_words, term_words


def contract(**fields: Any) -> Contract:
    return Contract(**{"kind": "contract", "value": Decimal(1000), "currency": "PLN", "tax": "gross", **fields})


def annex(day: int | None, value: int | None, effect: str = "", **fields: Any) -> Contract:
    signed = date(2024, 3, day) if day else None
    amount = None if value is None else Decimal(value)
    told = {"signed_first": signed, "signed_last": signed, "value": amount, "value_effect": effect}
    return contract(kind="amendment", **{**told, **fields})


def values(*annexes: Contract, **root: Any) -> list[Any]:
    return [link.value for link in chain_of(contract(**root), annexes)]


def test_a_change_moves_the_value_and_a_new_total_replaces_it() -> None:
    assert values(annex(1, 250, "change"), annex(2, -50, "change")) == [1000, 1250, 1200]
    assert values(annex(1, 250, "change"), annex(2, 900, "new_total")) == [1000, 1250, 900]


def test_an_amount_without_a_meaning_ends_what_is_known_until_a_new_total() -> None:
    chain = values(annex(1, 250), annex(2, 10, "change"), annex(3, 1500, "new_total"))

    assert chain == [1000, None, None, 1500]


def test_an_annex_without_an_amount_ends_what_is_known() -> None:
    assert values(annex(1, None), annex(2, 10, "change")) == [1000, None, None]


def test_gross_and_net_and_two_currencies_are_never_added() -> None:
    assert values(annex(1, 250, "change", tax="net")) == [1000, None]
    assert values(annex(1, 250, "change", currency="EUR")) == [1000, None]


def test_where_the_order_is_not_known_the_value_is_not_either() -> None:
    assert values(annex(None, 250, "change"), annex(2, 900, "new_total")) == [1000, None, None]
    assert values(annex(2, 250, "change"), annex(2, 900, "new_total")) == [1000, None, None]
    assert values(annex(None, 250, "change")) == [1000, 1250]


def test_what_the_office_has_removed_changes_nothing() -> None:
    gone = annex(1, 250, "change", withdrawn_at=datetime(2024, 5, 1, tzinfo=UTC))

    assert values(gone, annex(2, 10, "change")) == [1000, 1000, 1010]


def test_a_rounded_amount_makes_the_value_a_rounded_one() -> None:
    links = chain_of(contract(), [annex(1, 250, "change", approximate=True), annex(2, 7, "new_total")])

    assert [link.rounded for link in links] == [False, True, False]
    assert moved_by(links) == -993
    assert moved_by(chain_of(contract(value=None), [annex(1, 7, "new_total")])) is None


@pytest.mark.parametrize(
    ("value", "currency", "rounded", "words"),
    [
        ("-1234567.80", "PLN", False, "−1 234 567,80 zł"),
        ("7500000", "PLN", True, "ok. 7 500 000 zł"),
        ("713000.50", "PLN", True, "ok. 713 000,50 zł"),
        ("3600000", "EUR", True, "ok. 3 600 000 EUR"),
        ("12", "", False, "12,00"),
    ],
)
def test_an_amount_says_no_more_than_the_document(value: str, currency: str, rounded: bool, words: str) -> None:
    assert amount_words(Decimal(value), currency, approximate=rounded).replace("\xa0", " ") == words


def test_what_is_not_given_beside_an_amount_is_said() -> None:
    assert lacks_of("", "") == ["nie podano ani waluty, ani czy to brutto"]
    assert lacks_of("PLN", "net") == []


@pytest.mark.parametrize(
    ("first", "last", "kind", "words"),
    [
        (date(2024, 3, 5), date(2024, 3, 5), "contract", "5 marca 2024"),
        (date(2024, 3, 1), date(2024, 3, 31), "contract", "marzec 2024"),
        (date(2024, 1, 1), date(2024, 12, 31), "contract", "2024"),
        (date(2014, 1, 1), date(2015, 12, 31), "contract", "2014 albo 2015"),
        (date(2013, 1, 1), date(2018, 12, 31), "contract", "między 2013 a 2018"),
        (date(2013, 1, 1), date(2020, 12, 31), "total", "2013–2020"),
        (None, None, "contract", "dzień nieznany"),
    ],
)
def test_a_day_is_said_no_more_exactly_than_it_is_known(
    first: date | None, last: date | None, kind: str, words: str
) -> None:
    assert signed_words(contract(kind=kind, signed_first=first, signed_last=last)).replace("\xa0", " ") == words


@pytest.mark.parametrize(
    ("published", "words"),
    [
        (date(2024, 3, 5), "w dniu zawarcia"),
        (date(2024, 3, 6), "1 dzień po zawarciu"),
        (date(2024, 4, 5), "31 dni po zawarciu"),
        (
            date(2024, 3, 4),
            "Dzień publikacji jest wcześniejszy niż dzień zawarcia; jeden z nich jest w rejestrze błędny.",
        ),
        (None, ""),
    ],
)
def test_the_delay_of_publication_is_counted_in_days(published: date | None, words: str) -> None:
    day = date(2024, 3, 5)

    assert delay_words(contract(signed_first=day, signed_last=day, published_on=published)) == words
    assert delay_words(contract(signed_first=date(2024, 1, 1), signed_last=day, published_on=published)) == ""


def test_the_term_is_said_by_days_and_by_the_words_of_the_register() -> None:
    told = term_words(contract(valid_from=date(2024, 3, 5), open_ended=True, term="62 dni"))

    assert told.replace("\xa0", " ") == "od 5 marca 2024 na czas nieokreślony; 62 dni"
