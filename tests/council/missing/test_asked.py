"""What is missing of interpellations and questions."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.factories.interpellations import InterpellationFactory

pytestmark = pytest.mark.django_db

UNANSWERED = "interpelacje-bez-odpowiedzi"


@pytest.mark.parametrize(
    ("fields", "listed"),
    [
        ({"received_on": date(2026, 11, 11)}, 1),
        ({"received_on": date(2026, 11, 12)}, 0),  # today is the last day for the answer
        ({"received_on": date(2020, 3, 2), "answer": "given", "answered_on": date(2020, 3, 13)}, 0),
        ({"received_on": date(2020, 3, 2), "answer": "given"}, 0),
        ({"received_on": date(2020, 3, 2), "answer": "none", "answer_as_of": date(2020, 5, 1)}, 1),
        ({"received_on": None}, 1),
        ({"received_on": date(2015, 3, 2)}, 1),
    ],
)
def test_an_interpellation_lacks_its_answer_once_its_time_is_over(fields: Any, listed: int, lacking: Any) -> None:
    InterpellationFactory(**fields)

    assert len(lacking(UNANSWERED)) == listed


def test_the_age_of_a_missing_answer_is_counted_from_its_last_day(rows: Any) -> None:
    InterpellationFactory(received_on=date(2026, 10, 1), answer="none", answer_as_of=date(2026, 11, 1))
    InterpellationFactory(received_on=date(2015, 3, 2))
    InterpellationFactory(received_on=None)

    before_the_clock, clocked, undated = rows(UNANSWERED)
    assert before_the_clock.since == date(2015, 3, 2)
    assert (clocked.since, clocked.age) == (date(2026, 10, 15), "od 1 miesiąca")
    assert clocked.known.replace("\u00a0", " ") == "według dokumentu z 1 listopada 2026 odpowiedzi nie było"
    assert (undated.since, undated.known) == (None, "nie wiemy, czy odpowiedziano")


def test_the_day_and_the_text_are_missed_where_they_are_not_known(lacking: Any) -> None:
    bare = InterpellationFactory()
    InterpellationFactory(received_on=date(2020, 3, 2), question_url="https://bip.example/pytanie.pdf")

    assert [each.pk for each in lacking("interpelacje-bez-dnia")] == [bare.pk]
    assert [each.pk for each in lacking("interpelacje-bez-tresci")] == [bare.pk]


def test_it_is_mended_on_its_own_page(rows: Any) -> None:
    asked = InterpellationFactory()

    assert rows(UNANSWERED)[0].mend == f"/zaplecze/council/interpellation/{asked.pk}/change/"
