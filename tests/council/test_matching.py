"""One vote in two documents is one vote; two votes are two."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from council.drafts import BodyKind, MeetingRef, VoteDraft
from council.matching import Question, same_question, vote_slug
from council.sources.radoskop_term import RadoskopTerm
from council.sources.roll_call_two_columns import RollCallTwoColumns
from tests.real import real
from watchdog.core.text import name_key

DAY = date(2025, 9, 25)
SUBJECT = "8. Powołanie Miejskiej Komisji Wyborczej (DS-375/25)."


def question(**changes: Any) -> Question:
    return Question(DAY, "council", 6, SUBJECT, "DS-375/25")._replace(**changes)


def vote(**changes: Any) -> VoteDraft:
    values: dict[str, Any] = {"meeting": MeetingRef(), "subject": SUBJECT, "on": DAY, "year": DAY.year}
    return VoteDraft.model_validate(values | changes)


@pytest.mark.parametrize(
    "other",
    [
        {},
        {"number": None},
        {"subject": "8. Powołanie Miejskiej 6 Komisji Wyborczej (DS- 375/25)"},
        {"subject": "8. POWOŁANIE Miej-\nskiej Komisji Wyborczej (DS-375/25).", "number": None},
        {"print_number": ""},
        {"print_number": "ds- 375/25"},
    ],
)
def test_other_spellings_of_one_question_are_that_question(other: dict[str, Any]) -> None:
    assert same_question(question(), question(**other))
    assert same_question(question(**other), question())


@pytest.mark.parametrize(
    "other",
    [
        {"day": date(2025, 9, 26)},
        {"day": None},
        {"body": "Komisja Rewizyjna"},
        {"number": 7},
        {"print_number": "DS-376/25"},
        {"subject": "8. Odwołanie Miejskiej Komisji Wyborczej (DS-375/25)."},
    ],
)
def test_another_day_body_number_print_or_wording_is_another_question(other: dict[str, Any]) -> None:
    assert not same_question(question(), question(**other))


def test_votes_of_unknown_days_are_never_taken_for_each_other() -> None:
    assert not same_question(question(day=None), question(day=None))


def test_a_subject_that_its_source_cuts_is_compared_as_far_as_it_goes() -> None:
    whole = (
        "5. Przekazanie do Wojewódzkiego Sądu Administracyjnego w Gliwicach skargi na uchwałę w sprawie zadań miasta"
    )

    assert same_question(question(subject=whole), question(subject=f"{whole[:100]} […]"))
    assert not same_question(question(subject=whole), question(subject=f"{whole[:20]} […]"))


def test_a_question_is_made_from_a_draft() -> None:
    meeting = MeetingRef(kind=BodyKind.COMMITTEE, committee="Komisja Rewizyjna")

    assert Question.of(vote(meeting=meeting, number=6)) == question(body="Komisja Rewizyjna", print_number="")
    assert Question.of(vote()).body == "council"


@pytest.mark.parametrize(
    ("changes", "slug"),
    [
        ({"resolution": "XLIV/949/2014"}, "2025-09-25-uchwala-xliv-949-2014"),
        ({"resolution": "nr XXVI/275/25"}, "2025-09-25-uchwala-xxvi-275-2025"),
        (
            {"item": "8", "print_number": "DS-375/25"},
            "2025-09-25-8-powolanie-miejskiej-komisji-wyborczej-ds-375-25-druk-ds-375-25",
        ),
        (
            {"subject": "30. Rozpatrzenie projektu uchwały w sprawie budżetu", "item": "30"},
            "2025-09-25-30-budzetu",
        ),
        ({"on": None, "subject": "Strefy parkowania"}, "2025-strefy-parkowania"),
        (
            {"meeting": MeetingRef(kind=BodyKind.COMMITTEE, committee="Komisja Rewizyjna"), "subject": "Wniosek"},
            "2025-09-25-komisja-rewizyjna-wniosek",
        ),
    ],
)
def test_a_votes_address_is_made_from_what_its_document_says(changes: dict[str, Any], slug: str) -> None:
    assert vote_slug(vote(**changes)) == slug


def test_an_address_fits_the_record_however_long_the_subject_is() -> None:
    meeting = MeetingRef(kind=BodyKind.COMMITTEE, committee="Komisja " + "Bardzo Długiej Nazwy " * 9)

    assert len(vote_slug(vote(subject="Słowo " * 300, item="28a", print_number="DS-375/25", meeting=meeting))) <= 140


def real_votes() -> tuple[list[VoteDraft], list[VoteDraft]]:
    prints = sorted(real("votes/katowice-pdf").glob("*.pdf"))
    office = [draft for path in prints for draft in RollCallTwoColumns().parse(path.read_bytes())]
    copy = RadoskopTerm().parse(real("votes/katowice-2024-2029.json").read_bytes())
    return (
        [draft for draft in office if isinstance(draft, VoteDraft)],
        [draft for draft in copy if isinstance(draft, VoteDraft)],
    )


def test_each_real_print_is_exactly_one_vote_of_the_structured_term_with_the_same_ballots() -> None:
    office, copy = real_votes()

    pairs = [
        (print_, [vote for vote in copy if same_question(Question.of(print_), Question.of(vote))]) for print_ in office
    ]

    assert len(pairs) == 64
    assert [len(found) for _, found in pairs] == [1] * 64
    assert [choices(print_) for print_, _ in pairs] == [choices(found[0]) for _, found in pairs]
    assert [vote_slug(print_) for print_, _ in pairs] == [vote_slug(found[0]) for _, found in pairs]


def test_no_two_votes_of_the_real_term_are_taken_for_one() -> None:
    _, copy = real_votes()
    days: dict[date | None, list[Question]] = {}
    for vote in copy:
        days.setdefault(vote.day, []).append(Question.of(vote))

    assert not [
        (one, other)
        for questions in days.values()
        for place, one in enumerate(questions)
        for other in questions[:place]
        if same_question(one, other)
    ]


def choices(draft: VoteDraft) -> dict[str, str]:
    return {name_key(ballot.name): ballot.choice.value for ballot in draft.ballots}
