"""Clubs, the comparison of up to four, the map of agreement: what they say, what they refuse, what they cost."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext

from council.models import Ballot, Club, Person, Vote
from council.periods import period_of
from council.presenters.matrix import matrix
from council.stats import Share
from tests.factories.council import (
    ClubFactory,
    ClubMembershipFactory,
    PersonFactory,
    SessionFactory,
    TermFactory,
    VoteFactory,
)

pytestmark = pytest.mark.django_db

CLUBS, COMPARISON, AGREEMENT = "/en/rada/kluby/", "/en/rada/porownanie/", "/en/rada/zgodnosc/"


def get(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, address
    return response.content.decode().replace("\u00a0", " ")


def chamber(people: int, votes: int, day: date = date(2014, 6, 12)) -> list[Person]:
    """People of one club, and so many divided votes of a session in which the first was against and the others for."""
    term, club, session = TermFactory(), ClubFactory(name="Dęby"), SessionFactory(day=day)
    named = [PersonFactory(in_term=term) for _ in range(people)]
    for person in named:
        ClubMembershipFactory(person=person, club=club)
    held = Vote.objects.bulk_create(
        VoteFactory.build(meeting=session, number=n + 1, day=day, tally_for=people - 1, tally_against=1)
        for n in range(votes)
    )
    Ballot.objects.bulk_create(
        Ballot(vote=vote, person=person, name=person.name, choice=choice, label=choice, position=place)
        for vote in held
        for place, person in enumerate(named)
        for choice in ["przeciw" if place == 0 else "za"]
    )
    return named


def compared(people: Sequence[Person], more: str = "") -> str:
    return f"{COMPARISON}?radni={','.join(person.slug for person in people)}{more}"


def test_clubs_of_the_newest_term_are_listed_with_their_figures(client: Client) -> None:
    chamber(4, 20)
    ClubFactory(term=TermFactory(slug="2006-2010"), name="Dawny")

    page = get(client, CLUBS)

    assert "Dęby" in page
    assert "Dawny" not in page
    assert "80 of 80" in page
    assert "75.0 %" in page
    assert "Dawny" in get(client, f"{CLUBS}?kadencja=2006-2010")


def test_the_councils_layers_of_attendance_are_not_mixed(client: Client) -> None:
    chamber(4, 20)
    SessionFactory(day=date(2014, 6, 12), present=20, absent=5)
    SessionFactory(day=date(2014, 7, 10), present=25, absent=0)
    SessionFactory(day=date(2014, 8, 7), present=24, absent=None)

    assert "45 of 50" in get(client, CLUBS)
    assert "20 of 25" in get(client, f"{CLUBS}?do=30.06.2014")
    assert "not counted by votes" in get(client, CLUBS)


def test_a_persons_page_leads_to_the_clubs_of_each_term(client: Client) -> None:
    people = chamber(2, 1)

    assert f'href="{CLUBS}deby/?kadencja=2010-2014"' in get(client, f"/en{people[0].get_absolute_url()}")


def test_a_club_page_names_its_people_and_how_often_each_left_it(client: Client) -> None:
    people = chamber(4, 20)

    page = get(client, f"{CLUBS}deby/")

    assert people[0].name in page
    assert "<b>20</b>" in page
    assert "0.0 %" in page
    assert "days not in the source" in page


def test_a_club_without_people_or_votes_says_so(client: Client) -> None:
    ClubFactory(name="Pusty")

    page = get(client, f"{CLUBS}pusty/")

    assert "No document that we have read names the people of this club" in page
    assert "no such votes" in page


def test_clubs_stand_beside_each_other(client: Client) -> None:
    named = chamber(4, 30)
    other = ClubFactory(name="Lipy")
    Person.objects.get(pk=named[0].pk).club_memberships.update(club=other)
    ClubMembershipFactory(person=named[1], club=other)

    page = get(client, f"{CLUBS}deby/")

    assert "With the other clubs" in page
    assert "Lipy" in page


@pytest.mark.parametrize("address", [f"{CLUBS}nie-ma/", f"{CLUBS}nie-ma/?kadencja=2010-2014"])
def test_an_unknown_club_is_not_found(client: Client, address: str) -> None:
    get(client, address, 404)


def test_a_period_narrows_the_figures(client: Client) -> None:
    people = chamber(3, 20, date(2013, 5, 9))
    VoteFactory(meeting=SessionFactory(day=date(2014, 6, 12)), choices=[(person, "za") for person in people])

    page = get(client, f"{CLUBS}?od=9.05.2013&do=9.05.2013")

    assert "60 of 60" in page
    assert "9 May 2013" in page
    assert "63 of 63" in get(client, CLUBS)


@pytest.mark.parametrize(
    "query", ["kadencja=1900-1904", "od=wczoraj", "od=2.01.2014&do=1.01.2014", "nieznany=1", "od=1.1.2014&od=2.1.2014"]
)
@pytest.mark.parametrize("address", [CLUBS, f"{CLUBS}deby/", COMPARISON, AGREEMENT])
def test_an_address_that_does_not_hold_has_no_figures(client: Client, address: str, query: str) -> None:
    chamber(3, 20)

    page = get(client, f"{address}?{query}", 400)

    assert 'id="errors"' in page
    assert " %" not in page.replace("100%", "")


def test_people_are_compared_over_the_same_votes(client: Client) -> None:
    people = chamber(3, 100)

    page = get(client, compared(people))

    assert page.count("100 of 100") >= 6
    assert f"{people[0].name} and {people[1].name}" in page
    assert "0 of 100" in page
    assert "100 votes in which two of them voted and chose otherwise. Here are the newest." in page
    assert page.count('class="lead"') == 20


def test_too_few_votes_in_common_show_no_share(client: Client) -> None:
    page = get(client, compared(chamber(2, 99)))

    assert "too few data" in page
    assert "99 of the 100 needed" in page


def test_somebody_who_is_not_named_in_a_vote_is_not_given_a_choice(client: Client) -> None:
    people = chamber(2, 1)
    stranger = PersonFactory(in_term=TermFactory())

    page = get(client, compared([*people, stranger]))

    assert "not named" in page
    assert "no such votes" in page


def test_the_form_moves_to_a_short_address(client: Client) -> None:
    response = client.get(f"{COMPARISON}?kto=anna-a&kto=&kto=anna-b&kto=anna-a&kadencja=2010-2014&od=")

    assert response.status_code == 302
    assert response.headers["Location"] == f"{COMPARISON}?radni=anna-a,anna-b&kadencja=2010-2014"


def test_one_person_or_nobody_is_asked_for_more(client: Client) -> None:
    people = chamber(2, 1)

    assert "Choose at least two people" in get(client, COMPARISON)
    assert "Choose at least two people" in get(client, compared(people[:1]))


def test_somebody_unknown_or_a_fifth_is_refused(client: Client) -> None:
    people = chamber(5, 1)

    assert "We do not know one of the people" in get(client, f"{COMPARISON}?radni=nikt,{people[0].slug}", 400)
    assert "At most four people" in get(client, compared(people), 400)


def test_people_of_different_terms_are_compared_in_a_term_of_one_of_them(client: Client) -> None:
    people = chamber(2, 20)

    assert "20 of 20" in get(client, compared(people, "&kadencja=2010-2014"))


def test_the_map_orders_people_by_club_and_gives_the_same_numbers_as_a_table(client: Client) -> None:
    people = chamber(3, 100)
    small = ClubFactory(name="Akacje")
    people[1].club_memberships.update(club=small)

    page = get(client, AGREEMENT)

    assert (
        page.index(f">{people[0].name}</a>")
        < page.index(f">{people[2].name}</a>")
        < page.index(f">{people[1].name}</a>")
    )
    assert page.count('heat__cell--5">100<') == 2
    assert page.count('heat__cell--1">0<') == 4
    assert 'class="heat"' in page


def test_a_pair_with_too_few_votes_has_its_numbers_and_no_colour(client: Client) -> None:
    chamber(2, 99)

    page = get(client, AGREEMENT)

    assert page.count("0/99") == 2
    assert "heat__cell--1" not in page
    assert "1 pair has too few votes in common" in page


def test_unanimous_votes_are_on_the_map_only_when_asked_for(client: Client) -> None:
    people = [PersonFactory(in_term=TermFactory()) for _ in range(2)]
    VoteFactory(choices=[(person, "za") for person in people])

    assert "We make no figures here" in get(client, AGREEMENT)
    assert get(client, f"{AGREEMENT}?glosowania=wszystkie").count("1/1") == 2


@pytest.mark.parametrize(
    ("part", "step"), [(0, 1), (99, 1), (100, 2), (139, 2), (140, 3), (170, 4), (189, 4), (190, 5), (200, 5)]
)
def test_classes_begin_where_the_legend_says(part: int, step: int, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = chamber(2, 1)
    shares = {(one.pk, other.pk): Share(part, 200), (other.pk, one.pk): Share(part, 200)}
    monkeypatch.setattr("council.presenters.matrix.agreements", lambda roll, people, among: shares)

    found = matrix(period_of(QueryDict(), [TermFactory()]))

    assert found.steps == [[-1, step], [step, -1]]


def queries(client: Client, address: str) -> int:
    client.get(address)  # what is remembered for the process is not the page's
    with CaptureQueriesContext(connection) as asked:
        get(client, address)
    return len(asked)


@pytest.mark.parametrize(("people", "votes"), [(2, 2), (4, 500)])
def test_pages_of_figures_cost_the_same_whatever_their_size(client: Client, people: int, votes: int) -> None:
    named = chamber(people, votes)
    for number in range(votes):
        ClubFactory(name=f"Inny {number}")

    assert queries(client, CLUBS) == 9
    assert queries(client, f"{CLUBS}deby/") == 10
    assert queries(client, compared(named)) == 7
    assert queries(client, AGREEMENT) == 7
    assert Club.objects.count() == votes + 1


def test_a_map_without_one_pair_that_counts_is_not_drawn(client: Client) -> None:
    chamber(3, 2)

    page = get(client, AGREEMENT)

    assert "Too few votes to draw a map" in page
    assert "legend--heat" not in page
    assert "12 June 2014 – 12 June 2014" not in page


def test_a_map_with_pairs_that_count_is_drawn(client: Client) -> None:
    chamber(3, 100)

    page = get(client, AGREEMENT)

    assert "Too few votes to draw a map" not in page
    assert "legend--heat" in page


def test_a_club_says_how_many_of_its_people_we_know(client: Client) -> None:
    chamber(3, 1)

    assert "We know of 3 people who sat in this club." in get(client, f"{CLUBS}{Club.objects.get().slug}/")
