"""How long something has been missing, in words."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils.translation import override

from watchdog.missing.ages import age

DAY = date(2026, 11, 26)

POLISH = [
    (date(2026, 11, 26), "od dzisiaj"),
    (date(2026, 12, 1), "od dzisiaj"),
    (date(2026, 11, 25), "od 1 dnia"),
    (date(2026, 11, 14), "od 12 dni"),
    (date(2026, 10, 27), "od 30 dni"),
    (date(2026, 10, 26), "od 1 miesiąca"),
    (date(2026, 6, 27), "od 4 miesięcy"),
    (date(2025, 11, 26), "od 1 roku"),
    (date(2025, 10, 26), "od 1 roku i 1 miesiąca"),
    (date(2023, 9, 26), "od 3 lat i 2 miesięcy"),
    (date(2014, 6, 12), "od 12 lat i 5 miesięcy"),
    (date(2004, 11, 26), "od 22 lat"),
]


@pytest.mark.parametrize(("since", "words"), POLISH)
def test_polish_says_the_age_in_the_right_cases(since: date, words: str) -> None:
    with override("pl"):
        assert age(since, DAY) == words


@pytest.mark.parametrize(
    ("since", "words"),
    [(date(2026, 11, 25), "for 1 day"), (date(2023, 9, 26), "for 3 years and 2 months"), (DAY, "since today")],
)
def test_english_says_it_too(since: date, words: str) -> None:
    with override("en"):
        assert age(since, DAY) == words


def test_the_last_day_of_a_longer_month_is_not_yet_a_month() -> None:
    with override("en"):
        assert age(date(2026, 1, 31), date(2026, 2, 28)) == "for 28 days"
