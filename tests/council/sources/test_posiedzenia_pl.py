"""Answers of posiedzenia.pl: the way in, JSON inside markup, packed results, pages that come instead."""

from __future__ import annotations

import base64
import json
from datetime import date
from typing import Any

import pytest

from council.drafts import Choice, VoteDraft
from council.sources.posiedzenia_pl import PosiedzeniaPl
from tests.fakes.office import STRANGER
from watchdog.ingest.source import Draft, Reject, Unreadable

HOST = "https://system.example"
LIST = f"{HOST}/admin/zawartosc.php?action=O3&podmiot=77"
ITEM = f"{HOST}/admin/zawartosc.php?action=O7&parametr=5&podmiot=77"
NAMED = f"{ITEM}#day=2024-11-25&number=8&subject=Zmiany+w+bud%C5%BCecie"
START = f"{HOST}/admin/start.php?ScreenSize=1920_1080"


def person(**said: Any) -> dict[str, Any]:
    return {"firstName": "Jan", "lastName": "Żak", "present": True, "voted": True, "votes": [1], **said}


def answer(**chart: Any) -> bytes:
    return f"<chartScores src='{base64.b64encode(json.dumps(chart).encode()).decode()}'>".encode()


def sessions(*listed: Any) -> bytes:
    return f"<div>{json.dumps({'points': [], 'list': {'sessions': listed}})}</div>".encode()


def read(content: bytes, address: str = NAMED) -> list[Draft | Reject]:
    return list(PosiedzeniaPl(f"{HOST}/miasto").read(content, address))


def vote_in(content: bytes) -> VoteDraft:
    draft = read(content)[0]
    assert isinstance(draft, VoteDraft)
    return draft


def code_of(content: bytes, address: str) -> str:
    with pytest.raises(Unreadable) as failure:
        read(content, address)
    return failure.value.code


@pytest.mark.parametrize(
    ("said", "choice"),
    [
        ({"votes": [1]}, Choice.FOR),
        ({"votes": [2]}, Choice.AGAINST),
        ({"votes": [3]}, Choice.ABSTAIN),
        ({"votes": [], "voted": False}, Choice.NOT_VOTING),
        ({"votes": [], "voted": False, "present": False}, Choice.ABSENT),
    ],
)
def test_what_a_person_did_is_read_from_three_fields(said: dict[str, Any], choice: Choice) -> None:
    (ballot,) = vote_in(answer(persons=[person(**said)])).ballots

    assert (ballot.name, ballot.choice) == ("Jan Żak", choice)


@pytest.mark.parametrize("votes", [[4], [1, 2], [[1]], ["1"], "1"])
def test_an_unknown_code_is_rejected_alone(votes: Any) -> None:
    vote, reject = read(answer(persons=[person(), person(firstName="Ewa", votes=votes)]))

    assert isinstance(vote, VoteDraft)
    assert [finding.code for finding in vote.findings] == ["unknown_label"]
    assert isinstance(reject, Reject)
    assert reject.place == "$.persons[1]"


@pytest.mark.parametrize("said", [{"present": False}, {"present": "false"}, {"votes": [True]}])
def test_a_person_whose_fields_contradict_one_another_has_no_ballot(said: dict[str, Any]) -> None:
    vote, reject = read(answer(persons=[person(firstName="Ewa"), person(**said)]))

    assert isinstance(vote, VoteDraft)
    assert [ballot.name for ballot in vote.ballots] == ["Ewa Żak"]
    assert isinstance(reject, Reject)


def test_a_counter_that_no_council_can_have_is_refused_in_words() -> None:
    [reject] = read(answer(persons=[person()], options={"o1": {"counter": -1}}))

    assert isinstance(reject, Reject)


def test_an_answer_that_hides_every_choice_is_a_vote_without_names() -> None:
    vote = vote_in(answer(persons=[person(votes=[])], options={"o1": {"counter": 1}}))

    assert vote.ballots == ()
    assert vote.official.za == 1


def test_counters_that_the_system_does_not_state_stay_unknown() -> None:
    vote = vote_in(answer(persons=[person()], options={"o1": "Za"}))

    assert vote.official.model_dump(exclude_none=True) == {}
    assert vote.ballots[0].label == "Za"


def test_an_item_without_a_vote_or_without_a_result_yet_says_nothing() -> None:
    assert read(b"<div>Sprawozdanie</div>") == []
    assert read(answer(resultExists=False)) == []


def test_the_way_in_leads_to_the_list() -> None:
    source = PosiedzeniaPl(f"{HOST}/miasto")
    (first,) = source.discover(date(2024, 1, 1))
    (second,) = source.follow(first, b"<html></html>", date(2024, 1, 1))

    third = list(source.follow(second, json.dumps({"danejson": '{"podmiot":77}'}).encode(), date(2024, 1, 1)))

    assert first == f"{HOST}/miasto?ignoreIFrame=true&action=glosowania"
    assert (second, third) == (START, [LIST])


def test_a_long_subject_is_cut_and_the_address_stays_short_enough() -> None:
    point = {"id": 5, "name": "ż" * 1500}
    listed = sessions({"name": "VIII Sesja", "date": "2024-11-25", "points": [point]})

    (address,) = PosiedzeniaPl(HOST).follow(LIST, listed, date(2024, 1, 1))

    assert len(address) < 2000
    assert vote_in_at(address).subject.endswith("[…]")


def vote_in_at(address: str) -> VoteDraft:
    draft = read(answer(persons=[person()]), address)[0]
    assert isinstance(draft, VoteDraft)
    return draft


@pytest.mark.parametrize(
    ("content", "address", "code"),
    [
        (STRANGER, START, "html_instead"),
        (b'{"danejson": null}', START, "wrong_shape"),
        (b'{"danejson": "null"}', START, "wrong_shape"),
        (b'{"danejson": "{"}', START, "wrong_shape"),
        (STRANGER, LIST, "html_instead"),
        (b'<div>{"points": [], "list": {"ses', LIST, "cut_json"),
        (b'{"points": []}', LIST, "wrong_shape"),
        (sessions(), LIST, "empty_list"),
        (STRANGER, NAMED, "html_instead"),
        (b"<chartScores src='@@'>", NAMED, "cut_json"),
        (b"<chartScores src='" + base64.b64encode(b"[1]") + b"'>", NAMED, "wrong_shape"),
        (answer(persons=[]), ITEM, "wrong_shape"),
    ],
)
def test_what_is_no_answer_is_named(content: bytes, address: str, code: str) -> None:
    assert code_of(content, address) == code


def test_entries_that_are_no_sessions_are_rejected_alone() -> None:
    found = read(sessions("?", {"name": "VIII Sesja", "date": "2024-11-25", "points": None}), LIST)

    assert [type(each).__name__ for each in found] == ["Reject", "SessionDraft"]
