from datetime import date, datetime

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from watchdog.core.dates import from_excel, is_future, parse_date, parse_datetime, today

GENITIVES = [
    "stycznia",
    "lutego",
    "marca",
    "kwietnia",
    "maja",
    "czerwca",
    "lipca",
    "sierpnia",
    "września",
    "października",
    "listopada",
    "grudnia",
]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-01-07", date(2026, 1, 7)),
        ("07.01.2026", date(2026, 1, 7)),
        ("7.01.2026 r.", date(2026, 1, 7)),
        ("8. 02.23", date(2023, 2, 8)),
        ("26-03-2026", date(2026, 3, 26)),
        ("18 lutego 2021 r.", date(2021, 2, 18)),
        ("z dnia 14 marca 2024 roku", date(2024, 3, 14)),
        ("25 Listopada 2024", date(2024, 11, 25)),
        ("dn. 8.02.23r.", date(2023, 2, 8)),
        ("12 III 2020", date(2020, 3, 12)),
        ("12.III.2020 r.", date(2020, 3, 12)),
        ("czwartek, 25 września 2025 r.", date(2025, 9, 25)),
        ("25.09.2025 12:11", date(2025, 9, 25)),
        ("3\u00a0września\u00a01992", date(1992, 9, 3)),
        ("2026-01-05 23:39:25+00", date(2026, 1, 6)),
        ("2125-09-25", date(2125, 9, 25)),
    ],
)
def test_parse_date_reads_every_form_that_offices_use(text: str, day: date) -> None:
    assert parse_date(text) == day


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2089, 12, 31)))
def test_parse_date_reads_any_day_written_in_words(day: date) -> None:
    assert parse_date(f"{day.day} {GENITIVES[day.month - 1]} {day.year} r.") == day


@pytest.mark.parametrize("text", ["", "2026", "maj 2020", "12 abc 2020", "12 XIII 2020", "0001-01-01", "9999-12-31"])
def test_parse_date_finds_no_day_where_none_is_named(text: str) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize("text", ["31.02.2024", "2025-13-01", "0.1.2024"])
def test_parse_date_refuses_a_day_that_cannot_exist(text: str) -> None:
    with pytest.raises(ValueError, match=r"must be in|out of range"):
        parse_date(text)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("25.09.2025 12:11", datetime(2025, 9, 25, 12, 11)),  # noqa: DTZ001 - printed local time, naive by contract
        ("2025-12-17, 09:12", datetime(2025, 12, 17, 9, 12)),  # noqa: DTZ001 - printed local time, naive by contract
        ("1 września 2024 r., godz. 15.05", datetime(2024, 9, 1, 15, 5)),  # noqa: DTZ001 - as above
        ("2026-07-05T23:30:00Z", datetime(2026, 7, 6, 1, 30)),  # noqa: DTZ001 - as above
    ],
)
def test_parse_datetime_reads_minutes_on_the_clock_of_warsaw(text: str, moment: datetime) -> None:
    assert parse_datetime(text) == moment


def test_parse_datetime_is_silent_without_a_time() -> None:
    assert parse_datetime("25.09.2025") is None


def test_parse_datetime_refuses_an_hour_that_cannot_exist() -> None:
    with pytest.raises(ValueError, match="hour"):
        parse_datetime("25.09.2025 25:10")


@pytest.mark.parametrize(
    ("serial", "day"), [(46037, date(2026, 1, 15)), ("45292.75", date(2024, 1, 1)), (61, date(1900, 3, 1))]
)
def test_excel_serials_count_as_excel_counts(serial: int | str, day: date) -> None:
    assert from_excel(serial) == day


@pytest.mark.parametrize("serial", [0, 60, 2_000_000, "styczeń"])
def test_excel_serials_outside_reason_are_refused(serial: int | str) -> None:
    with pytest.raises(ValueError, match=r"Excel|could not convert"):
        from_excel(serial)


@time_machine.travel("2026-05-10T22:30:00Z", tick=False)
def test_today_changes_at_midnight_in_warsaw() -> None:
    assert today() == date(2026, 5, 11)


@time_machine.travel("2026-05-10T12:00:00Z", tick=False)
def test_only_later_days_are_in_the_future() -> None:
    assert not is_future(date(2026, 5, 10))
    assert is_future(date(2026, 5, 11))
