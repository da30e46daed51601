"""Answers of radni.info: flags with their own spelling, counters as stated, pages that come instead."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from council.drafts import Choice, VoteDraft
from council.sources.radni_info import RadniInfo
from tests.fakes.office import STRANGER
from watchdog.ingest.source import Draft, Reject, Unreadable

HOST = "https://miasto.example"
ENDED = f"{HOST}/api/session/ended"
AGENDA = f"{HOST}/api/session/41/agenda#day=2024-11-25&number=8"
RESULT = f"{HOST}/api/session/vote/901/result"
NAMED = f"{RESULT}#day=2024-11-25&number=8&subject=Zmiany+w+bud%C5%BCecie"


def answer(*details: dict[str, Any], **counters: Any) -> bytes:
    return json.dumps({"isDone": True, "result": {"resultDetails": details, **counters}}).encode()


def read(content: bytes, address: str = NAMED) -> list[Draft | Reject]:
    return list(RadniInfo(HOST).read(content, address))


def vote_in(content: bytes) -> VoteDraft:
    draft = read(content)[0]
    assert isinstance(draft, VoteDraft)
    return draft


@pytest.mark.parametrize(
    ("flag", "choice"),
    [
        ("isVoted", Choice.FOR),
        ("isOpposed", Choice.AGAINST),
        ("isAbsteined", Choice.ABSTAIN),
        ("isAbsent", Choice.ABSENT),
        ("isPresent", Choice.NOT_VOTING),
    ],
)
def test_the_systems_own_spelling_is_read(flag: str, choice: Choice) -> None:
    vote = vote_in(answer({"councilor": "Sowa Ewa", "isVoted": True}, {"councilor": "Żak Jan", flag: True}))

    assert vote.ballots[1].choice is choice


def test_two_marks_at_one_name_are_no_ballot() -> None:
    vote, reject = read(
        answer({"councilor": "Sowa Ewa", "isVoted": True}, {"councilor": "Żak Jan", "isVoted": True, "isAbsent": True})
    )

    assert isinstance(vote, VoteDraft)
    assert [ballot.name for ballot in vote.ballots] == ["Sowa Ewa"]
    assert isinstance(reject, Reject)
    assert "isVoted, isAbsent" in reject.reason


def test_a_mark_may_be_a_figure_and_one_of_another_kind_is_no_ballot() -> None:
    vote, reject = read(answer({"councilor": "Sowa Ewa", "isVoted": 1}, {"councilor": "Żak Jan", "isOpposed": "false"}))

    assert isinstance(vote, VoteDraft)
    assert [(ballot.name, ballot.choice) for ballot in vote.ballots] == [("Sowa Ewa", Choice.FOR)]
    assert isinstance(reject, Reject)
    assert "Żak Jan" in reject.reason


@pytest.mark.parametrize("count", [-1, 10**30])
def test_a_counter_that_no_council_can_have_is_refused_in_words(count: int) -> None:
    [reject] = read(answer({"councilor": "Sowa Ewa", "isVoted": True}, votedCount=count))

    assert isinstance(reject, Reject)
    assert "za" in reject.reason


def test_counters_are_read_never_counted() -> None:
    vote = vote_in(answer({"councilor": "Sowa Ewa", "isVoted": True}, votedCount=2, allowedCount=25))

    assert vote.official.model_dump(exclude_none=True) == {"za": 2, "eligible": 25}
    assert "totals_differ" in [finding.code for finding in vote.findings]


def test_an_answer_that_marks_nobody_is_a_vote_without_names() -> None:
    vote = vote_in(answer({"councilor": "Sowa Ewa"}, votedCount=20, opposedCount=1, allowedCount=25))

    assert (vote.ballots, vote.official.za) == ((), 20)


@pytest.mark.parametrize("content", [b'{"isDone": false, "result": null}', b'{"isDone": true, "result": null}'])
def test_a_vote_that_has_not_ended_says_nothing(content: bytes) -> None:
    assert read(content) == []


@pytest.mark.parametrize(("votes", "resolution"), [(1, "VIII/95/2024"), (2, "")])
def test_a_resolution_goes_to_the_one_vote_of_its_item(votes: int, resolution: str) -> None:
    item = {
        "title": "Zmiany w budżecie",
        "votes": [{"id": n} for n in range(1, votes + 1)],
        "resolutions": [{"number": "VIII/95 /2024"}],
    }

    addresses = list(RadniInfo(HOST).follow(AGENDA, json.dumps([item]).encode(), date(2024, 1, 1)))

    assert len(addresses) == votes
    (vote,) = read(answer({"councilor": "Sowa Ewa", "isVoted": True}), addresses[0])
    assert isinstance(vote, VoteDraft)
    assert (vote.subject, vote.resolution) == ("Zmiany w budżecie", resolution)


@pytest.mark.parametrize("item", [None, {}, {"votes": None}, {"votes": [{"id": 1}]}, {"title": "a", "votes": ["?"]}])
def test_items_without_a_vote_lead_nowhere(item: Any) -> None:
    assert list(RadniInfo(HOST).follow(AGENDA, json.dumps([item]).encode(), date(2024, 1, 1))) == []


@pytest.mark.parametrize(
    ("content", "address", "code"),
    [
        (STRANGER, ENDED, "html_instead"),
        (b"[{", ENDED, "cut_json"),
        (b"{}", ENDED, "wrong_shape"),
        (b"[]", ENDED, "empty_list"),
        (STRANGER, AGENDA, "html_instead"),
        (b"{}", AGENDA, "wrong_shape"),
        (STRANGER, NAMED, "html_instead"),
        (b"[]", NAMED, "wrong_shape"),
        (b"{}", NAMED, "wrong_shape"),
        (answer({"councilor": "Sowa Ewa", "isVoted": True}), RESULT, "wrong_shape"),
    ],
)
def test_what_is_no_answer_is_named(content: bytes, address: str, code: str) -> None:
    with pytest.raises(Unreadable) as failure:
        read(content, address)

    assert failure.value.code == code
