"""What a person entered or corrected, and the documents read afterwards."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User

from council.drafts import AgendaItemDraft, ClubMembershipDraft, MeetingRef, Official, PersonDraft, SessionDraft
from council.importers import store_agenda_item, store_membership, store_person, store_session, store_vote
from council.models import AgendaItem, ClubMembership, DraftResolution, Meeting, Person, Vote
from tests.council.importers.conftest import DAY, document, roll_call
from watchdog.archive.writing import Evidence, Outcome, correct
from watchdog.ingest.source import Rejection

pytestmark = pytest.mark.django_db

TYPED = (("Anna Lis", "za"), ("Jan Kot", "za"))
READ = (("Lis Anna", "za"), ("Kot Jan", "przeciw"))


@pytest.fixture
def by_hand(db: None) -> Evidence:
    return Evidence(user=User.objects.create_user("wolontariuszka"), reason="Protokół, s. 7")


def test_a_machine_never_touches_the_roll_call_of_a_typed_vote(people, by_hand):
    people("Anna Lis", "Jan Kot")
    store_vote(roll_call(*TYPED), by_hand)

    outcome = store_vote(roll_call(*READ), document()).outcome

    vote = Vote.objects.get()
    held = vote.changes.get()
    assert outcome is Outcome.UNCHANGED
    assert {ballot.name: ballot.choice for ballot in vote.ballots.all()} == dict(TYPED)
    assert (held.field, held.before, held.after, held.applied) == ("ballot: Jan Kot", "za", "przeciw", False)


def test_the_same_waiting_ballot_is_kept_once_however_often_it_is_read(people, by_hand):
    people("Anna Lis", "Jan Kot")
    store_vote(roll_call(*TYPED), by_hand)

    for mark in "aab":
        store_vote(roll_call(*READ), document(mark))

    assert Vote.objects.get().changes.count() == 1


def test_a_corrected_ballot_stands_whatever_the_order_of_the_names(people, by_hand):
    people("Anna Lis", "Jan Kot")
    store_vote(roll_call(*READ), document())
    store_vote(roll_call(("Lis Anna", "za"), ("Kot Jan", "wstrzymal_sie")), by_hand)

    store_vote(roll_call(("Anna Lis", "za"), ("Jan Kot", "przeciw")), document("b"))

    vote = Vote.objects.get()
    assert vote.ballots.get(person__family_name="Kot").choice == "wstrzymal_sie"
    assert vote.changes.filter(applied=False).count() == 1


def test_a_corrected_ballot_stands_where_a_document_leaves_the_person_out(people, by_hand):
    people("Anna Lis", "Jan Kot")
    store_vote(roll_call(*READ), document())
    store_vote(roll_call(("Lis Anna", "za"), ("Kot Jan", "za")), by_hand)

    store_vote(roll_call(("Lis Anna", "za")), document("b"))

    assert Vote.objects.get().ballots.get(person__family_name="Kot").choice == "za"


def test_a_document_fills_what_a_person_left_open(people, by_hand):
    people("Anna Lis", "Jan Kot")
    store_vote(roll_call(), by_hand)

    store_vote(roll_call(*READ, official=Official(za=1, przeciw=1, wstrzymal_sie=0)), document())

    vote = Vote.objects.get()
    assert (vote.official_for, vote.ballots.count()) == (1, 2)
    assert not vote.changes.filter(applied=False).exists()


def test_a_vote_a_person_entered_as_secret_takes_no_names(people, by_hand):
    people("Anna Lis", "Jan Kot")
    store_vote(roll_call(secret=True), by_hand)

    store_vote(roll_call(*READ), document())

    vote = Vote.objects.get()
    assert vote.secret
    assert not vote.ballots.exists()


def test_two_votes_on_one_question_stay_two_after_a_correction_of_one(by_hand):
    first: Any = store_vote(roll_call(number=5), document()).record
    correct(first, {"note": "Powtórzone"}, by_hand)

    store_vote(roll_call(number=6), document())

    assert sorted(Vote.objects.values_list("number", flat=True)) == [5, 6]


@pytest.mark.parametrize(("field", "value"), [("number", 45), ("day", date(2014, 6, 13))])
def test_a_session_corrected_by_a_person_is_found_by_what_its_document_says(by_hand, field, value):
    draft = SessionDraft(meeting=MeetingRef(number=44, day=DAY))
    meeting: Any = store_session(draft, document()).record
    correct(meeting, {field: value}, by_hand)

    store_session(draft, document())

    assert getattr(Meeting.objects.get(), field) == value


def test_an_item_corrected_by_a_person_is_found_by_its_printed_label(by_hand):
    draft = AgendaItemDraft(meeting=MeetingRef(number=44, day=DAY), label="7", position=7, title="Przerwa")
    item: Any = store_agenda_item(draft, document()).record
    correct(item, {"label": "7a"}, by_hand)

    store_agenda_item(draft, document())

    assert AgendaItem.objects.get().label == "7a"


def test_a_persons_item_fills_a_known_draft_and_corrects_nothing_of_it(by_hand):
    ref = MeetingRef(number=44, day=DAY)
    first = AgendaItemDraft(
        meeting=ref, label="7", position=7, title="osiedle", print_number="495", replaces="480", amended=True
    )
    store_agenda_item(first, document())

    store_agenda_item(AgendaItemDraft(meeting=ref, label="8", position=8, title="x", print_number="495"), by_hand)

    draft = DraftResolution.objects.get(number="495")
    assert (draft.title, draft.amended, draft.replaces.number) == ("osiedle", True, "480")


def test_a_withdrawn_record_stays_withdrawn_when_a_person_corrects_it(by_hand):
    meeting: Any = store_session(SessionDraft(meeting=MeetingRef(number=44, day=DAY)), document()).record
    Meeting.objects.filter(pk=meeting.pk).update(withdrawn_at="2026-01-01T00:00Z")
    meeting.refresh_from_db()

    correct(meeting, {"note": "Sesja odwołana"}, by_hand)

    assert Meeting.objects.get().withdrawn_at is not None


def test_a_membership_keeps_its_days_and_comes_once(by_hand):
    store_person(PersonDraft(term="2018-2024", name="Anna Lis"), document())
    draft = ClubMembershipDraft(term="2018-2024", name="Lis Anna", club="Klub Testowy", since=date(2020, 2, 2))
    store_membership(draft, by_hand)

    assert store_membership(draft, by_hand).outcome is Outcome.UNCHANGED
    assert ClubMembership.objects.get().since == date(2020, 2, 2)


def test_a_membership_makes_nobody(by_hand):
    with pytest.raises(Rejection, match="Nie znamy osoby"):
        store_membership(ClubMembershipDraft(term="2018-2024", name="Anna Lis", club="Klub Testowy"), by_hand)

    assert not Person.objects.exists()
