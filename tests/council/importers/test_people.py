from __future__ import annotations

from datetime import date

import pytest

from council.drafts import PersonDraft
from council.importers import store_person
from council.models import ClubMembership, Mandate, Person
from tests.council.importers.conftest import document
from watchdog.archive.writing import Outcome
from watchdog.ingest.source import Rejection, Unreadable

pytestmark = pytest.mark.django_db


def test_a_roster_line_makes_a_person_a_mandate_and_a_club_membership():
    draft = PersonDraft(term="2018-2024", name="Anna Nowak-Lis", club="Klub Testowy", district=3, votes=1200)

    stored = store_person(draft, document())

    person = Person.objects.get()
    assert stored.outcome is Outcome.STORED
    assert (person.given_name, person.family_name, person.slug) == ("Anna", "Nowak-Lis", "anna-nowak-lis")
    assert person.mandates.get().votes_received == 1200
    assert person.club_memberships.get().club.name == "Klub Testowy"


def test_the_same_line_again_changes_nothing():
    draft = PersonDraft(term="2018-2024", name="Anna Lis", club="Klub Testowy")
    store_person(draft, document())

    outcome = store_person(draft, document()).outcome

    assert outcome is Outcome.UNCHANGED
    assert (Person.objects.count(), Mandate.objects.count(), ClubMembership.objects.count()) == (1, 1, 1)


def test_a_person_of_two_terms_is_one_person_whatever_the_order_of_the_names():
    store_person(PersonDraft(term="2018-2024", name="Anna Lis"), document())

    store_person(PersonDraft(term="2024-2029", name="Lis Anna"), document("b"))

    assert [mandate.term.slug for mandate in Person.objects.get().mandates.all()] == ["2024-2029", "2018-2024"]


def test_two_people_of_one_name_are_never_guessed():
    for slug in ("anna-lis", "anna-lis-2"):
        person = Person.objects.create(slug=slug, given_name="Anna", family_name="Lis")
        person.names.create(name="Anna Lis")

    with pytest.raises(Rejection, match="Dwie osoby"):
        store_person(PersonDraft(term="2018-2024", name="Anna Lis"), document())


def test_a_day_learnt_later_fills_the_same_mandate():
    store_person(PersonDraft(term="2018-2024", name="Anna Lis"), document())

    store_person(PersonDraft(term="2018-2024", name="Anna Lis", since=date(2019, 1, 5)), document("b"))

    assert Mandate.objects.get().since == date(2019, 1, 5)


def test_an_unknown_term_is_a_reject():
    with pytest.raises(Rejection, match="Nie znamy kadencji"):
        store_person(PersonDraft(term="1890-1894", name="Anna Lis"), document())


def test_another_citys_roster_is_refused_whole():
    draft = PersonDraft(term="2018-2024", name="Anna Lis", council="Rady Miasta Zmyślin")

    with pytest.raises(Unreadable) as refusal:
        store_person(draft, document())

    assert refusal.value.code == "other_city"
    assert not Person.objects.exists()
