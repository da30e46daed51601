"""Pages of petitions: what each says, what it says where something is not known, what it costs."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from council.models import Petition
from tests.council.test_views import get, queries
from tests.factories.council import ResolutionFactory, SessionFactory
from tests.factories.petitions import PetitionFactory

pytestmark = pytest.mark.django_db

LIST = "/en/rada/petycje/"


@pytest.fixture(autouse=True)
def english() -> Any:
    with translation.override("en"):
        yield


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"received_on": date(2020, 5, 11)}, "Petition, 11 May 2020"),
        ({"month": 5}, "Petition, May 2020"),
        ({}, "Petition, 2020"),
    ],
)
def test_when_it_came_is_said_as_exactly_as_it_is_known(client: Client, fields: dict[str, Any], said: str) -> None:
    assert said in get(client, PetitionFactory(**fields).get_absolute_url())


def test_the_page_says_who_asked_whom_and_what_came_of_it(client: Client) -> None:
    resolution, session = ResolutionFactory(), SessionFactory(number=44)
    found = PetitionFactory(
        petitioner_kind="firm",
        petitioner="Platinium Wellness",
        to_mayor=True,
        outcome="refused",
        outcome_words="odrzucona",
        decided_on=session.day,
        meeting=session,
        resolution=resolution,
    )

    page = get(client, found.get_absolute_url())

    assert "Platinium Wellness" in page
    assert "the council, the mayor" in page
    assert "Refused." in page
    assert "Odrzucona" in page
    assert f'href="{resolution.get_absolute_url()}"' in page
    assert f'href="{session.get_absolute_url()}"' in page


def test_an_unknown_outcome_is_said_so_and_an_opinion_is_none(client: Client) -> None:
    found = PetitionFactory(committee="Komisja Skarg", committee_opinion="opinia negatywna (7.06.2021)")

    page = get(client, found.get_absolute_url())

    assert "No document that we have read says what came of it." in page
    assert "Opinia negatywna (7.06.2021)" in page
    assert "Refused" not in page


def test_a_private_person_stands_under_the_mask(client: Client) -> None:
    found = PetitionFactory(petitioner_kind="person", petitioner="osoba fizyczna")

    assert "private person" in get(client, found.get_absolute_url())


def test_the_sums_are_of_exactly_the_selection(client: Client) -> None:
    PetitionFactory(outcome="granted")
    PetitionFactory(outcome="taken_off", year=2021)
    PetitionFactory(year=2021)

    shown = client.get(f"{LIST}?rok=2021").context["sums"]

    assert [(each.value, each.note) for each in shown] == [(count, "of 2 petitions") for count in ("0", "0", "1", "1")]


def test_a_list_costs_the_same_with_two_and_with_five_hundred_rows(client: Client) -> None:
    Petition.objects.bulk_create(PetitionFactory.build_batch(2))
    few = queries(client, LIST)
    Petition.objects.bulk_create(PetitionFactory.build_batch(498))

    assert few == queries(client, LIST) <= 4


@pytest.mark.parametrize("count", [2, 500])
def test_a_petitions_page_costs_the_same_whatever_there_is(client: Client, count: int) -> None:
    Petition.objects.bulk_create(PetitionFactory.build_batch(count))

    assert queries(client, Petition.objects.latest("pk").get_absolute_url()) == 5
