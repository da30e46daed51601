"""Gliwice's seeds of interpellations and petitions: every row reads, nothing is made up, private people are masked."""

from __future__ import annotations

import pytest

from council.drafts import AnswerState, InterpellationDraft, PetitionDraft
from council.sources.gliwice_papers import GliwiceInterpellations, GliwicePetitions
from tests.council.sources.test_gliwice_seed import only, seed
from watchdog.ingest.source import Certainty, Reject


def test_the_twelve_interpellations_say_nothing_of_days_or_answers() -> None:
    drafts: list[InterpellationDraft] = seed(GliwiceInterpellations)

    assert len(drafts) == 12
    assert {(each.received_on, each.answer, each.term) for each in drafts} == {(None, AnswerState.UNKNOWN, "2018-2024")}
    assert {"Tomasz Tylutko", "Łukasz Chmielewski"} in [set(each.authors) for each in drafts]


def test_the_eight_petitions_name_no_private_person() -> None:
    drafts: list[PetitionDraft] = seed(GliwicePetitions)

    assert len(drafts) == 8
    assert [each.petitioner for each in drafts if each.petitioner_kind == "person"] == ["osoba fizyczna"]
    assert [each.certainty for each in drafts].count(Certainty.INFERRED) == 1


def test_a_named_private_person_is_a_reject_that_does_not_keep_the_name() -> None:
    found = only(GliwicePetitions, received="2020", subject="chodnik", petitioner_kind="person", petitioner="Jan Kot")

    assert isinstance(found, Reject)
    assert "Kot" not in found.model_dump_json()


@pytest.mark.parametrize("received", ["", "maj 2020", "2020-13", "2021-02-30", "2020-05-11-12"])
def test_a_time_that_cannot_be_is_refused_by_itself(received: str) -> None:
    assert isinstance(only(GliwicePetitions, received=received, subject="chodnik"), Reject)
