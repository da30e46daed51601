"""What a statement about a company may say: days as exact as they are known, numbers with their checksums."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from spending.drafts import BoardBody, BoardMemberDraft, CompanyDraft, Extent, span


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024-06-10", date(2024, 6, 10), date(2024, 6, 10)),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("2014", date(2014, 1, 1), date(2014, 12, 31)),
        ("2020/2021", date(2020, 1, 1), date(2021, 12, 31)),
        ("", None, None),
    ],
)
def test_a_day_keeps_its_precision(text: str, first: date | None, last: date | None) -> None:
    assert span(text) == (first, last)


@pytest.mark.parametrize("text", ["lipiec 2020", "2020-13", "2020-02-30", "20"])
def test_what_is_no_day_is_refused_in_polish(text: str) -> None:
    with pytest.raises(ValueError, match="nie jest dniem, miesiącem ani rokiem"):
        span(text)


@pytest.mark.parametrize(
    ("percent", "words", "extent"),
    [
        (Decimal(100), "", Extent.WHOLE),
        (Decimal("66.68"), "", Extent.MAJORITY),
        (Decimal(50), "", Extent.MINORITY),
        (None, "większościowy", Extent.MAJORITY),
        (None, "spółka miejska (udział niepodany)", Extent.UNKNOWN),
    ],
)
def test_the_extent_follows_what_is_said(percent: Decimal | None, words: str, extent: Extent) -> None:
    assert CompanyDraft(name="Spółka", share_percent=percent, share_words=words).extent is extent


def test_a_number_with_a_wrong_check_digit_is_refused() -> None:
    with pytest.raises(ValueError, match="nie jest poprawnym numerem NIP"):
        CompanyDraft(name="Spółka", nip="6312658877")


def test_nobody_leaves_before_coming() -> None:
    with pytest.raises(ValueError, match="koniec jest wcześniejszy"):
        BoardMemberDraft(
            company="Spółka",
            name="Anna Nowak",
            body=BoardBody.MANAGEMENT,
            since=date(2024, 1, 2),
            until=date(2024, 1, 1),
        )
