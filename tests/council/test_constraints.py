"""Each rule that the database keeps for the council's record, and an attempt to break it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time, timedelta

import pytest
from django.db import IntegrityError, transaction

from council.models import Ballot, Body, InterpellationAuthor, Mandate, Person, PersonName, Sitting, Vote
from tests.factories.committees import (
    AttendanceFactory,
    BodyMembershipFactory,
    CommitteeMeetingFactory,
    CommitteeTermFactory,
    OpinionFactory,
)
from tests.factories.council import (
    DAY,
    AgendaItemFactory,
    BodyFactory,
    ClubFactory,
    ClubMembershipFactory,
    CommitteeFactory,
    DraftResolutionFactory,
    MandateFactory,
    PersonFactory,
    ResolutionFactory,
    SessionFactory,
    TermFactory,
    VoteFactory,
)
from tests.factories.interpellations import InterpellationFactory
from tests.factories.life import DraftStageFactory, ResolutionRelationFactory, RulingFactory
from tests.factories.names import NameTieFactory, PersonMergeFactory
from tests.factories.petitions import PetitionFactory
from tests.factories.remarks import RemarkFactory
from tests.factories.texts import MinutesPageFactory, PassageFactory, TimeCodeFactory

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


def two_pages_of_minutes_under_one_number() -> None:
    MinutesPageFactory.create_batch(2, meeting=SessionFactory(), number=1)


def a_page_of_minutes_before_the_first() -> None:
    MinutesPageFactory(number=0)


def two_passages_at_one_time() -> None:
    PassageFactory.create_batch(2, meeting=SessionFactory(), starts=60)


def a_passage_that_ends_before_it_starts() -> None:
    PassageFactory(starts=60, ends=59)


def two_moments_of_one_item() -> None:
    TimeCodeFactory.create_batch(2, meeting=SessionFactory())


def a_private_person_by_name() -> None:
    PetitionFactory(petitioner_kind="person", petitioner="Jan Kowalski")


def a_petitioner_of_no_kind() -> None:
    PetitionFactory(petitioner_kind="", petitioner="Jan Kowalski")


def a_petition_of_a_day_in_another_month() -> None:
    PetitionFactory(received_on=date(2020, 5, 11), month=6)


def a_petition_of_a_thirteenth_month() -> None:
    PetitionFactory(month=13)


def a_petition_with_an_outcome_that_nobody_knows() -> None:
    PetitionFactory(outcome="może")


def one_committee_twice_in_a_term() -> None:
    CommitteeTermFactory.create_batch(2, body=CommitteeFactory())


def a_committee_whose_members_are_known_from_no_day() -> None:
    CommitteeTermFactory(members_known_until=DAY)


def one_function_twice_from_an_unknown_day() -> None:
    BodyMembershipFactory.create_batch(2, person=PersonFactory(), body=CommitteeFactory())


def a_function_that_ends_before_it_starts() -> None:
    BodyMembershipFactory(since=DAY, until=DAY - timedelta(days=1))


def a_function_that_nobody_knows() -> None:
    BodyMembershipFactory(role="prezes")


def two_opinions_of_one_day() -> None:
    OpinionFactory.create_batch(2, committee=CommitteeFactory(), draft=DraftResolutionFactory())


def an_opinion_that_says_nothing_known() -> None:
    OpinionFactory(verdict="może")


def an_opinion_of_a_meeting_on_no_day() -> None:
    OpinionFactory(meeting=CommitteeMeetingFactory(), day=None)


def one_person_twice_in_a_layer() -> None:
    AttendanceFactory(meeting=(meeting := SessionFactory()), person=(person := PersonFactory()))
    AttendanceFactory(meeting=meeting, person=person, name="inny zapis")


def one_unknown_name_twice_in_a_layer() -> None:
    AttendanceFactory.create_batch(2, meeting=SessionFactory(), person=None)


def a_layer_that_nobody_knows() -> None:
    AttendanceFactory(layer="votes")


def a_presence_that_nobody_knows() -> None:
    AttendanceFactory(state="może")


def somebody_absent_who_left_early() -> None:
    AttendanceFactory(state="absent", left_at=time(18, 30))


def somebody_who_left_before_coming() -> None:
    AttendanceFactory(came_at=time(18, 30), left_at=time(16, 30))


def a_mover_of_no_kind() -> None:
    DraftResolutionFactory(initiator="ministerstwo")


def a_club_that_tabled_a_mayors_draft() -> None:
    DraftResolutionFactory(initiator="mayor", initiator_club=ClubFactory())


def a_resident_by_name() -> None:
    DraftResolutionFactory(initiator="residents", initiator_name="Jan Nowak")


def a_journal_of_another_year_than_its_day() -> None:
    ResolutionFactory(journal_year=2013, journal_on=date(2014, 7, 1))


def one_event_twice_on_an_unknown_day() -> None:
    DraftStageFactory.create_batch(2, draft=DraftResolutionFactory(), day=None)


def an_event_that_nobody_knows() -> None:
    DraftStageFactory(stage="zapomniany")


def an_opinion_of_no_committee() -> None:
    DraftStageFactory(stage="opinion")


def two_rulings_of_one_signature() -> None:
    RulingFactory.create_batch(2, number="II SA/Gl 277/10")


def two_unsigned_rulings_on_one_subject() -> None:
    RulingFactory.create_batch(2, resolution=None, number="", ruled_on=None, year=2012, key="parkowanie")


def a_ruling_of_no_known_effect() -> None:
    RulingFactory(effect="odroczona")


def a_ruling_in_another_year_than_its_day() -> None:
    RulingFactory(year=2013)


def one_relation_twice() -> None:
    acting, target = ResolutionFactory(), ResolutionFactory()
    ResolutionRelationFactory.create_batch(2, resolution=acting, target=target)


def a_relation_to_nothing() -> None:
    ResolutionRelationFactory(target=None, target_number="")


def a_resolution_that_changes_itself() -> None:
    acting = ResolutionFactory()
    ResolutionRelationFactory(resolution=acting, target=acting)


def a_relation_of_no_kind() -> None:
    ResolutionRelationFactory(kind="przypomina")


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


def one_name_decided_twice() -> None:
    NameTieFactory.create_batch(2)


def a_name_tied_for_two_papers_at_once() -> None:
    NameTieFactory(meeting=SessionFactory(), interpellation=InterpellationFactory())


def a_name_put_aside_without_a_reason() -> None:
    NameTieFactory(reason="")


def a_decision_on_a_name_undone_by_nobody() -> None:
    NameTieFactory(undone_at="2026-01-01T00:00Z")


def a_merge_without_a_reason() -> None:
    PersonMergeFactory(reason="")


def a_merge_of_no_kind() -> None:
    PersonMergeFactory(kind="guess")


def a_merge_undone_by_nobody() -> None:
    PersonMergeFactory(undone_at="2026-01-01T00:00Z")


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
    "minutes_page_once_in_meeting": two_pages_of_minutes_under_one_number,
    "minutes_page_from_one": a_page_of_minutes_before_the_first,
    "passage_once_at_a_time": two_passages_at_one_time,
    "passage_ends_after_it_starts": a_passage_that_ends_before_it_starts,
    "time_code_once_an_item": two_moments_of_one_item,
    "petition_private_person_is_masked": a_private_person_by_name,
    "petition_named_petitioner_has_a_kind": a_petitioner_of_no_kind,
    "petition_day_lies_in_its_month": a_petition_of_a_day_in_another_month,
    "petition_month_of_the_year": a_petition_of_a_thirteenth_month,
    "petition_outcome_known": a_petition_with_an_outcome_that_nobody_knows,
    "committee_once_in_term": one_committee_twice_in_a_term,
    "committee_members_known_from_a_day_to_a_day": a_committee_whose_members_are_known_from_no_day,
    "body_membership_once_from_a_day": one_function_twice_from_an_unknown_day,
    "body_membership_starts_before_it_ends": a_function_that_ends_before_it_starts,
    "body_membership_role_known": a_function_that_nobody_knows,
    "opinion_once_a_day": two_opinions_of_one_day,
    "opinion_verdict_known": an_opinion_that_says_nothing_known,
    "opinion_of_a_meeting_has_a_day": an_opinion_of_a_meeting_on_no_day,
    "attendance_once_a_person_and_layer": one_person_twice_in_a_layer,
    "attendance_once_a_name_and_layer": one_unknown_name_twice_in_a_layer,
    "attendance_layer_known": a_layer_that_nobody_knows,
    "attendance_state_known": a_presence_that_nobody_knows,
    "attendance_hours_of_somebody_present": somebody_absent_who_left_early,
    "attendance_came_before_leaving": somebody_who_left_before_coming,
    "draft_resolution_initiator_known": a_mover_of_no_kind,
    "draft_resolution_initiator_of_its_kind": a_club_that_tabled_a_mayors_draft,
    "draft_resolution_residents_unnamed": a_resident_by_name,
    "resolution_published_in_the_year_of_its_journal": a_journal_of_another_year_than_its_day,
    "draft_stage_once_a_day": one_event_twice_on_an_unknown_day,
    "draft_stage_known": an_event_that_nobody_knows,
    "draft_stage_of_a_committee_has_one": an_opinion_of_no_committee,
    "ruling_signature_once": two_rulings_of_one_signature,
    "ruling_without_signature_once": two_unsigned_rulings_on_one_subject,
    "ruling_effect_known": a_ruling_of_no_known_effect,
    "ruling_in_the_year_of_its_day": a_ruling_in_another_year_than_its_day,
    "resolution_relation_once_of_a_kind": one_relation_twice,
    "resolution_relation_names_its_target": a_relation_to_nothing,
    "resolution_relation_with_another_act": a_resolution_that_changes_itself,
    "resolution_relation_kind_known": a_relation_of_no_kind,
    "name_tie_once_in_force": one_name_decided_twice,
    "name_tie_of_one_paper": a_name_tied_for_two_papers_at_once,
    "name_tie_dismissed_with_a_reason": a_name_put_aside_without_a_reason,
    "name_tie_undone_by_somebody": a_decision_on_a_name_undone_by_nobody,
    "person_merge_has_a_reason": a_merge_without_a_reason,
    "person_merge_kind_known": a_merge_of_no_kind,
    "person_merge_undone_by_somebody": a_merge_undone_by_nobody,
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
