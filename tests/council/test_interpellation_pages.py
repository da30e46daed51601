"""Pages of interpellations: what each says, what it says where something is not known, what it costs."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from council.models import Interpellation, InterpellationAuthor, Person
from tests.council.test_views import get, queries
from tests.factories.council import PersonFactory, TermFactory
from tests.factories.interpellations import InterpellationFactory

pytestmark = pytest.mark.django_db

ASKED = date(2020, 3, 2)
LIST = "/en/rada/interpelacje/"


@pytest.fixture(autouse=True)
def english() -> Any:
    with translation.override("en"):
        yield


def answered(days: int, **fields: Any) -> Interpellation:
    """An interpellation that was answered so many days after it came."""
    given = {"answer": "given", "answered_on": ASKED + timedelta(days=days)}
    return InterpellationFactory(**{"received_on": ASKED, **given, **fields})


def lacking(days: int) -> Interpellation:
    """An interpellation of which a document, so many days later, knows no answer."""
    return InterpellationFactory(received_on=ASKED, answer="none", answer_as_of=ASKED + timedelta(days=days))


def sums(client: Client, query: str = "") -> dict[str, tuple[str, str]]:
    return {each.label: (each.value, each.note) for each in client.get(f"{LIST}{query}").context["sums"]}


def fill(count: int, person: Person | None = None) -> None:
    """Make so many interpellations asked by two people, with as few statements as that takes."""
    term = TermFactory(slug="2018-2024", name="VIII kadencja")
    people = [person or PersonFactory(), PersonFactory()]
    asked = Interpellation.objects.bulk_create(
        InterpellationFactory.build(term=term, received_on=ASKED, answer="given", answered_on=ASKED)
        for _ in range(count)
    )
    InterpellationAuthor.objects.bulk_create(
        InterpellationAuthor(interpellation=each, person=who, name=who.name, position=place)
        for each in asked
        for place, who in enumerate(people)
    )


def test_the_page_says_who_asked_and_how_long_the_answer_took(client: Client) -> None:
    person = PersonFactory(given_name="Jan", family_name="Kot")
    found = answered(11, asked=[person, "Jan Nieznany"], question_url="https://bip.example/p1.pdf")

    page = get(client, found.get_absolute_url())

    assert "Answered within 14 days (11 days)." in page
    assert f'<a href="{person.get_absolute_url()}">Jan Kot</a>' in page
    assert "Jan Nieznany" in page
    assert "16 March 2020" in page  # the last day of the clock
    assert '<a href="https://bip.example/p1.pdf">Text of the question</a>' in page


def test_an_address_that_is_no_web_address_is_no_link(client: Client) -> None:
    found = InterpellationFactory(question_url="javascript:alert(1)")

    assert "javascript:" not in get(client, found.get_absolute_url())


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (lambda: answered(15), "Answered later than 14 days (15 days)."),
        (lambda: lacking(15), "Overdue."),
        (lambda: lacking(14), "the time for the answer still ran."),
        (lambda: InterpellationFactory(), "No document that we have read says whether it was answered."),
    ],
)
def test_overdue_and_unknown_are_different_words(client: Client, made: Any, said: str) -> None:
    assert said in get(client, made().get_absolute_url())


def test_an_answer_dated_before_the_question_has_no_number_of_days(client: Client) -> None:
    page = get(client, answered(-30).get_absolute_url())

    assert "Answered, time not known." in page
    assert "days after" not in page
    assert "-30" not in page


def test_the_sums_are_of_exactly_the_selection(client: Client) -> None:
    person = PersonFactory()
    answered(14, asked=[person])
    answered(15)
    lacking(20)
    lacking(3)
    InterpellationFactory(asked=[person])

    of_all = {"Answered in time": ("1", "of 4 with known days"), "Answered later": ("1", "of 4 with known days")}
    of_all |= {"Overdue": ("1", "of 4 with known days; in time as of the document, not answered: 1")}
    of_all |= {"We do not know": ("1", "of 5 interpellations")}
    assert sums(client).items() >= of_all.items()
    assert sums(client, f"?radny={person.slug}")["Answered in time"] == ("1", "of 1 with known days")


def test_the_median_needs_twenty_timed_answers(client: Client) -> None:
    for days in range(19):
        answered(days)
    assert sums(client)["Median of days"] == ("too few data", "19 of the 20 needed")

    answered(40)

    assert sums(client)["Median of days"] == ("9.5", "of 20 answers")


def test_what_is_inferred_or_removed_enters_no_figure(client: Client) -> None:
    answered(3)
    answered(3, certainty="inferred")
    answered(3, withdrawn_at="2026-03-04T12:00:00Z")

    assert sums(client)["Answered in time"] == ("1", "of 1 with known days")


def test_where_no_day_is_known_there_is_no_number_and_no_zero(client: Client) -> None:
    InterpellationFactory.create_batch(2)

    shown = sums(client)

    assert shown["Overdue"] == shown["Answered in time"] == ("not known", "the documents give no days")
    assert shown["We do not know"] == ("2", "of 2 interpellations")


def test_the_list_notes_that_some_offices_date_the_publication(client: Client) -> None:
    answered(3)

    assert "Some offices date the publication of the answer" in get(client, LIST)


def test_a_persons_page_counts_what_the_person_asked_and_leads_to_all_of_it(client: Client) -> None:
    person = PersonFactory()
    fill(7, person)

    page = get(client, person.get_absolute_url())

    assert f'href="{LIST}?radny={person.slug}"' in page
    assert "n = 7 interpellations" in page
    assert (
        page.count('href="/en/rada/interpelacje/2018-2024-remont')
        + page.count('href="/en/rada/interpelacje/2020-03-02-remont')
        == 5
    )


def test_a_list_costs_the_same_with_two_and_with_five_hundred_rows(client: Client) -> None:
    fill(2)
    few = queries(client, LIST)
    fill(498)

    assert few == queries(client, LIST) <= 6


@pytest.mark.parametrize("count", [2, 500])
def test_an_interpellations_page_and_its_authors_cost_the_same_whatever_there_is(client: Client, count: int) -> None:
    person = PersonFactory()
    fill(count, person)

    assert queries(client, Interpellation.objects.latest("pk").get_absolute_url()) == 6
    assert queries(client, person.get_absolute_url()) == 13
