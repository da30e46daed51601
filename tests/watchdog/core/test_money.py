from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchdog.core.money import AmountError, parse_amount


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1 234 567,89 zł", "1234567.89"),
        ("1\u00a0234,50", "1234.50"),
        ("1\u202f234\u2009567,5 PLN", "1234567.5"),
        ("1.234,50", "1234.50"),
        ("1,234.50", "1234.50"),
        ("1.234.567", "1234567"),
        ("1'234.50", "1234.50"),
        ("1234.5", "1234.5"),
        ("-12 500,00", "-12500.00"),
        ("−5,00 zł", "-5.00"),
        ("(1 000,00)", "-1000.00"),
        ("1 000 zł brutto", "1000"),
        ("wartość: 5 tys. zł", "5000"),
        ("6 mln zł", "6000000"),
        ("1,234 mln", "1234000"),
        (",02", "0.02"),
        ("50,", "50"),
        ("-,26", "-0.26"),
        ("1160550,", "1160550"),
        ("0,123", "0.123"),
    ],
)
def test_amounts_are_read_as_offices_write_them(text: str, amount: str) -> None:
    assert parse_amount(text) == Decimal(amount)


@pytest.mark.parametrize("text", ["", "  ", "-", "–", "brak", "nie dotyczy"])
def test_a_cell_that_names_no_amount_is_no_amount(text: str) -> None:
    assert parse_amount(text) is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("1.234", "oddziela tysiące, czy grosze"),
        ("1,234", "oddziela tysiące, czy grosze"),
        ("12 34", "nie jest jedna kwota"),
        ("1.234.56", "nie jest jedna kwota"),
        ("1,2.3,4", "nie jest jedna kwota"),
        ("(500", "nie jest jedna kwota"),
        ("--5", "nie jest jedna kwota"),
        ("5 zł 20 gr", "Nieznane słowo"),
        ("ok. 5 zł", "Nieznane słowo"),
        ("1e5", "Nieznane słowo"),
        ("cztery", "Nieznane słowo"),
    ],
)
def test_what_is_not_exactly_one_amount_is_refused_with_its_reason(text: str, reason: str) -> None:
    with pytest.raises(AmountError, match=reason):
        parse_amount(text)


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=2))
def test_any_amount_written_the_polish_way_is_read_back(amount: Decimal) -> None:
    polish = f"{amount:,.2f}".replace(",", "\u00a0").replace(".", ",") + " zł"

    assert parse_amount(polish) == amount


@given(st.text(max_size=200))
def test_no_text_is_more_than_refused(text: str) -> None:
    try:
        amount = parse_amount(text)
    except AmountError:
        return

    assert amount is None or amount.is_finite()
