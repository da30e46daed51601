"""Names of codes: as they were on a day, the nearest with its day, and the bare code where nobody knows one."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from spending.classification import Names, names_in, shortened
from spending.drafts import CodeKind, Side
from tests.factories.spending import ClassificationCodeFactory

SOCIAL = "Opłaty za administrowanie i czynsze za budynki, lokale i pomieszczenia garażowe"


def named(**said: Any) -> None:
    ClassificationCodeFactory(**{"kind": "dzial", "code": "801", "valid_from": date(2022, 1, 1), **said})


@pytest.mark.django_db
def test_a_code_is_called_as_on_the_day_and_else_by_the_nearest_name_with_its_day() -> None:
    named(name="Oświata", valid_from=date(2010, 1, 1), valid_until=date(2021, 12, 31))
    named(name="Oświata i wychowanie")

    of_day = [Names(day).of(CodeKind.DZIAL, "801") for day in (date(2015, 5, 1), date(2024, 5, 1), date(2005, 5, 1))]

    assert [(name.whole, name.as_of) for name in of_day] == [
        ("Oświata", None),
        ("Oświata i wychowanie", None),
        ("Oświata", date(2010, 1, 1)),
    ]


@pytest.mark.django_db
def test_an_unknown_code_is_given_bare_and_no_name_is_lent_by_another_list() -> None:
    named(kind="revenue", code="201", name="Dotacja otrzymana")
    names = names_in(2024)

    assert str(names.of(CodeKind.DZIAL, "999")) == "999"
    assert names.of_paragraf(Side.REVENUE, "201").whole == "Dotacja otrzymana"
    assert str(names.of_paragraf(Side.EXPENDITURE, "201")) == "201"


def test_a_long_name_is_cut_where_it_can_be_and_a_short_one_is_not() -> None:
    assert shortened("Zakup usług pozostałych") == "Zakup usług pozostałych"
    assert shortened(SOCIAL) == "Opłaty za administrowanie i czynsze za budynki"
    assert shortened("Rady gmin (miast i miast na prawach powiatu)") == "Rady gmin (miast i miast na prawach powiatu)"
    assert shortened("a" * 30 + " " + "b" * 40) == "a" * 30 + "…"
