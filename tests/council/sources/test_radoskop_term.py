"""A term as Radoskop publishes it: the roster, the sessions, the votes, and what may be wrong with each."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from council.drafts import Choice, PersonDraft, SessionDraft, VoteDraft
from council.sources.radoskop_term import RadoskopTerm
from tests.real import real
from watchdog.core.text import name_key
from watchdog.ingest.source import Reject, Unreadable

PEOPLE = ["Beata Bala", "Patryk Białas", "Maria Ryś"]
PAGE = "https://bip.katowice.eu/RadaMiasta/Sesje/sesja.aspx?idt=608"


def vote(number: int = 1, day: str = "2025-10-23", **changes: Any) -> dict[str, Any]:
    """Give one vote of the file, with what a test changes in it."""
    values: dict[str, Any] = {
        "id": f"{day}_{number - 1:03}_000",
        "source_url": PAGE,
        "session_date": day,
        "session_number": "",
        "topic": "2. Powołanie sekretarzy sesji.",
        "druk": None,
        "resolution": None,
        "counts": {"za": 1, "przeciw": 1, "wstrzymal_sie": 0, "brak_glosu": 1, "nieobecni": 0},
        "named_votes": {"za": [0], "przeciw": [1], "wstrzymal_sie": [], "brak_glosu": [2], "nieobecni": []},
    }
    return values | changes


def term(*votes: Any, **changes: Any) -> bytes:
    """Give a whole file with these votes."""
    values: dict[str, Any] = {
        "id": "2024-2029",
        "sessions": [{"date": "2025-10-23", "number": ""}],
        "councilors": [{"name": name, "club": "KO"} for name in PEOPLE],
        "votes": list(votes),
        "councilor_index": PEOPLE,
    }
    return json.dumps(values | changes).encode()


def read(content: bytes) -> list[Any]:
    return list(RadoskopTerm().parse(content))


def votes_of(content: bytes) -> list[VoteDraft]:
    return [draft for draft in read(content) if isinstance(draft, VoteDraft)]


def rejects_of(content: bytes) -> list[Reject]:
    return [draft for draft in read(content) if isinstance(draft, Reject)]


def test_people_come_with_club_term_and_council() -> None:
    person = read(term())[0]

    assert isinstance(person, PersonDraft)
    assert (person.name, person.club, person.term) == ("Beata Bala", "KO", "2024-2029")


def test_a_person_who_is_only_in_the_index_is_on_the_roster_without_a_club() -> None:
    people = [
        draft for draft in read(term(councilor_index=[*PEOPLE, "Adam Szymczyk"])) if isinstance(draft, PersonDraft)
    ]

    assert [(person.name, person.club) for person in people][-1] == ("Adam Szymczyk", "")


def test_a_session_without_a_number_is_known_by_its_day() -> None:
    session = next(draft for draft in read(term()) if isinstance(draft, SessionDraft))

    assert session.meeting.number is None
    assert session.sittings == (date(2025, 10, 23),)


def test_a_session_that_only_votes_tell_of_is_a_session() -> None:
    sessions = [draft for draft in read(term(vote(day="2025-11-20"))) if isinstance(draft, SessionDraft)]

    assert [session.sittings[0] for session in sessions] == [date(2025, 10, 23), date(2025, 11, 20)]


def test_the_council_is_known_by_the_hosts_of_the_offices_pages() -> None:
    assert votes_of(term(vote()))[0].meeting.council == "Rada Miasta Katowice"
    assert votes_of(term(vote(source_url="https://example.org/")))[0].meeting.council == ""


def test_positions_become_names_and_lists_become_choices() -> None:
    ballots = votes_of(term(vote()))[0].ballots

    assert [(ballot.name, ballot.choice, ballot.label) for ballot in ballots] == [
        ("Beata Bala", Choice.FOR, "za"),
        ("Patryk Białas", Choice.AGAINST, "przeciw"),
        ("Maria Ryś", Choice.NOT_VOTING, "brak_glosu"),
    ]


def test_counts_are_the_official_counters() -> None:
    official = votes_of(term(vote()))[0].official

    assert (official.za, official.przeciw, official.wstrzymal_sie) == (1, 1, 0)
    assert (official.nie_glosowali, official.nieobecni, official.present) == (1, 0, None)


def test_the_running_number_leaves_the_subject() -> None:
    topics = [
        "7. Rozpatrzenie projektu uchwały w sprawie powołania Komisji Rewizyjnej Rady Miasta 1 Katowice (DS-10/24).",
        "8. Przyznanie pierwszeństwa w nabyciu nieruchomości w mieście, w tym 2 lokali 2 użytkowych (DS- 11/24).",
    ]

    votes = votes_of(term(*(vote(number, topic=topic) for number, topic in enumerate(topics, start=1))))

    assert [draft.number for draft in votes] == [1, 2]
    assert votes[0].subject == topics[0].replace(" 1 ", " ")
    assert votes[1].subject.endswith("w tym 2 lokali użytkowych (DS-11/24).")
    assert [draft.print_number for draft in votes] == ["DS-10/24", "DS-11/24"]


def test_a_subject_that_the_publisher_cuts_says_so() -> None:
    draft = votes_of(term(vote(topic="5. Zmiany w porządku obrad " + "x" * 473)))[0]

    assert draft.subject.endswith(" […]")
    assert "ucina" in draft.note


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"counts": {"za": 2, "przeciw": 1}}, "totals_differ"),
        ({"named_votes": {"za": [0, 0], "przeciw": [1], "brak_glosu": [2]}}, "person_twice"),
        ({"named_votes": {"za": [0], "przeciw": [0, 1], "brak_glosu": [2]}}, "person_twice"),
        ({"day": "2125-10-23"}, "future_date"),
    ],
)
def test_a_contradiction_stands_beside_the_vote(changes: dict[str, Any], code: str) -> None:
    findings = votes_of(term(vote(**changes)))[0].findings

    assert code in {finding.code for finding in findings}


def test_more_ballots_than_seats_are_a_finding() -> None:
    names = [f"Radny {number}" for number in range(29)]
    content = term(vote(named_votes={"za": list(range(29))}, counts={"za": 29}), councilor_index=names)

    assert [finding.code for finding in votes_of(content)[0].findings] == ["too_many_ballots"]


@pytest.mark.parametrize(
    ("named", "place"),
    [
        ({"za": [99]}, "$.votes[0].named_votes.za[0]"),
        ({"za": [-1]}, "$.votes[0].named_votes.za[0]"),
        ({"za": [True]}, "$.votes[0].named_votes.za[0]"),
        ({"za": [None, 1.5]}, "$.votes[0].named_votes.za[0]"),
        ({"za": {"0": 1}}, "$.votes[0].named_votes.za[0]"),
        ({"chyba": [0]}, "$.votes[0].named_votes.chyba[0]"),
    ],
)
def test_a_ballot_of_nobody_is_rejected_and_the_vote_stays(named: dict[str, Any], place: str) -> None:
    content = term(vote(named_votes=named, counts={}))

    assert rejects_of(content)[0].place == place
    assert votes_of(content)[0].ballots == ()


@pytest.mark.parametrize(
    "bad",
    [
        None,
        "vote",
        vote(topic=""),
        vote(topic=None),
        vote(day="2025-02-31"),
        vote(session_date=None),
        vote(named_votes=[]),
        vote(counts=None),
        vote(counts={"za": -1}),
        vote(counts={"za": "dużo"}),
    ],
)
def test_an_entry_that_is_no_vote_is_rejected_and_the_next_is_read(bad: Any) -> None:
    content = term(bad, vote(2))

    assert [reject.place for reject in rejects_of(content)] == ["$.votes[0]"]
    assert len(votes_of(content)) == 1


@pytest.mark.parametrize(
    "changes",
    [{"councilors": [None, {"club": "KO"}]}, {"sessions": [None, {"date": "2025-13-01"}]}],
)
def test_bad_rows_of_the_other_lists_are_rejected_one_by_one(changes: dict[str, Any]) -> None:
    assert len(rejects_of(term(vote(), **changes))) == 2


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"<html></html>", "html_instead"),
        (term(vote())[:300], "cut_json"),
        (b'{"a": "\xff"}', "bad_encoding"),
        (b"[]", "wrong_shape"),
        (b'{"votes": {}}', "wrong_shape"),
        (b"[" * 100_000, "cut_json"),
    ],
    ids=["html", "cut", "encoding", "list", "votes", "nested"],
)
def test_a_file_of_no_use_is_refused_by_name(content: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        read(content)

    assert refusal.value.code == code


def test_a_byte_order_mark_is_forgiven() -> None:
    content = b"\xef\xbb\xbf" + term(vote())

    assert RadoskopTerm().recognises(content)
    assert len(votes_of(content)) == 1


def test_only_such_files_are_recognised() -> None:
    assert RadoskopTerm().recognises(term(vote()))
    assert not any(map(RadoskopTerm().recognises, (b"", b"{}", b"[]", b"%PDF-1.4", b'{"votes": []}')))


# The real term of Katowice


def katowice() -> list[Any]:
    return read(real("votes/katowice-2024-2029.json").read_bytes())


def test_the_real_term_is_read_whole() -> None:
    drafts = katowice()

    kinds = [type(draft).__name__ for draft in drafts]

    assert {kind: kinds.count(kind) for kind in kinds} == {"PersonDraft": 31, "SessionDraft": 25, "VoteDraft": 673}
    assert not [finding for draft in drafts for finding in draft.findings]


def test_running_numbers_of_the_real_term_grow_within_each_session() -> None:
    numbers: dict[date | None, list[int]] = {}
    for draft in katowice():
        if isinstance(draft, VoteDraft) and draft.number is not None:
            numbers.setdefault(draft.day, []).append(draft.number)

    assert all(found == sorted(set(found)) for found in numbers.values())
    assert sum(map(len, numbers.values())) == 664


def test_every_ballot_of_the_real_term_is_somebody_on_its_roster() -> None:
    drafts = katowice()
    roster = {name_key(draft.name) for draft in drafts if isinstance(draft, PersonDraft)}

    voters = {name_key(ballot.name) for draft in drafts if isinstance(draft, VoteDraft) for ballot in draft.ballots}

    assert voters <= roster
