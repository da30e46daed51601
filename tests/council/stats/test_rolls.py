"""A made-up term small enough to count on fingers: mandates and clubs that begin and end, ties, silence, doubts."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from council.models import Ballot, Meeting, Term, Vote
from council.stats import (
    Roll,
    Share,
    agreement,
    agreement_of_clubs,
    figures_of,
    figures_of_club,
    figures_of_council,
    roll_of,
    rolls_of,
)
from council.stats.rolls import at_least
from tests.factories.council import (
    ClubFactory,
    ClubMembershipFactory,
    CommitteeFactory,
    MandateFactory,
    PersonFactory,
    SessionFactory,
    TermFactory,
    VoteFactory,
)

pytestmark = pytest.mark.django_db

MARCH, MAY, JUNE, JULY = date(2013, 3, 1), date(2013, 5, 9), date(2013, 6, 1), date(2013, 7, 4)


class Chamber:
    """
    Four people and six votes on two days.

    Ewa moved from the Oaks to the Limes on 1 June; Jan's mandate ended on 31 May. By Adam, Basia, Ewa, Jan:

        March 1   a  za za za za                      nobody divided
                  b  za za przeciw za                 Ewa leaves the Oaks
                  c  za przeciw nieobecny za          the Oaks are split, one to one: no usual choice
        July 4    d  za za przeciw (Jan: przeciw)     Ewa is a Lime, alone: no usual choice; Jan has no mandate
                  e  za wstrzymal_sie za -            the Oaks are split again
                  f  nie_glosowal za nieobecny -      one Oak voted: no usual choice
    """

    def __init__(self) -> None:
        self.term = TermFactory()
        self.oaks, self.limes = ClubFactory(name="Dęby"), ClubFactory(name="Lipy")
        self.adam, self.basia, self.ewa = (
            PersonFactory(given_name=name, in_term=self.term) for name in ("Adam", "Basia", "Ewa")
        )
        self.jan = PersonFactory(given_name="Jan")
        MandateFactory(person=self.jan, until=date(2013, 5, 31))
        for person in (self.adam, self.basia):
            ClubMembershipFactory(person=person, club=self.oaks)
        ClubMembershipFactory(person=self.ewa, club=self.oaks, until=date(2013, 5, 31))
        ClubMembershipFactory(person=self.ewa, club=self.limes, since=JUNE)
        march, july = SessionFactory(day=MARCH), SessionFactory(day=JULY)
        self.a = self.vote(march, "za za za za")
        self.b = self.vote(march, "za za przeciw za")
        self.c = self.vote(march, "za przeciw nieobecny za")
        self.d = self.vote(july, "za za przeciw przeciw")
        self.e = self.vote(july, "za wstrzymal_sie za")
        self.f = self.vote(july, "nie_glosowal za nieobecny")

    def vote(self, meeting: Meeting, choices: str, **fields: Any) -> Vote:
        people = [self.adam, self.basia, self.ewa, self.jan]
        return VoteFactory(meeting=meeting, choices=list(zip(people, choices.split(), strict=False)), **fields)

    @property
    def roll(self) -> Roll:
        return roll_of(self.term)


@pytest.fixture
def chamber() -> Chamber:
    return Chamber()


def parts(share: Share) -> tuple[int, int]:
    return share.part, share.whole


def test_votes_stand_in_the_order_of_days(chamber: Chamber) -> None:
    roll = chamber.roll

    assert roll.keys == tuple(vote.pk for vote in (chamber.a, chamber.b, chamber.c, chamber.d, chamber.e, chamber.f))
    assert list(roll.keys_of(roll.contested)) == [vote.pk for vote in (chamber.e, chamber.d, chamber.c, chamber.b)]
    assert roll.days_of(roll.all) == (MARCH, JULY)
    assert roll.days_of(0) is None


def test_contested_is_what_the_queryset_calls_contested(chamber: Chamber) -> None:
    assert set(chamber.roll.keys_of(chamber.roll.contested)) == set(
        Vote.objects.contested().values_list("pk", flat=True)
    )


def test_a_person_is_counted_with_its_denominators(chamber: Chamber) -> None:
    adam, basia = figures_of(chamber.roll, chamber.adam.pk), figures_of(chamber.roll, chamber.basia.pk)

    assert parts(adam.taken) == (5, 6)
    assert parts(adam.position) == (5, 6)
    assert parts(basia.taken) == (6, 6)
    assert parts(basia.position) == (5, 6)
    assert adam.counts["nie_glosowal"] == 1


def test_the_club_is_the_one_of_the_day(chamber: Chamber) -> None:
    """In d Ewa votes otherwise than the Oaks, whom she left in June."""
    roll = chamber.roll

    assert parts(figures_of(roll, chamber.ewa.pk).with_club) == (1, 2)
    assert figures_of(roll, chamber.ewa.pk).with_club.rest == 1
    assert parts(figures_of(roll, chamber.ewa.pk, roll.contested).with_club) == (0, 1)
    assert roll.usual_for(chamber.ewa.pk, roll.keys) == {chamber.a.pk: "za", chamber.b.pk: "za"}


def test_nobody_differs_from_a_club_that_is_split_or_alone(chamber: Chamber) -> None:
    roll = chamber.roll

    assert parts(figures_of(roll, chamber.basia.pk).with_club) == (3, 3)
    assert roll.judged(chamber.limes.pk) == 0
    assert list(roll.keys_of(roll.judged(chamber.oaks.pk))) == [vote.pk for vote in (chamber.d, chamber.b, chamber.a)]


def test_a_period_takes_both_its_days(chamber: Chamber) -> None:
    roll = chamber.roll

    assert roll.between(MARCH, MARCH).bit_count() == 3
    assert roll.between(MAY, JULY).bit_count() == 3
    assert roll.between(MAY, JUNE) == 0
    assert roll.between(JULY, MARCH) == 0
    assert parts(figures_of(roll, chamber.adam.pk, roll.between(since=MAY)).taken) == (2, 3)


def test_two_people_are_compared_where_both_held_mandates_and_voted(chamber: Chamber) -> None:
    roll = chamber.roll

    assert parts(agreement(roll, chamber.adam.pk, chamber.ewa.pk)) == (2, 4)
    assert parts(agreement(roll, chamber.adam.pk, chamber.ewa.pk, roll.contested)) == (1, 3)
    assert parts(agreement(roll, chamber.jan.pk, chamber.ewa.pk)) == (1, 2)


def test_a_club_is_made_of_its_people_while_they_stood_in_it(chamber: Chamber) -> None:
    oaks = figures_of_club(chamber.roll, chamber.oaks.pk)

    assert (oaks.people, oaks.votes) == (3, 6)
    assert parts(oaks.taken) == (13, 15)
    assert parts(oaks.position) == (12, 15)
    assert parts(oaks.with_club) == (7, 8)
    assert parts(oaks.whole) == (2, 3)


def test_clubs_are_compared_where_both_had_a_usual_choice(chamber: Chamber) -> None:
    ClubMembershipFactory(person=chamber.jan, club=chamber.limes)
    ClubMembershipFactory(person=chamber.ewa, club=chamber.limes, since=MARCH, until=MARCH)

    assert parts(agreement_of_clubs(chamber.roll, chamber.oaks.pk, chamber.limes.pk)) == (1, 1)


def test_the_council_is_everybody_inside_their_mandates(chamber: Chamber) -> None:
    council = figures_of_council(chamber.roll)

    assert (council.people, council.votes) == (4, 6)
    assert parts(council.contested) == (4, 6)
    assert parts(council.taken) == (18, 21)
    assert council.taken.whole == Ballot.objects.counted().count()


def test_an_inferred_membership_makes_no_figure(chamber: Chamber) -> None:
    chamber.oaks.memberships.update(certainty="inferred")

    assert figures_of(chamber.roll, chamber.adam.pk).with_club.whole == 0


@pytest.mark.parametrize("changes", [{"certainty": "inferred"}, {"withdrawn_at": "2026-01-01T00:00Z"}])
def test_what_is_inferred_or_removed_by_the_office_is_not_counted(chamber: Chamber, changes: dict[str, str]) -> None:
    Vote.objects.filter(pk=chamber.b.pk).update(**changes)

    assert chamber.b.pk not in chamber.roll.keys
    assert figures_of(chamber.roll, chamber.adam.pk).asked == 5


def test_a_committees_votes_and_unknown_names_are_not_counted(chamber: Chamber) -> None:
    VoteFactory(meeting=SessionFactory(body=CommitteeFactory(), day=MAY), choices=[(chamber.adam, "za")])
    VoteFactory(meeting=SessionFactory(day=MAY), choices=[("Ktoś Nieznany", "za")])

    assert len(chamber.roll.keys) == 6


def test_a_term_without_votes_is_empty(chamber: Chamber) -> None:
    later = TermFactory(slug="2014-2018", name="VII kadencja")

    assert roll_of(later).all == 0
    assert figures_of_council(roll_of(later)).contested == Share(0, 0)
    assert rolls_of([]) == {}


def test_rolls_cost_the_same_whatever_there_is(chamber: Chamber) -> None:
    for terms in (Term.objects.filter(pk=chamber.term.pk), [chamber.term, TermFactory(slug="2014-2018")]):
        listed = list(terms)
        with CaptureQueriesContext(connection) as asked:
            rolls_of(listed)
        assert len(asked) == 4


def test_a_small_sample_is_not_enough() -> None:
    assert not Share(19, 19).enough
    assert Share(0, 20).enough


def test_levels_count_how_many_sets_hold_each_vote() -> None:
    assert at_least([0b0111, 0b0110, 0b1100]) == [0b1111, 0b0110, 0b0100]
    assert at_least([]) == []
