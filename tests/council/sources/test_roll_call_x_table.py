"""The print with an „X” under each choice: what a good one says, what a spoilt one is refused for, the real file."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime

import pytest

from council.drafts import BodyKind, Choice, SessionDraft, VoteDraft
from council.sources.roll_call_two_columns import RollCallTwoColumns
from council.sources.roll_call_x_table import RollCallXTable
from tests.council.sources.pdf_builder import Print, Text, encrypted, pdf, roll_call, scan
from tests.council.sources.x_builder import ABSENT, NOT_VOTING, XPrint, pages_of, x_table
from tests.real import real
from watchdog.ingest.source import Draft, Finding, Reject, Unreadable

BALLOTS = [
    ("Anielak Tomasz", "PRZECIW"),
    ("Bujnowicz-Zelt Ewa", "ZA"),
    ("Ścibor Kamila", "WSTRZYMUJĄCY SIĘ"),
    ("Żuraw Elżbieta", "ZA"),
    ("Bilska Beata", NOT_VOTING),
    ("Wachowska Katarzyna", NOT_VOTING),
    ("Wieteska Agnieszka", ABSENT),
]


def vote(**changes: object) -> XPrint:
    """Give an honest print of one vote, with what a test changes in it."""
    values: dict[str, object] = {"subject": ["6. Opinia o audycie - druk nr 254/2024."], "ballots": BALLOTS}
    return XPrint(**(values | changes))  # type: ignore[arg-type]  # the tests know the fields


def read(content: bytes) -> list[Draft | Reject]:
    return list(RollCallXTable().parse(content))


def only_vote(content: bytes) -> VoteDraft:
    [draft] = [each for each in read(content) if isinstance(each, VoteDraft)]
    return draft


def rejects(content: bytes) -> list[str]:
    return [each.reason for each in read(content) if isinstance(each, Reject)]


def test_a_vote_is_read_with_its_meeting_question_and_time() -> None:
    session, draft = read(x_table(vote()))

    assert isinstance(session, SessionDraft)
    assert isinstance(draft, VoteDraft)
    assert session.sittings == (date(2024, 10, 30),)
    assert (draft.meeting.council, draft.meeting.number) == ("Rady Miejskiej Łodzi", 8)
    assert (draft.item, draft.subject) == ("6", "6. Opinia o audycie - druk nr 254/2024.")
    assert draft.print_number == "254/2024"
    assert draft.on == datetime(2024, 10, 30, 9, 16)  # noqa: DTZ001 - printed local time, naive by contract
    assert draft.findings == ()


@pytest.mark.parametrize("rows_a_page", [40, 12, 11, 10, 9, 8, 7])
def test_names_stand_under_the_words_of_their_column_wherever_the_page_ends(rows_a_page: int) -> None:
    draft = only_vote(x_table(vote(rows_a_page=rows_a_page)))

    assert [(ballot.name, ballot.label) for ballot in draft.ballots] == BALLOTS
    assert [ballot.choice for ballot in draft.ballots] == [
        Choice.AGAINST,
        Choice.FOR,
        Choice.ABSTAIN,
        Choice.FOR,
        Choice.NOT_VOTING,
        Choice.NOT_VOTING,
        Choice.ABSENT,
    ]
    assert draft.official.model_dump(exclude_none=True) == {
        "za": 2,
        "przeciw": 1,
        "wstrzymal_sie": 1,
        "nieobecni": 1,
        "nie_glosowali": 2,
    }


def test_a_table_that_is_not_printed_states_no_counter() -> None:
    draft = only_vote(x_table(vote(ballots=BALLOTS[:4])))

    assert (draft.official.nieobecni, draft.official.nie_glosowali) == (None, None)
    assert draft.findings == ()


def test_a_heading_on_two_lines_and_a_subject_on_two_lines_are_whole() -> None:
    draft = only_vote(x_table(vote(wide=False, subject=["6. Zmiana statutu Komi-", "sji i inne - druk nr 7/2024."])))

    assert draft.ballots[2].label == "WSTRZYMUJĄCY SIĘ"
    assert draft.subject == "6. Zmiana statutu Komi-sji i inne - druk nr 7/2024."


def test_a_committees_vote_is_the_committees() -> None:
    meeting = only_vote(x_table(vote(session="XII posiedzenie Komisji Statutowej Rady Miejskiej w Łodzi"))).meeting

    assert (meeting.kind, meeting.committee, meeting.number) == (BodyKind.COMMITTEE, "Komisja Statutowa", 12)


def test_a_secret_vote_keeps_totals_alone() -> None:
    draft = only_vote(x_table(vote(opening="Wyniki głosowania tajnego nad punktem:")))

    assert (draft.secret, draft.ballots, draft.official.za) == (True, (), 2)
    assert [finding.code for finding in draft.findings] == ["secret_with_names"]


def test_names_that_do_not_add_up_to_a_total_are_a_finding_with_both_numbers() -> None:
    draft = only_vote(x_table(vote(totals={"ZA": 3, "PRZECIW": 1, "WSTRZYMUJĄCY SIĘ": 1})))

    assert draft.findings == (
        Finding(code="totals_differ", text="Druk podaje głosów „za”: 3, a nazwisk jest 2.", place="p. 1"),
    )


@pytest.mark.parametrize(
    ("label", "reason"),
    [
        ("", "W wierszu 5 wykazu brak głosu."),
        ("MOŻE", "Nieznane słowo „MOŻE” przy nazwisku „Nowak Jan”; głosu nie zapisano."),
        (
            "ZA+PRZECIW",
            "Przy nazwisku „Nowak Jan” stoi więcej niż jeden głos („ZA”, „PRZECIW”); głosu nie zapisano.",
        ),
    ],
)
def test_a_row_without_one_clear_mark_is_rejected_and_the_rest_goes_on(label: str, reason: str) -> None:
    content = x_table(vote(ballots=[*BALLOTS[:4], ("Nowak Jan", label), *BALLOTS[4:]]))

    assert [ballot.name for ballot in only_vote(content).ballots] == [name for name, _ in BALLOTS]
    assert rejects(content) == [reason]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"saved": "2024-02-30, 09:16"}, "nie jest datą"),
        ({"saved": "wieczorem"}, "nie jest datą"),
        ({"session": "Spotkanie towarzyskie"}, "nagłówka z numerem sesji"),
        ({"subject": []}, "Temat głosowania: brak wartości"),
        ({"totals": {"ZA": 999999}}, "Licznik „za”: liczba jest za duża"),
    ],
)
def test_a_vote_that_cannot_be_one_is_rejected_and_the_next_is_read(changes: dict[str, object], reason: str) -> None:
    content = x_table(vote(**changes), vote())

    assert only_vote(content).place == "p. 2"
    assert [reason in each for each in rejects(content)] == [True]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"<html>", "not_a_pdf"),
        (x_table(vote())[:1500], "corrupt_pdf"),
        (encrypted(x_table(vote())), "encrypted_pdf"),
        (scan(), "scan_without_text"),
        (pdf([[Text(50, 700, "Protokół z XX sesji Rady Miasta")]]), "not_a_roll_call"),
    ],
    ids=["empty", "html", "cut", "locked", "scan", "minutes"],
)
def test_a_document_of_no_use_is_refused_by_name(content: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        read(content)

    assert refusal.value.code == code


def test_the_two_prints_are_told_apart() -> None:
    two_columns = roll_call(Print(subject=["1. Temat"], ballots=[("Bala Beata", "ZA")]))
    tables = x_table(vote())

    assert (RollCallXTable().recognises(tables), RollCallXTable().recognises(two_columns)) == (True, False)
    assert (RollCallTwoColumns().recognises(tables), RollCallTwoColumns().recognises(two_columns)) == (False, True)
    assert not RollCallXTable().recognises(pdf(pages_of(vote(saved=""))[1:]))


def test_the_real_file_is_read_whole_with_names_as_its_totals_say() -> None:
    [path] = real("votes/lodz-pdf").glob("*.pdf")

    found = read(path.read_bytes())

    votes = [each for each in found if isinstance(each, VoteDraft)]
    assert len(votes) == 4
    assert not [each for each in found if isinstance(each, Reject)]
    assert {len(draft.ballots) for draft in votes} == {37}
    for draft in votes:
        names = Counter(ballot.choice.value for ballot in draft.ballots)
        assert (draft.official.za, draft.official.przeciw) == (names["za"], names["przeciw"])
        assert draft.findings == ()


# As other offices set it


def test_a_word_under_a_column_that_means_something_else_is_no_vote() -> None:
    [page] = pages_of(vote())
    for text in page:
        text.text = "TAK" if text.text == "X" else text.text

    content = pdf([page])

    assert [ballot.name for ballot in only_vote(content).ballots] == ["Bujnowicz-Zelt Ewa", "Żuraw Elżbieta"]
    assert "Nieznane słowo „TAK (PRZECIW)” przy nazwisku „Anielak Tomasz”; głosu nie zapisano." in rejects(content)


@pytest.mark.parametrize("mark", ["x", "+"])
def test_a_mark_left_of_its_columns_heading_is_a_mark(mark: str) -> None:
    absent = [("Anielak Tomasz", ABSENT), ("Bujnowicz-Zelt Ewa", ABSENT)]
    [page] = pages_of(vote(mark=mark, ballots=[*BALLOTS[:4], *absent]))
    for text in page:
        text.x = 262 if text.text == mark and 360 < text.x < 370 else text.x

    draft = only_vote(pdf([page]))

    assert [(ballot.name, ballot.label) for ballot in draft.ballots] == [*BALLOTS[:4], *absent]


def test_choices_of_a_header_that_touch_are_two() -> None:
    [page] = pages_of(vote(ballots=BALLOTS[:4]))
    for text in page:
        text.x = 411 if text.text == "WSTRZYMUJĄCY SIĘ" else text.x
        text.x = 440 if text.text in ("X", "1") and text.x > 470 else text.x

    draft = only_vote(pdf([page]))

    assert [(ballot.name, ballot.label) for ballot in draft.ballots] == BALLOTS[:4]
    assert draft.official.wstrzymal_sie == 1
