"""A remark to a vote typed in the back room, and corrected there with a reason."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from council.importers import store_vote
from council.models import Ballot, Remark, Vote
from tests.council.admin.conftest import SOURCE, errors
from tests.council.importers.conftest import document, roll_call

pytestmark = pytest.mark.django_db

SAID = {"about": "Jan Nowak", "said_by": "person", "text": "Nacisnąłem nie ten przycisk.", "mistaken": "on", **SOURCE}


@pytest.fixture
def vote(people: Any) -> Vote:
    people("Jan Nowak")
    return store_vote(roll_call(("Nowak Jan", "wstrzymal_sie")), document()).record  # type: ignore[return-value]  # its own record


@pytest.fixture
def add() -> str:
    return reverse("admin:council_remark_add")


def change_url() -> str:
    return reverse("admin:council_remark_change", args=[Remark.objects.get().pk])


def test_a_remark_is_typed_and_the_vote_stays_as_it_is(send, add, vote, volunteer):
    send(add, vote=vote.pk, **SAID)

    said = Remark.objects.get()
    assert (said.vote, said.mistaken, said.entered_by) == (vote, True, volunteer)
    assert said.person == Ballot.objects.get().person
    assert Ballot.objects.get().choice == "wstrzymal_sie"


def test_a_remark_of_a_person_says_whose_vote_it_is(send, add, vote):
    response = send(add, vote=vote.pk, **{**SAID, "about": ""})

    assert "about" in errors(response)
    assert not Remark.objects.exists()


def test_a_remark_is_not_older_than_its_vote(send, add, vote):
    response = send(add, vote=vote.pk, **SAID, said_on="11.06.2014")

    assert "said_on" in errors(response)


def test_a_correction_of_a_remark_is_kept_with_its_reason(send, add, vote):
    send(add, vote=vote.pk, **SAID)

    refused = send(change_url(), text="Pomyliłem przyciski.")
    send(change_url(), text="Pomyliłem przyciski.", reason="Nagranie, 1:02:10.")

    assert "reason" in errors(refused)
    assert [(each.field, each.reason) for each in Remark.objects.get().changes.all()] == [
        ("text", "Nagranie, 1:02:10.")
    ]


def test_a_kind_and_a_majority_that_a_person_states(send, vote):
    address = reverse("admin:council_vote_change", args=[vote.pk])

    send(address, kind_stated="package", required_majority="three_fifths", reason="Protokół, s. 4.")

    vote.refresh_from_db()
    assert (vote.kind, vote.kind_is_ours, vote.required_majority) == ("package", False, "three_fifths")
    assert set(vote.changes.values_list("field", flat=True)) == {"kind_stated", "required_majority"}
