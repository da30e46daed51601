"""What is computed of a stored vote: its kind, our result, and the doubt where the document says another one."""

from __future__ import annotations

from typing import Any

import pytest

from council.drafts import MajorityRule, MeetingRef, Official, Result, VoteKind
from council.importers import store_vote
from council.models import Vote
from council.stats import roll_of
from tests.council.importers.conftest import DAY, document, roll_call
from watchdog.archive.writing import Outcome

pytestmark = pytest.mark.django_db


def stored(*ballots: tuple[str, str], **fields: Any) -> Vote:
    return store_vote(roll_call(*ballots, **fields), document()).record  # type: ignore[return-value]  # its own record


def totals(za: int, przeciw: int, wstrzymal_sie: int, **fields: Any) -> Vote:
    return stored(official=Official(za=za, przeciw=przeciw, wstrzymal_sie=wstrzymal_sie), **fields)


def codes(vote: Vote) -> list[str]:
    return [finding["code"] for finding in vote.findings]


def test_a_kind_found_by_words_is_marked_as_ours() -> None:
    vote = stored(subject="Głosowanie poprawki do projektu uchwały")

    assert (vote.kind, vote.kind_stated, vote.kind_is_ours) == ("amendment", "", True)


def test_a_kind_that_the_document_says_stands() -> None:
    vote = stored(subject="Głosowanie poprawki do projektu uchwały", kind=VoteKind.PACKAGE)

    assert (vote.kind, vote.kind_is_ours) == ("package", False)


def test_a_document_that_names_the_resolution_adopted_says_the_kind() -> None:
    vote = stored(subject="Utworzenie Osiedla Baildona", resolution="XLIV/949/2014")

    assert (vote.kind, vote.kind_is_ours) == ("resolution", False)


def test_a_result_against_the_numbers_is_kept_and_doubted() -> None:
    vote = totals(10, 12, 2, result=Result.PASSED)

    assert (vote.result, vote.computed_result) == ("passed", "failed")
    assert codes(vote) == ["result_differs"]


def test_a_stated_majority_decides_what_we_compute() -> None:
    vote = totals(14, 2, 0, result=Result.PASSED, majority=MajorityRule.THREE_FIFTHS)

    assert (vote.computed_result, codes(vote)) == ("failed", ["result_differs"])


def test_a_result_that_agrees_raises_no_doubt_and_again_changes_nothing() -> None:
    totals(20, 2, 2, result=Result.PASSED)
    again = store_vote(
        roll_call(official=Official(za=20, przeciw=2, wstrzymal_sie=2), result=Result.PASSED), document()
    )

    assert again.outcome is Outcome.UNCHANGED
    assert codes(Vote.objects.get()) == []


def test_a_committee_of_unknown_size_has_no_result_of_ours() -> None:
    committee = MeetingRef(kind="committee", committee="Komisja Rewizyjna", day=DAY)

    vote = totals(3, 5, 0, result=Result.PASSED, meeting=committee)

    assert (vote.computed_result, codes(vote)) == ("", [])


def test_a_secret_choice_between_candidates_has_no_result_of_ours() -> None:
    subject = "Wybór przewodniczącego Rady Miasta (kandydaci: A i B)"

    vote = stored(subject=subject, secret=True, official=Official(za=13), result=Result.PASSED)

    assert (vote.kind, vote.computed_result, codes(vote)) == ("election", "", [])


def test_a_check_of_the_quorum_enters_no_figure(people: Any) -> None:
    people("Jan Nowak")
    check = stored(("Nowak Jan", "za"), subject="Sprawdzenie kworum", number=1)
    vote = stored(("Nowak Jan", "za"), subject="Przyjęcie protokołu", number=2)

    roll = roll_of(vote.meeting.term)  # type: ignore[union-attr]  # stored with its meeting

    assert list(Vote.objects.quorum_checks()) == [check]
    assert roll.keys == (vote.pk,)
