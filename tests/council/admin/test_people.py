from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from council.drafts import MeetingRef, PersonDraft
from council.importers import store_person, store_vote
from council.models import Ballot, Club, ClubMembership, Mandate, Person
from tests.council.admin.conftest import SOURCE, errors
from tests.council.importers.conftest import document, roll_call

pytestmark = pytest.mark.django_db

ADD = reverse("admin:council_person_add")
TYPED = {"full_name": "Anna Maria Nowak-Lis", "term_slug": "2018-2024", "committee": "KWW Test", **SOURCE}


@pytest.fixture
def anna(db: None) -> Person:
    """Somebody whom a roster made known."""
    store_person(PersonDraft(term="2018-2024", name="Anna Lis", club="Klub Testowy"), document("f"))
    return Person.objects.get()


def change_url(record: Person | Mandate | ClubMembership) -> str:
    return reverse(f"admin:council_{record._meta.model_name}_change", args=[record.pk])


def test_a_new_councillor_is_typed_together_with_the_mandate(send, volunteer):
    send(ADD, **TYPED, since="21.10.2018", votes_received="1200")

    person = Person.objects.get()
    mandate = person.mandates.get()
    assert (person.given_name, person.family_name, person.entered_by) == ("Anna Maria", "Nowak-Lis", volunteer)
    assert (mandate.term.slug, mandate.since, mandate.votes_received) == ("2018-2024", date(2018, 10, 21), 1200)
    assert (mandate.committee, mandate.address) == ("KWW Test", SOURCE["address"])


def test_a_name_typed_with_odd_spaces_is_the_same_person(send, anna):
    send(ADD, **{**TYPED, "full_name": " Anna\u00a0 Lis ", "term_slug": "2014-2018"})

    assert Person.objects.count() == 1
    assert anna.mandates.count() == 2


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"full_name": ""}, "full_name"),
        ({"full_name": "A" * 161}, "full_name"),
        ({"full_name": f"Anna {'L' * 81}"}, "full_name"),
        ({"full_name": "Anna"}, "full_name"),
        ({"full_name": "!!! ?"}, "full_name"),
        ({"term_slug": "1890-1894"}, "term_slug"),
        ({"since": "5.05.2020", "until": "4.05.2020"}, "until"),
        ({"since": "1.01.2125"}, "since"),
        ({"until": "1.01.2125"}, "until"),
        ({"district": "-1"}, "district"),
        ({"votes_received": "99999999999"}, "votes_received"),
        ({"since": "wczoraj"}, "since"),
        ({"address": "", "note": ""}, "address"),
    ],
)
def test_a_person_that_cannot_be_is_refused_at_the_field(send, typed, field):
    response = send(ADD, **{**TYPED, **typed})

    assert field in errors(response)
    assert not Person.objects.exists()


def test_the_same_person_typed_twice_is_one_person_with_one_mandate(send):
    send(ADD, **TYPED)

    response = send(ADD, **TYPED)

    assert response.status_code == 302
    assert (Person.objects.count(), Mandate.objects.count()) == (1, 1)


def test_a_mandate_known_already_is_not_overwritten_by_typing_the_person_again(send):
    send(ADD, **TYPED)

    response = send(ADD, **{**TYPED, "committee": "KWW Inny"})

    assert errors(response)[""] == ["already_known"]
    assert Mandate.objects.get().committee == "KWW Test"


def test_a_membership_outside_its_term_is_refused(send, anna):
    response = send(change_url(ClubMembership.objects.get()), until="1.01.2125", reason="Protokół")

    assert "until" in errors(response)


@pytest.mark.parametrize("name", ["", "!!!", "\u200b", "Klub " * 100])
def test_a_club_without_a_name_that_makes_an_address_is_refused(send, name):
    response = send(reverse("admin:council_club_add"), term_slug="2018-2024", name=name)

    assert "name" in errors(response)
    assert not Club.objects.exists()


def test_a_club_with_a_long_name_has_a_short_address(send):
    send(reverse("admin:council_club_add"), term_slug="2018-2024", name="Klub Radnych " * 10)

    assert len(Club.objects.get().slug) <= 80


def test_a_club_of_another_term_is_refused(send, anna):
    club = Club.objects.get()

    response = send(ADD, **{**TYPED, "term_slug": "2014-2018", "club": str(club.pk)})

    assert "club" in errors(response)


def test_a_new_family_name_is_a_correction_and_the_old_one_stays_a_spelling(send, anna, volunteer):
    send(change_url(anna), family_name="Lis-Kot", reason="Ślub, protokół z 5 maja")

    anna.refresh_from_db()
    assert anna.name == "Anna Lis-Kot"
    assert {name.name for name in anna.names.all()} == {"Anna Lis", "Anna Lis-Kot"}
    assert {change.user for change in anna.changes.all()} == {volunteer}


def test_a_spelling_added_lets_a_roll_call_find_the_person(send, anna):
    send(change_url(anna), spellings="Anna Lis\nAnna Wilk", reason="Nazwisko rodowe")

    day = date(2019, 1, 10)
    store_vote(roll_call(("Wilk Anna", "za"), year=2019, on=day, meeting=MeetingRef(number=3, day=day)), document())

    assert Ballot.objects.get().person == anna
    assert anna.changes.get().field == "spellings"


def test_a_corrected_mandate_is_found_again_by_its_roster(send, anna):
    since = {"term": "2018-2024", "name": "Anna Lis", "since": date(2018, 10, 21)}
    store_person(PersonDraft(**since), document("f"))
    send(change_url(Mandate.objects.get()), since="22.10.2018", reason="Ślubowanie dzień później")

    store_person(PersonDraft(**since), document("f"))

    assert Mandate.objects.get().since == date(2018, 10, 22)


def test_one_more_mandate_is_typed_for_the_person_pointed_at(send, anna):
    twin = Person.objects.create(slug="anna-lis-2", given_name="Anna", family_name="Lis")
    twin.names.create(name="Anna Lis")
    url = reverse("admin:council_mandate_add", query={"person": twin.pk})

    send(url, term_slug="2024-2029", **SOURCE)

    assert twin.mandates.get().term.slug == "2024-2029"


def test_a_change_of_club_is_an_end_and_a_beginning(send, anna):
    other = Club.objects.create(term=Club.objects.get().term, slug="drugi", name="Drugi Klub")
    first = ClubMembership.objects.get()
    send(change_url(first), until="1.02.2020", reason="Odejście z klubu")

    send(
        reverse("admin:council_clubmembership_add", query={"person": anna.pk}),
        club=str(other.pk),
        since="2.02.2020",
        **SOURCE,
    )

    held = ClubMembership.objects.order_by("pk").values_list("club__name", "since", "until")
    assert list(held) == [("Klub Testowy", None, date(2020, 2, 1)), ("Drugi Klub", date(2020, 2, 2), None)]


def test_a_club_keeps_its_address_when_its_name_is_corrected(send, anna):
    club = Club.objects.get()

    send(reverse("admin:council_club_change", args=[club.pk]), name="Klub Poprawiony")

    store_person(PersonDraft(term="2018-2024", name="Anna Lis", club="Klub Testowy"), document("b"))
    assert list(Club.objects.values_list("slug", "name")) == [("klub-testowy", "Klub Poprawiony")]


def test_two_clubs_of_one_term_have_two_names(send, anna):
    response = send(reverse("admin:council_club_add"), term_slug="2018-2024", name="Klub  testowy")

    assert "name" in errors(response)


def test_terms_come_from_the_citys_profile_alone(backroom, anna):
    term = anna.mandates.get().term

    assert backroom.get(reverse("admin:council_term_add")).status_code == 403
    assert backroom.post(reverse("admin:council_term_change", args=[term.pk]), {}).status_code == 403


def test_people_are_searched_without_diacritics_and_in_any_order(backroom, anna):
    store_person(PersonDraft(term="2018-2024", name="Łucja Żak"), document("f"))

    listed = backroom.get(reverse("admin:council_person_changelist"), {"q": "zak lucja"}).context["cl"].queryset

    assert [person.name for person in listed] == ["Łucja Żak"]
