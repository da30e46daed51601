"""The two-column print: what a good one says, what a spoilt one is refused for, and how the real ones read."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from council.drafts import Choice, SessionDraft, VoteDraft
from council.sources.roll_call_two_columns import RollCallTwoColumns
from tests.council.sources.pdf_builder import Print, Text, counted, encrypted, pages_of, pdf, roll_call, scan
from tests.real import real
from watchdog.ingest.source import Finding, Reject, Unreadable

BALLOTS = [
    ("Bala Beata", "ZA"),
    ("Białas Patryk", "PRZECIW"),
    ("Grodzka-Łopuszyńska Elżbieta", "NIEODDANY"),
    ("Sadkowska Ewa", "NIEOBECNA"),
    ("Wieczorek Magdalena", "WSTRZYMUJĘ SIĘ"),
    ("Wnęk-Gabor Barbara", "ZA"),
]
KEY = Path(__file__).parent / "answer_key.json"


def vote(**changes: object) -> Print:
    """Give an honest print of one vote, with what a test changes in it."""
    values: dict[str, object] = {"subject": ["30. Zmiany budżetu miasta (DS-395/25)"], "ballots": BALLOTS, "number": 29}
    values |= changes
    values.setdefault("counters", counted(values["ballots"]))  # type: ignore[arg-type]  # a list of pairs
    return Print(**values)  # type: ignore[arg-type]  # the tests know the fields


def read(content: bytes) -> list[VoteDraft | SessionDraft | Reject]:
    return list(RollCallTwoColumns().parse(content))  # type: ignore[arg-type]  # what this source yields


def only_vote(content: bytes) -> VoteDraft:
    votes = [each for each in read(content) if isinstance(each, VoteDraft)]
    assert len(votes) == 1
    return votes[0]


def rejects(content: bytes) -> list[Reject]:
    return [each for each in read(content) if isinstance(each, Reject)]


def codes(draft: VoteDraft) -> list[str]:
    return [finding.code for finding in draft.findings]


# What a print says


def test_a_vote_is_read_with_its_meeting_question_and_time() -> None:
    draft = only_vote(roll_call(vote()))

    assert (draft.meeting.council, draft.meeting.number, draft.meeting.day) == (
        "Rady Miasta Katowice",
        20,
        date(2025, 9, 25),
    )
    assert (draft.number, draft.item, draft.subject) == (29, "30", "30. Zmiany budżetu miasta (DS-395/25)")
    assert draft.print_number == "DS-395/25"
    assert draft.on == datetime(2025, 9, 25, 12, 11)  # noqa: DTZ001 - printed local time, naive by contract
    assert draft.place == "p. 1"
    assert draft.findings == ()


@pytest.mark.parametrize(
    "title", ["XX Sesja Nadzwyczajna Rady Miasta Katowice", "XX nadzwyczajna sesja Rady Miasta Katowice"]
)
def test_what_kind_of_session_it_was_is_no_part_of_the_councils_name(title: str) -> None:
    draft = only_vote(roll_call(vote(session=title)))

    assert (draft.meeting.council, draft.meeting.number) == ("Rady Miasta Katowice", 20)


def test_ballots_keep_names_and_labels_as_printed_in_the_printed_order() -> None:
    draft = only_vote(roll_call(vote()))

    assert [(ballot.name, ballot.label) for ballot in draft.ballots] == BALLOTS
    assert [ballot.choice for ballot in draft.ballots] == [
        Choice.FOR,
        Choice.AGAINST,
        Choice.NOT_VOTING,
        Choice.ABSENT,
        Choice.ABSTAIN,
        Choice.FOR,
    ]


def test_official_counters_are_those_printed() -> None:
    official = only_vote(roll_call(vote())).official

    assert official.model_dump() == {
        "za": 2,
        "przeciw": 1,
        "wstrzymal_sie": 1,
        "nieobecni": 1,
        "nie_glosowali": 1,
        "eligible": 6,
        "present": 5,
    }


def test_a_counter_that_is_not_printed_stays_unknown() -> None:
    counters = counted(BALLOTS)
    del counters["nieoddane"], counters["nieobecnych"]

    official = only_vote(roll_call(vote(counters=counters))).official

    assert official.nie_glosowali is None
    assert official.nieobecni is None


def test_present_but_not_voting_is_the_same_counter_under_its_other_name() -> None:
    draft = only_vote(roll_call(vote(not_cast="Obecni niegłosujący")))

    assert draft.official.nie_glosowali == 1


def test_a_subject_over_several_lines_is_joined_without_the_running_number_between_them() -> None:
    lines = ["20. Przyznanie pierwszeństwa w nabyciu 8 lokali", "użytkowych - garaży ich najemcom (DS-", "383/25)"]

    draft = only_vote(roll_call(vote(subject=lines, number=18)))

    assert draft.number == 18
    assert (
        draft.subject == "20. Przyznanie pierwszeństwa w nabyciu 8 lokali użytkowych - garaży ich najemcom (DS-383/25)"
    )


@pytest.mark.parametrize(
    ("subject", "item"),
    [
        ("7a. Wniosek", "7a"),
        ("22d . Skarga", "22d"),
        ("9.2a. Opinie", "9.2a"),
        ("Wniosek formalny", ""),
        ("12.05.2025", ""),
    ],
)
def test_the_agenda_item_is_the_label_before_the_subject(subject: str, item: str) -> None:
    assert only_vote(roll_call(vote(subject=[subject]))).item == item


def test_a_secret_vote_has_counters_and_no_ballots() -> None:
    draft = only_vote(roll_call(vote(kind="tajne", ballots=[], counters={"uprawnionych": 25, "za": 13})))

    assert draft.secret
    assert draft.ballots == ()
    assert draft.official.za == 13


def test_names_printed_under_a_secret_vote_are_not_taken_over() -> None:
    draft = only_vote(roll_call(vote(kind="tajne")))

    assert draft.ballots == ()
    assert codes(draft) == ["secret_with_names"]


def test_a_list_that_runs_over_pages_is_one_vote_and_each_name_knows_its_page() -> None:
    draft = only_vote(roll_call(vote(rows_a_page=1)))

    assert [(ballot.name, ballot.label) for ballot in draft.ballots] == BALLOTS
    assert [ballot.place for ballot in draft.ballots] == ["p. 1", "p. 2", "p. 3", "p. 1", "p. 2", "p. 3"]


def test_a_name_printed_on_two_lines_is_one_name() -> None:
    ballots = [("Procel Krzysztof Paweł", "ZA"), ("Bala Beata", "ZA"), ("Maria Anna Ryś Nowak", "NIEOBECNA")]

    draft = only_vote(roll_call(vote(ballots=ballots, wrapped=True)))

    assert [(ballot.name, ballot.label) for ballot in draft.ballots] == ballots


def test_the_order_of_the_text_layer_does_not_matter() -> None:
    pages = [list(reversed(page)) for page in pages_of(vote())]

    assert only_vote(pdf(pages)) == only_vote(roll_call(vote()))


def test_votes_of_one_session_bring_the_session_once_and_first() -> None:
    drafts = read(roll_call(vote(), vote(number=30, subject=["31. Prognoza"])))

    assert [type(draft) for draft in drafts] == [SessionDraft, VoteDraft, VoteDraft]
    assert isinstance(drafts[0], SessionDraft)
    assert drafts[0].sittings == (date(2025, 9, 25),)


def test_a_session_of_two_days_brings_both_days() -> None:
    drafts = read(roll_call(vote(), vote(number=30, date="26.09.2025 09:00")))

    assert [draft.sittings for draft in drafts if isinstance(draft, SessionDraft)] == [
        (date(2025, 9, 25),),
        (date(2025, 9, 26),),
    ]


# What contradicts itself


def test_names_that_do_not_add_up_to_the_counter_are_a_finding_with_both_numbers() -> None:
    draft = only_vote(roll_call(vote(counters=counted(BALLOTS) | {"za": 3, "przeciw": 0})))

    assert draft.findings[0] == Finding(
        code="totals_differ", text="Druk podaje głosów „za”: 3, a nazwisk jest 2.", place="p. 1"
    )
    assert codes(draft).count("totals_differ") == 2


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"ballots": [*BALLOTS, ("Bala Beata", "ZA")]}, "person_twice"),
        ({"ballots": [*BALLOTS, ("Nowak Jan", "ZA")], "counters": counted(BALLOTS)}, "too_many_ballots"),
        ({"date": "25.09.2125 12:11"}, "future_date"),
        ({"counters": counted(BALLOTS) | {"obecnych": 4}}, "counters_disagree"),
        ({"counters": counted(BALLOTS) | {"uprawnionych": 28}}, "counters_disagree"),
        ({"aside": "21"}, "session_number_differs"),
        ({"quorum": "Kworum nie zostało osiągnięte"}, "no_quorum"),
    ],
)
def test_a_contradiction_stands_beside_the_vote_and_does_not_stop_it(changes: dict[str, object], code: str) -> None:
    draft = only_vote(roll_call(vote(**changes)))

    assert code in codes(draft)
    assert draft.ballots


def test_an_unknown_label_keeps_its_ballot_out_and_says_where() -> None:
    content = roll_call(vote(ballots=[*BALLOTS, ("Nowak Jan", "MOŻE")]))

    assert [ballot.name for ballot in only_vote(content).ballots] == [name for name, _ in BALLOTS]
    assert "unknown_label" in codes(only_vote(content))
    assert rejects(content) == [
        Reject(place="p. 1", reason="Nieznane słowo „MOŻE” przy nazwisku „Nowak Jan”; głosu nie zapisano.")
    ]


# What cannot be read


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"<html>", "not_a_pdf"),
        (b"%PDF-1.4\nnothing of use", "corrupt_pdf"),
        (roll_call(vote())[:1500], "corrupt_pdf"),
        (encrypted(roll_call(vote())), "encrypted_pdf"),
        (pdf([]), "no_pages"),
        (scan(), "scan_without_text"),
        (pdf([[Text(50, 700, "Protokół z XX sesji Rady Miasta")]]), "not_a_roll_call"),
    ],
    ids=["empty", "html", "rubbish", "cut", "locked", "pageless", "scan", "minutes"],
)
def test_a_document_of_no_use_is_refused_by_name(content: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        read(content)

    assert refusal.value.code == code
    assert refusal.value.text.endswith(".")


def test_a_locked_file_does_not_make_the_next_bad_one_look_locked() -> None:
    for content, code in ((encrypted(roll_call(vote())), "encrypted_pdf"), (pdf([]), "no_pages")):
        with pytest.raises(Unreadable) as refusal:
            read(content)
        assert refusal.value.code == code


def test_a_scanned_page_among_printed_ones_is_named_and_the_rest_is_read() -> None:
    content = pdf([*pages_of(vote()), []], image=True)

    assert only_vote(content).number == 29
    assert [reject.place for reject in rejects(content)] == ["p. 2"]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"date": "31.02.2025 12:11"}, "nie jest datą"),
        ({"subject": []}, "Temat głosowania: brak wartości"),
        ({"session": "Spotkanie towarzyskie"}, "nagłówka z numerem sesji"),
        ({"counters": {"za": 999999}}, "Licznik „za”: liczba jest za duża"),
    ],
)
def test_a_vote_that_cannot_be_one_is_rejected_and_the_next_is_read(changes: dict[str, object], reason: str) -> None:
    content = roll_call(vote(**changes), vote())

    assert only_vote(content).place == "p. 2"
    assert [reason in reject.reason for reject in rejects(content)] == [True]


def test_three_hundred_pages_are_read_in_seconds() -> None:
    content = roll_call(*[vote(number=number, subject=[f"{number}. Temat"]) for number in range(1, 301)])

    started = time.perf_counter()
    drafts = read(content)

    assert sum(isinstance(draft, VoteDraft) for draft in drafts) == 300
    assert time.perf_counter() - started < 60


def test_a_document_beyond_the_limit_is_refused_before_it_is_read() -> None:
    with pytest.raises(Unreadable, match="1001 stron") as refusal:
        read(pdf([[Text(50, 700, "x")]] * 1001))

    assert refusal.value.code == "too_long"


def test_only_prints_of_votes_are_recognised() -> None:
    source = RollCallTwoColumns()

    assert source.recognises(roll_call(vote()))
    assert not any(map(source.recognises, (b"", b"{}", scan(), pdf([]), pdf([[Text(50, 700, "Protokół")]]))))


# The real prints


def real_prints(folder: str) -> Iterator[tuple[str, bytes]]:
    for path in sorted(real(f"votes/{folder}").glob("*.pdf")):
        yield path.name, path.read_bytes()


@pytest.mark.parametrize(("folder", "files", "votes"), [("katowice-pdf", 64, 64), ("bydgoszcz-pdf", 4, 113)])
def test_every_real_print_is_read_whole_with_names_as_its_counters_say(folder: str, files: int, votes: int) -> None:
    documents = dict(real_prints(folder))

    drafts = [draft for content in documents.values() for draft in read(content)]

    assert len(documents) == files
    assert sum(isinstance(draft, VoteDraft) for draft in drafts) == votes
    assert not [draft for draft in drafts if isinstance(draft, Reject) or draft.findings]
    assert all(len(draft.ballots) == draft.official.eligible for draft in drafts if isinstance(draft, VoteDraft))


def test_ten_real_prints_say_what_a_person_read_from_the_page() -> None:
    """The key was typed from the rendered pages, not taken from the reader."""
    key = json.loads(KEY.read_text(encoding="utf-8"))
    read_by_us = {}

    for _, content in real_prints("katowice-pdf"):
        digest = hashlib.sha256(content).hexdigest()
        if digest in key:
            read_by_us[digest] = answer(only_vote(content))

    assert len(key) == 10
    assert read_by_us == key


def answer(draft: VoteDraft) -> dict[str, object]:
    reading = draft.as_reading()
    return {
        "session": draft.meeting.number,
        "number": draft.number,
        "subject": reading["subject"],
        "date": reading["date"],
        "eligible": draft.official.eligible,
        "present": draft.official.present,
        "official": reading["official"],
        "ballots": {ballot.name: ballot.label for ballot in draft.ballots},
    }
