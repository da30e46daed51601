"""A remark stands beside the vote it speaks of, is stored once, and changes nothing of the record."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from council.drafts import MeetingRef, RemarkDraft, Speaker
from council.importers import store_remark, store_vote
from council.models import Ballot, Remark, Vote
from tests.council.importers.conftest import DAY, document, roll_call
from watchdog.archive.writing import Outcome
from watchdog.ingest.source import Rejection

pytestmark = pytest.mark.django_db


def remark(**fields: Any) -> RemarkDraft:
    values: dict[str, Any] = {
        "meeting": MeetingRef(number=44, day=DAY),
        "subject": "Utworzenie Osiedla Baildona",
        "on": DAY,
        "about": "Jan Nowak",
        "said_by": Speaker.PRESS,
        "speaker": "Gazeta",
        "mistaken": True,
        "text": "To prawdopodobnie pomyłka.",
    }
    return RemarkDraft(**{**values, **fields})


@pytest.fixture
def vote(people: Any) -> Vote:
    people("Jan Nowak")
    draft = roll_call(("Nowak Jan", "wstrzymal_sie"), subject="Utworzenie Osiedla Baildona")
    return store_vote(draft, document()).record  # type: ignore[return-value]  # the importer's own record


def test_a_remark_names_the_person_and_leaves_the_ballot_as_it_is(vote: Vote) -> None:
    stored = store_remark(remark(), document("b"))

    said = Remark.objects.get()
    assert (stored.outcome, said.vote, said.mistaken) == (Outcome.STORED, vote, True)
    assert said.person == Ballot.objects.get().person
    assert Ballot.objects.get().choice == "wstrzymal_sie"
    vote.refresh_from_db()
    assert (vote.tally_abstain, vote.findings) == (1, [])


def test_the_same_remark_again_changes_nothing(vote: Vote) -> None:
    store_remark(remark(), document("b"))

    assert store_remark(remark(), document("b")).outcome is Outcome.UNCHANGED
    assert Remark.objects.count() == 1


def test_another_wording_of_one_speaker_is_a_change(vote: Vote) -> None:
    store_remark(remark(), document("b"))

    stored = store_remark(remark(text="To pomyłka."), document("c"))

    assert stored.outcome is Outcome.CHANGED
    assert [change.field for change in stored.record.changes.all()] == ["text"]


def test_a_name_that_nobody_bears_raises_a_doubt(vote: Vote) -> None:
    stored = store_remark(remark(about="Anna Obca"), document("b"))

    assert [finding["code"] for finding in stored.findings] == ["not_on_roster"]
    assert Remark.objects.get().person is None


def test_a_remark_to_no_known_vote_makes_none(db: None) -> None:
    with pytest.raises(Rejection, match="Nie znamy głosowania"):
        store_remark(remark(), document("b"))

    assert (Vote.objects.count(), Remark.objects.count()) == (0, 0)


def test_nobody_speaks_of_a_vote_before_it_was_held() -> None:
    with pytest.raises(ValueError, match="wcześniejsza niż głosowanie"):
        remark(said_on=date(2014, 6, 11))
