from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from council.drafts import AnswerState, InterpellationDraft, InterpellationKind, PersonDraft
from council.importers import store_interpellation, store_person
from council.importers.interpellations import correct_interpellation
from council.models import Interpellation
from tests.council.importers.conftest import document
from watchdog.archive.writing import Evidence, Outcome
from watchdog.ingest.source import Rejection

pytestmark = pytest.mark.django_db

ASKED = date(2020, 3, 2)


@pytest.fixture(autouse=True)
def roster() -> None:
    for name in ("Zbigniew Wygoda", "Tomasz Tylutko"):
        store_person(PersonDraft(term="2018-2024", name=name), document("f"))


def draft(**fields: Any) -> InterpellationDraft:
    values = {"term": "2018-2024", "subject": "Remont ulicy Chorzowskiej", "authors": ("Zbigniew Wygoda",)}
    return InterpellationDraft(**{**values, **fields})


def codes(record: Interpellation) -> list[str]:
    return [finding["code"] for finding in record.findings]


def standing(**fields: Any) -> str:
    store_interpellation(draft(**fields), document())
    return Interpellation.objects.for_list().get().standing


def test_those_who_asked_are_the_people_of_the_roster():
    store_interpellation(draft(authors=("Wygoda Zbigniew", "Tomasz Tylutko")), document())

    found = Interpellation.objects.get()
    assert [str(author.person) for author in found.asked_by.all()] == ["Zbigniew Wygoda", "Tomasz Tylutko"]
    assert found.findings == []


def test_a_name_that_is_not_on_the_roster_stays_as_printed_and_says_so():
    store_interpellation(draft(authors=("Jan Nieznany",)), document())

    found = Interpellation.objects.get()
    assert [(author.name, author.person) for author in found.asked_by.all()] == [("Jan Nieznany", None)]
    assert codes(found) == ["not_on_roster"]


def test_the_same_document_twice_changes_nothing():
    store_interpellation(draft(), document())

    assert store_interpellation(draft(), document()).outcome is Outcome.UNCHANGED


def test_an_answer_learnt_later_fills_the_record():
    store_interpellation(draft(), document())

    answered = draft(received_on=ASKED, answer=AnswerState.GIVEN, answered_on=date(2020, 3, 13))
    assert store_interpellation(answered, document("b")).outcome is Outcome.CHANGED
    assert Interpellation.objects.get().days_taken == 11


def test_the_same_words_of_another_person_or_on_another_day_are_another_record():
    store_interpellation(draft(received_on=ASKED), document())
    store_interpellation(draft(received_on=ASKED, authors=("Tomasz Tylutko",)), document())
    store_interpellation(draft(received_on=date(2021, 3, 2)), document())

    assert Interpellation.objects.count() == 3


def test_a_case_number_leads_to_its_record_whatever_the_words():
    store_interpellation(draft(number="BR.7.2020", form=InterpellationKind.QUESTION), document())
    store_interpellation(draft(number="BR.7.2020", form=InterpellationKind.QUESTION, subject="Chodnik"), document("b"))

    assert Interpellation.objects.get().subject == "Chodnik"


def test_a_term_that_the_city_does_not_know_is_refused():
    with pytest.raises(Rejection):
        store_interpellation(draft(term="1900-1904"), document())


def test_an_answer_dated_before_the_question_is_a_doubt_and_takes_no_time():
    days = {"received_on": ASKED, "answer": AnswerState.GIVEN, "answered_on": date(2020, 2, 1)}

    assert standing(**days) == "answered"
    found = Interpellation.objects.get()
    assert (codes(found), found.days_taken) == (["answer_before_question"], None)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, "unknown"),
        ({"received_on": ASKED}, "unknown"),
        ({"answer": AnswerState.GIVEN}, "answered"),
        ({"received_on": ASKED, "answer": AnswerState.GIVEN, "answered_on": date(2020, 3, 16)}, "in_time"),
        ({"received_on": ASKED, "answer": AnswerState.GIVEN, "answered_on": date(2020, 3, 17)}, "late"),
        ({"received_on": ASKED, "answer": AnswerState.NONE, "answer_as_of": date(2020, 3, 16)}, "running"),
        ({"received_on": ASKED, "answer": AnswerState.NONE, "answer_as_of": date(2020, 3, 17)}, "overdue"),
        ({"answer": AnswerState.NONE, "answer_as_of": date(2020, 3, 17)}, "unanswered"),
    ],
)
def test_overdue_is_what_days_prove_and_unknown_is_where_they_are_missing(fields, expected):
    assert standing(**fields) == expected


def test_a_councillors_motion_has_no_clock_in_the_act():
    answered = {"received_on": ASKED, "answer": AnswerState.GIVEN, "answered_on": date(2020, 3, 17)}

    assert standing(form=InterpellationKind.MOTION, **answered) == "answered"
    assert Interpellation.objects.get().last_day is None


@pytest.mark.parametrize(
    "fields",
    [
        {"authors": ()},
        {"authors": ("Jan Nowak", "Nowak Jan")},
        {"answered_on": ASKED},
        {"answer": AnswerState.NONE},
    ],
)
def test_a_draft_that_contradicts_itself_is_refused(fields):
    with pytest.raises(ValidationError):
        draft(**fields)


def test_who_asked_is_found_anew_when_a_person_corrects_it(django_user_model):
    store_interpellation(draft(authors=("Jan Nieznany",)), document())
    found, user = Interpellation.objects.get(), django_user_model.objects.create_user("wolontariuszka")

    correct_interpellation(found, {"authors": "Tomasz Tylutko"}, Evidence(user=user, reason="Skan pisma"))

    assert [str(author.person) for author in found.asked_by.all()] == ["Tomasz Tylutko"]
    assert codes(found) == []
