"""Whether a vote agrees with itself."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from council.checks import checked, future
from council.drafts import BallotDraft, Choice, MeetingRef, Official, VoteDraft
from watchdog.ingest.source import Finding

TODAY = date(2026, 5, 10)


def vote(names: str = "za za przeciw", **changes: Any) -> VoteDraft:
    """Build a vote with a ballot for each choice named."""
    ballots = tuple(
        BallotDraft(name=f"Radny {place}", choice=Choice(choice), label=choice)
        for place, choice in enumerate(names.split())
    )
    values = {"meeting": MeetingRef(), "subject": "Apel", "year": 2024, "ballots": ballots, "place": "p. 3"} | changes
    return VoteDraft.model_validate(values)


def codes(draft: VoteDraft, **known: Any) -> list[str]:
    return [finding.code for finding in checked(draft, today=TODAY, **known).findings]


def test_a_vote_that_agrees_with_itself_is_returned_as_it_is() -> None:
    draft = vote(
        official=Official(za=2, przeciw=1, wstrzymal_sie=0, nieobecni=0, nie_glosowali=0, eligible=3, present=3)
    )

    assert checked(draft, seats=25, today=TODAY) is draft


@pytest.mark.parametrize(
    ("choices", "official"),
    [
        ("za za", {"za": 3}),
        ("przeciw", {"przeciw": 0}),
        ("wstrzymal_sie", {"wstrzymal_sie": 2}),
        ("nieobecny za", {"nieobecni": 2}),
        ("nie_glosowal", {"nie_glosowali": 0}),
    ],
)
def test_each_counter_is_held_against_the_names_under_its_choice(choices: str, official: dict[str, int]) -> None:
    assert codes(vote(choices, official=Official(**official))) == ["totals_differ"]


@pytest.mark.parametrize(
    "name",
    ["Wa\ufffdniak Jan", "Wiœniewski Jan", "WiĹ›niewski Jan", "Ma³ecki Jan", "Paczyñski Jan\u00bf", "Par\u099ei Jan"],
)
def test_a_name_spoilt_by_a_wrong_encoding_is_doubted_and_kept(name: str) -> None:
    ballots = (BallotDraft(name=name, choice=Choice.FOR, label="ZA"),)

    assert codes(vote("", ballots=ballots)) == ["garbled_text"]


@pytest.mark.parametrize(
    "name", ["Müller-Łoś Jörg", "O’Brien Anna Maria", "D'Ambrosio Żaneta", "Šťastný Ivo", "Ås Öst"]
)
def test_a_foreign_name_is_a_name(name: str) -> None:
    ballots = (BallotDraft(name=name, choice=Choice.FOR, label="ZA"),)

    assert codes(vote("", ballots=ballots)) == []


def test_a_roll_call_without_names_is_doubted_unless_the_vote_was_secret() -> None:
    found = [checked(vote("", secret=secret), by_name=True).findings for secret in (False, True)]

    assert [[finding.code for finding in findings] for findings in found] == [["no_names"], []]


def test_a_subject_that_lost_letters_is_doubted() -> None:
    assert codes(vote(subject="Zmiany bud\ufffdetu")) == ["garbled_text"]


def test_a_counter_that_is_not_printed_contradicts_nothing() -> None:
    assert codes(vote(official=Official(za=2))) == []


def test_totals_without_names_contradict_nothing() -> None:
    assert codes(vote("", official=Official(za=13, nieobecni=2))) == []


@pytest.mark.parametrize(
    "official",
    [
        {"za": 10, "przeciw": 1, "wstrzymal_sie": 1, "nie_glosowali": 0, "present": 13},
        {"za": 10, "przeciw": 2, "wstrzymal_sie": 2, "present": 13},
        {"present": 20, "nieobecni": 4, "eligible": 25},
    ],
)
def test_counters_that_cannot_all_be_true_are_a_finding(official: dict[str, int]) -> None:
    assert codes(vote("", official=Official(**official))) == ["counters_disagree"]


def test_fewer_votes_than_people_present_are_possible_where_the_silent_are_not_counted() -> None:
    assert codes(vote("", official=Official(za=10, przeciw=1, wstrzymal_sie=1, present=13))) == []


def test_a_person_listed_twice_is_found_under_another_spelling() -> None:
    ballots = (
        BallotDraft(name="Bala Beata", choice=Choice.FOR, label="ZA"),
        BallotDraft(name="BEATA\u00a0BALA", choice=Choice.AGAINST, label="PRZECIW"),
    )

    found = checked(vote(ballots=ballots), today=TODAY).findings

    assert found == (Finding(code="person_twice", text="Nazwisko „Bala Beata” stoi w wykazie 2 razy.", place="p. 3"),)


def test_the_printed_number_of_people_entitled_outranks_the_seats() -> None:
    assert codes(vote("za za za", official=Official(eligible=3)), seats=2) == []
    assert codes(vote("za za za", official=Official(eligible=2)), seats=3) == ["too_many_ballots"]


def test_seats_are_the_limit_where_nothing_is_printed() -> None:
    assert codes(vote(" ".join(["za"] * 26)), seats=25) == ["too_many_ballots"]


def test_a_day_that_has_not_come_is_a_finding_with_the_day() -> None:
    draft = checked(vote(on=date(2125, 9, 25), year=2125), today=TODAY)

    assert draft.findings[0].text == "Dokument podaje datę 25.09.2125, która jeszcze nie nadeszła."


def test_today_is_no_future() -> None:
    assert future(TODAY, "p. 1", TODAY) == ()
    assert future(None, "p. 1", TODAY) == ()


def test_earlier_findings_stay_first_and_none_is_said_twice() -> None:
    earlier = Finding(code="unknown_label", text="Nieznane słowo.", place="p. 3")
    draft = vote(official=Official(za=3), findings=(earlier,))

    once = checked(draft, today=TODAY)

    assert [finding.code for finding in once.findings] == ["unknown_label", "totals_differ"]
    assert checked(once, today=TODAY) is once
