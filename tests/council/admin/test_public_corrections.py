"""What is corrected of a record without a page of its own is told on the page that shows it, and saving leads there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.council.admin.conftest import errors
from tests.factories.committees import AttendanceFactory, BodyMembershipFactory, CommitteeTermFactory, OpinionFactory
from tests.factories.council import AgendaItemFactory, PersonFactory, TermFactory
from tests.factories.interpellations import InterpellationFactory
from tests.factories.life import DraftStageFactory, ResolutionRelationFactory, RulingFactory
from tests.factories.texts import TimeCodeFactory

pytestmark = pytest.mark.django_db

REASON = "Sprawdzone w protokole, s. 9"


def mandate() -> Any:
    return PersonFactory(in_term=TermFactory()).mandates.get()


def of_a_committee() -> Any:
    known = CommitteeTermFactory()
    return BodyMembershipFactory(body=known.body, term=known.term)


PARTS: list[tuple[Callable[[], Any], str, dict[str, str], str, str]] = [
    (lambda: AgendaItemFactory(meeting__number=44), "meeting", {"title": "Budowa ławki"}, "tytuł", "Budowa ławki"),
    (lambda: TimeCodeFactory(meeting__number=44), "meeting", {"at": "1:02:05"}, "Początek", "1:02:05"),
    (lambda: AttendanceFactory(meeting__number=44), "meeting", {"state": "absent"}, "obecność", "nieobecność"),
    (mandate, "person", {"district": "3"}, "okręg", "3"),
    (of_a_committee, "person", {"since": "3.03.2011"}, "od", "3 marca 2011"),
    (DraftStageFactory, "draft", {"words": "do komisji"}, "słowa dokumentu", "do komisji"),
    (OpinionFactory, "draft", {"votes_for": "4"}, "głosy za", "4"),
    (RulingFactory, "resolution", {"number": "NP.1"}, "sygnatura", "NP.1"),
    (ResolutionRelationFactory, "resolution", {"words": "zmienia § 1"}, "słowa dokumentu", "zmienia § 1"),
]


@pytest.mark.parametrize(("make", "shown_on", "typed", "field", "after"), PARTS)
def test_a_correction_of_a_part_stands_on_the_page_that_shows_it(
    send: Any, backroom: Client, make: Any, shown_on: str, typed: dict[str, str], field: str, after: str
) -> None:
    part = make()
    url = reverse(f"admin:council_{part._meta.model_name}_change", args=[part.pk])
    page = getattr(part, shown_on).get_absolute_url()

    response = send(url, **typed, reason=REASON)

    assert not errors(response)
    assert page in backroom.get(response.url).content.decode()
    told = backroom.get(page).content.decode()
    assert REASON in told
    assert f"<ins>{after}</ins>" in told


def test_an_answer_with_a_day_and_no_answer_is_refused_in_words_at_its_field(send: Any) -> None:
    asked = InterpellationFactory()
    url = reverse("admin:council_interpellation_change", args=[asked.pk])

    response = send(url, answered_on="1.07.2014", answer="", reason=REASON)

    assert list(errors(response)) == ["answer"]
    assert "interpellation_" not in " ".join(errors(response)["answer"])
