"""Each rule that the database keeps for the council's record, and an attempt to break it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from council.models import Ballot, Body, InterpellationAuthor, Mandate, Person, PersonName, Sitting, Vote
from tests.factories.council import (
    DAY,
    AgendaItemFactory,
    BodyFactory,
    ClubFactory,
    ClubMembershipFactory,
    DraftResolutionFactory,
    MandateFactory,
    PersonFactory,
    ResolutionFactory,
    SessionFactory,
    TermFactory,
    VoteFactory,
)
from tests.factories.interpellations import InterpellationFactory
from tests.factories.remarks import RemarkFactory

pytestmark = pytest.mark.django_db


def a_term_that_ends_before_it_starts() -> None:
    TermFactory(starts=DAY, ends=DAY - timedelta(days=1))


def one_spelling_twice_for_a_person() -> None:
    PersonName.objects.create(person=PersonFactory(given_name="Jan", family_name="Nowak"), name="Nowak Jan")
    PersonName.objects.create(person=Person.objects.get(), name="nowak  JAN")


def two_mandates_of_a_person_from_an_unknown_day() -> None:
    person = PersonFactory()
    MandateFactory.create_batch(2, person=person, since=None)


def a_mandate_that_ends_before_it_starts() -> None:
    MandateFactory(since=DAY, until=DAY - timedelta(days=1))


def two_clubs_under_one_address() -> None:
    ClubFactory.create_batch(2, slug="kluby")


def two_memberships_in_a_club_from_an_unknown_day() -> None:
    ClubMembershipFactory.create_batch(2, person=PersonFactory(), club=ClubFactory())


def a_membership_that_ends_before_it_starts() -> None:
    ClubMembershipFactory(since=DAY, until=DAY - timedelta(days=1))


def two_drafts_under_one_print_number() -> None:
    DraftResolutionFactory.create_batch(2, number="148/2024")


def a_draft_that_replaces_itself() -> None:
    draft = DraftResolutionFactory()
    draft.replaces = draft
    draft.save()


def two_resolutions_under_one_address() -> None:
    ResolutionFactory(number="I/1/2014", slug="uchwala")
    ResolutionFactory(number="I/2/2014", slug="uchwala")


def two_resolutions_of_one_number() -> None:
    ResolutionFactory(number="XLIV/949/2014", slug="jedna")
    ResolutionFactory(number="XLIV/949/2014", slug="druga")


def a_second_council() -> None:
    BodyFactory()
    Body.objects.create(kind=Body.Kind.COUNCIL, slug="druga-rada", name="Druga Rada")


def two_sessions_of_one_number() -> None:
    SessionFactory(number=1, day=DAY)
    SessionFactory(number=1, day=DAY + timedelta(days=7))


def two_unnumbered_sessions_of_one_day() -> None:
    SessionFactory.create_batch(2, number=None, day=DAY)


def a_session_without_number_and_day() -> None:
    SessionFactory(number=None, day=None)


def one_sitting_twice() -> None:
    Sitting.objects.create(meeting=SessionFactory(day=DAY), day=DAY)


def two_agenda_items_of_one_label() -> None:
    AgendaItemFactory.create_batch(2, meeting=SessionFactory(), label="9.2a")


def two_votes_of_one_number() -> None:
    VoteFactory.create_batch(2, meeting=SessionFactory(), number=7)


def a_vote_in_another_year_than_its_day() -> None:
    VoteFactory(day=date(2014, 6, 12), year=2015)


def two_ballots_of_one_person() -> None:
    person = PersonFactory()
    VoteFactory(choices=[(person, "za"), (person, "przeciw")])


def two_ballots_in_one_place() -> None:
    vote: Vote = VoteFactory(choices=[("Jan Nowak", "za")])
    Ballot.objects.create(vote=vote, name="Anna Nowak", choice="za", label="ZA", position=1)


def a_choice_that_nobody_knows() -> None:
    VoteFactory(choices=[("Jan Nowak", "może")])


def two_interpellations_under_one_number() -> None:
    InterpellationFactory(number="BR.0003.1.2020", slug="jedna")
    InterpellationFactory(number="BR.0003.1.2020", slug="druga")


def an_answer_of_a_day_that_was_not_given() -> None:
    InterpellationFactory(answered_on=DAY, answer="")


def a_lack_of_an_answer_on_no_day() -> None:
    InterpellationFactory(answer="none", answer_as_of=None)


def an_interpellation_of_no_kind() -> None:
    InterpellationFactory(kind="petycja")


def two_who_asked_in_one_place() -> None:
    found = InterpellationFactory(asked=["Jan Nowak"])
    InterpellationAuthor.objects.create(interpellation=found, name="Anna Nowak", position=1)


def one_who_asked_twice() -> None:
    person = PersonFactory()
    InterpellationFactory(asked=[person, person])


def a_vote_of_no_kind() -> None:
    VoteFactory(kind="bajka")


def a_majority_that_nobody_knows() -> None:
    VoteFactory(required_majority="jednomyslna")


def one_remark_twice() -> None:
    RemarkFactory.create_batch(2, vote=VoteFactory(), speaker="Gazeta")


def a_remark_that_says_nothing() -> None:
    RemarkFactory(text="")


def a_remark_of_nobody_known() -> None:
    RemarkFactory(said_by="plotka")


def a_remark_about_a_person_without_a_name() -> None:
    RemarkFactory(person=PersonFactory(), about="")


BROKEN: dict[str, Callable[[], None]] = {
    "term_starts_before_it_ends": a_term_that_ends_before_it_starts,
    "person_name_once": one_spelling_twice_for_a_person,
    "mandate_once_in_term_from_a_day": two_mandates_of_a_person_from_an_unknown_day,
    "mandate_starts_before_it_ends": a_mandate_that_ends_before_it_starts,
    "club_slug_once_in_term": two_clubs_under_one_address,
    "club_membership_once_from_a_day": two_memberships_in_a_club_from_an_unknown_day,
    "club_membership_starts_before_it_ends": a_membership_that_ends_before_it_starts,
    "draft_resolution_number_once_in_term": two_drafts_under_one_print_number,
    "draft_resolution_not_its_own_successor": a_draft_that_replaces_itself,
    "resolution_slug_once_a_year": two_resolutions_under_one_address,
    "resolution_number_once": two_resolutions_of_one_number,
    "body_one_council": a_second_council,
    "meeting_number_once_in_term": two_sessions_of_one_number,
    "meeting_unnumbered_once_a_day": two_unnumbered_sessions_of_one_day,
    "meeting_has_number_or_day": a_session_without_number_and_day,
    "sitting_once_a_day": one_sitting_twice,
    "agenda_item_label_once_in_meeting": two_agenda_items_of_one_label,
    "vote_number_once_in_meeting": two_votes_of_one_number,
    "vote_year_is_its_days": a_vote_in_another_year_than_its_day,
    "vote_kind_known": a_vote_of_no_kind,
    "vote_majority_known": a_majority_that_nobody_knows,
    "remark_once_a_speaker": one_remark_twice,
    "remark_says_something": a_remark_that_says_nothing,
    "remark_speaker_known": a_remark_of_nobody_known,
    "remark_person_is_named": a_remark_about_a_person_without_a_name,
    "ballot_once_a_person": two_ballots_of_one_person,
    "ballot_once_a_position": two_ballots_in_one_place,
    "ballot_choice_known": a_choice_that_nobody_knows,
    "interpellation_number_once_in_term": two_interpellations_under_one_number,
    "interpellation_answer_of_a_day_is_given": an_answer_of_a_day_that_was_not_given,
    "interpellation_lack_of_an_answer_has_a_day": a_lack_of_an_answer_on_no_day,
    "interpellation_kind_known": an_interpellation_of_no_kind,
    "interpellation_author_once_a_position": two_who_asked_in_one_place,
    "interpellation_author_once_a_person": one_who_asked_twice,
}


@pytest.mark.parametrize(("constraint", "attempt"), BROKEN.items(), ids=list(BROKEN))
def test_the_database_refuses(constraint: str, attempt: Callable[[], None]) -> None:
    with pytest.raises(IntegrityError, match=f'"{constraint}"'), transaction.atomic():
        attempt()


def test_people_may_come_back_to_a_mandate_and_uncounted_resolutions_may_be_many() -> None:
    person = PersonFactory()
    MandateFactory(person=person, since=date(2010, 11, 21), until=date(2012, 1, 1))
    MandateFactory(person=person, since=date(2013, 1, 1))

    ResolutionFactory(number="", slug="jedna")
    ResolutionFactory(number="", slug="druga")

    assert Mandate.objects.filter(person=person).count() == 2
