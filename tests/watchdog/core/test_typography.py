"""Numbers, dates and short words as Poles set them, and as the English edition does."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils import translation

from watchdog.core.typography import long_date, money, number, percent, roman, short_date, tie


@pytest.mark.parametrize(
    ("amount", "polish", "english"),
    [
        (Decimal("1234.56"), "1 234,56 zł", "1,234.56 zł"),
        (Decimal("-1234567.5"), "−1 234 567,50 zł", "−1,234,567.50 zł"),
        (0, "0,00 zł", "0.00 zł"),
    ],
)
def test_money_has_two_places_a_real_minus_and_no_break_spaces(amount: Decimal, polish: str, english: str) -> None:
    with translation.override("pl"):
        said = money(amount)
    with translation.override("en"):
        said_in_english = money(amount)

    assert (said, said_in_english) == (polish.replace(" ", "\u00a0"), english.replace(" ", "\u00a0"))


def test_counts_are_parted_into_thousands() -> None:
    with translation.override("pl"):
        assert number(60502) == "60\u00a0502"


@pytest.mark.parametrize(
    ("value", "places", "said"),
    [
        (Decimal("1234.565"), 2, "1 234,57"),
        (Decimal("0.125"), 2, "0,13"),
        (Decimal("-2.5"), 0, "−3"),
        (Decimal("999.995"), 2, "1 000,00"),
        (Decimal("-0.004"), 2, "0,00"),
        (Decimal("1E+3"), 1, "1 000,0"),
    ],
)
def test_what_has_more_places_is_rounded_half_up_and_never_cut(value: Decimal, places: int, said: str) -> None:
    with translation.override("pl"):
        assert number(value, places) == said.replace(" ", "\u00a0")


@pytest.mark.parametrize(
    ("part", "whole", "said"), [(648, 666, "97,3 %"), (1, 8, "12,5 %"), (1, 2000, "0,1 %"), (666, 666, "100,0 %")]
)
def test_a_share_has_one_place_rounded_half_up(part: int, whole: int, said: str) -> None:
    with translation.override("pl"):
        assert percent(part, whole) == said.replace(" ", "\u00a0")


def test_a_day_is_written_out_with_the_month_in_the_genitive() -> None:
    with translation.override("pl"):
        assert long_date(date(2014, 6, 12)) == "12\u00a0czerwca 2014"


def test_a_moment_is_told_by_the_clock_of_warsaw() -> None:
    with translation.override("en"):
        assert long_date(datetime(2026, 7, 1, 22, 5, tzinfo=UTC)) == "2\u00a0July 2026, 00:05"


def test_a_short_date_suits_a_narrow_cell() -> None:
    assert short_date(date(2014, 6, 2)) == "02.06.2014"


def test_a_short_date_of_a_moment_is_the_day_in_warsaw() -> None:
    assert short_date(datetime(2026, 7, 1, 22, 5, tzinfo=UTC)) == "02.07.2026"


@pytest.mark.parametrize(
    ("plain", "tied"),
    [
        ("a i o u w z", "a~i~o~u~w~z"),
        ("Spór o plan i w domu", "Spór o~plan i~w~domu"),
        ("W Gliwicach", "W~Gliwicach"),
        ("13 osób, 5 mln zł, 97,3 %", "13~osób, 5~mln zł, 97,3~%"),
        ("12 czerwca 2014", "12~czerwca 2014"),
        ("1 234 567 zł", "1~234~567~zł"),
        ("art. 14, ul. Nowy Świat, druk nr 148/2024, § 2", "art.~14, ul.~Nowy Świat, druk nr~148/2024, §~2"),
        ("w 2024 2025", "w~2024 2025"),
        ('<a href="x">a b</a>', '<a href="x">a~b</a>'),
        ("<a class='i'>", "<a class='i'>"),
        ("", ""),
    ],
)
def test_short_words_and_units_stay_with_their_neighbour(plain: str, tied: str) -> None:
    assert tie(plain) == tied.replace("~", "\u00a0")


@pytest.mark.parametrize(
    ("value", "numeral"), [(1, "I"), (4, "IV"), (44, "XLIV"), (992, "CMXCII"), (3999, "MMMCMXCIX")]
)
def test_session_numbers_are_roman(value: int, numeral: str) -> None:
    assert roman(value) == numeral


@pytest.mark.parametrize("value", [0, -1, 4000])
def test_what_has_no_roman_numeral_is_refused(value: int) -> None:
    with pytest.raises(ValueError, match="no Roman numeral"):
        roman(value)
