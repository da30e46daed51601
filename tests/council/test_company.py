"""A person among the others: part taken session by session, votes alike, votes otherwise than the club."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from council.models import Body, Person, Term, Vote
from council.presenters.company import agreement_with, company_of, years_of
from council.presenters.dissent import dissent_of
from council.stats import Roll, Share, rolls_of
from tests.factories.council import (
    ClubFactory,
    CommitteeFactory,
    MandateFactory,
    PersonFactory,
    SessionFactory,
    TermFactory,
    VoteFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english() -> Any:
    with translation.override("en"):
        yield


@pytest.fixture
def people() -> list[Person]:
    return [PersonFactory(in_term=TermFactory(), family_name=name) for name in ("Adamska", "Bielak", "Cichy")]


def rolls() -> list[Roll]:
    return list(rolls_of(Term.objects.all()).values())


def alike(person: Person) -> dict[str, tuple[int, int]]:
    """Give (alike, both voted) with every other person, however few votes there are."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Share, "enough", True)
        found = agreement_with(person, rolls())
    slugs = dict(Person.objects.values_list("pk", "slug"))
    return {slugs[other]: (share.part, share.whole) for other, share in found.items()}


def vote(people: list[Person], choices: str, **fields: Any) -> None:
    VoteFactory(choices=list(zip(people, choices.split(), strict=True)), **fields)


def test_part_in_votes_is_counted_session_by_session(people: list[Person]) -> None:
    first, second = SessionFactory(day=date(2013, 5, 9)), SessionFactory(day=date(2014, 6, 12))
    vote(people[:1], "za", meeting=second)
    vote(people[:1], "nieobecny", meeting=second)
    vote(people[:1], "wstrzymal_sie", meeting=first)

    years = years_of(people[0], rolls())

    assert [(year.year, [(day.label, day.taken, day.asked, day.url) for day in year.days]) for year in years] == [
        (2013, [("09.05", 1, 1, first.get_absolute_url())]),
        (2014, [("12.06", 1, 2, second.get_absolute_url())]),
    ]


def test_a_committees_votes_are_no_part_of_a_session(people: list[Person]) -> None:
    vote(people[:1], "za", meeting=SessionFactory(body=CommitteeFactory()))

    assert years_of(people[0], rolls()) == []
    assert Body.objects.filter(kind=Body.Kind.COUNCIL).count() == 0


def test_agreement_is_the_share_of_divided_votes_in_which_both_chose_the_same(people: list[Person]) -> None:
    vote(people, "za za przeciw")
    vote(people, "przeciw za przeciw")
    vote(people, "wstrzymal_sie nieobecny za")

    assert alike(people[0]) == {people[1].slug: (1, 2), people[2].slug: (1, 3)}


def test_unanimous_votes_make_nobody_alike(people: list[Person]) -> None:
    vote(people, "za za za")

    assert set(alike(people[0]).values()) == {(0, 0)}


def test_a_colleague_without_a_mandate_on_that_day_is_left_out(people: list[Person]) -> None:
    MandateFactory(person=(former := PersonFactory()), until=date(2012, 1, 1))
    vote([*people, former], "za przeciw za za", day=date(2014, 6, 12))

    assert former.slug not in alike(people[0])


def test_too_few_votes_together_show_no_agreement(people: list[Person], client: Client) -> None:
    vote(people, "za przeciw za")

    assert agreement_with(people[0], rolls()) == {}
    assert company_of(people[0], rolls()).closest == ()
    assert "Voted alike most often" not in client.get(people[0].get_absolute_url()).content.decode()


def test_nobody_is_both_closest_and_farthest(people: list[Person], monkeypatch: pytest.MonkeyPatch) -> None:
    others = [PersonFactory(given_name="Ewa", family_name=f"Osoba {n}") for n in range(5)]
    shares = {other.pk: Share(100 - n, 100) for n, other in enumerate(others)}
    monkeypatch.setattr("council.presenters.company.agreement_with", lambda person, rolls: shares)

    company = company_of(people[0], [])

    assert [each.name for each in company.closest] == ["Ewa Osoba 0", "Ewa Osoba 1"]
    assert [each.name for each in company.farthest] == ["Ewa Osoba 4", "Ewa Osoba 3"]
    assert company.closest[0].share.replace("\u00a0", " ") == "100.0 %"


def test_dissent_is_found_among_divided_votes_in_the_club() -> None:
    club = ClubFactory()
    people = [PersonFactory(in_term=TermFactory(), club=club) for _ in range(3)]
    vote(people, "przeciw za za", subject="Inaczej")
    vote(people, "za za przeciw", subject="Jak klub")
    vote(people, "za za za", subject="Jednomyślnie")
    vote(people, "nieobecny za przeciw", subject="Nieobecność")

    found = dissent_of(people[0], rolls())

    assert list(Vote.objects.filter(pk__in=found.newest).values_list("subject", flat=True)) == ["Inaczej"]
    assert found.total == 1
    assert found.compared == 2


def test_the_page_says_that_nothing_differs(client: Client) -> None:
    club = ClubFactory()
    people = [PersonFactory(in_term=TermFactory(), club=club) for _ in range(3)]
    vote(people, "za za przeciw")

    page = client.get(people[0].get_absolute_url()).content.decode()

    assert "No vote of this person differs" in page
