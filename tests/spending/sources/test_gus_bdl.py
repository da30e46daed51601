"""GUS as a second opinion: asked only with numbers that somebody looked up, read only where they are clear."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from spending.drafts import BudgetFigureDraft, Side
from spending.sources.gus_bdl import GusBdl
from watchdog.cities import CityProfile, StatisticsProfile, profile
from watchdog.ingest.registry import publishes_on_the_web
from watchdog.ingest.source import Reject, Unreadable

REVENUE = "https://bdl.stat.gov.pl/api/v1/data/by-unit/000000000000?var-id=1#side=revenue"
DAY = date(2025, 3, 20)


def city(**numbers: str) -> CityProfile:
    return profile("gliwice").model_copy(update={"statistics": StatisticsProfile(unit="000000000000", **numbers)})


def answer(*values: Any) -> bytes:
    told = [{"year": year, "val": value, "attrId": 1} for year, value in values]
    return json.dumps({"unitId": "000000000000", "results": [{"id": 1, "values": told}]}).encode()


def test_without_numbers_in_the_profile_nobody_is_asked() -> None:
    assert list(GusBdl(profile("gliwice")).discover(DAY)) == []
    assert list(GusBdl().discover(DAY)) == []
    assert not publishes_on_the_web(GusBdl(profile("gliwice")))


def test_only_variables_that_are_named_are_asked_for_and_each_says_its_side() -> None:
    source = GusBdl(city(expenditure="77"))

    (address,) = source.discover(DAY)

    assert publishes_on_the_web(source)
    assert "by-unit/000000000000?var-id=77&" in address
    assert address.endswith("#side=expenditure")


def test_a_year_is_the_executed_total_and_one_without_a_value_is_nothing() -> None:
    (figure,) = GusBdl().read(answer(("2021", 1799000123.45), ("2022", None)), REVENUE)

    assert isinstance(figure, BudgetFigureDraft)
    assert (figure.year, figure.side, figure.amount) == (2021, Side.REVENUE, Decimal("1799000123.45"))


@pytest.mark.parametrize(
    ("content", "address", "reason"),
    [
        (answer(("2021", 1)), "", "dochody, czy wydatki"),
        (answer(("rok", 1)), REVENUE, "nie jest rokiem"),
        (answer(("2021", "b.d.")), REVENUE, "nie jest kwotą"),
    ],
)
def test_what_is_not_clear_is_refused_with_its_reason(content: bytes, address: str, reason: str) -> None:
    (refused,) = GusBdl().read(content, address)

    assert isinstance(refused, Reject)
    assert reason in refused.reason


@pytest.mark.parametrize("content", [b"<html></html>", b'{"results": [{}, {}]}', b'{"results": [{"id": 1}]}', b"[]"])
def test_an_answer_of_another_shape_is_refused_whole(content: bytes) -> None:
    with pytest.raises(Unreadable):
        list(GusBdl().read(content, REVENUE))
