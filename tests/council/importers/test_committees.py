"""Committees, functions and opinions as they come in: once, inside their term, of people and prints we know."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from council.drafts import BodyMembershipDraft, BodyRole, CommitteeDraft, MeetingRef, OpinionDraft, Verdict
from council.drafts.sessions import BodyKind, SessionDraft
from council.importers import store_body_membership, store_committee, store_opinion, store_session
from council.models import BodyMembership, CommitteeTerm, Opinion, Person
from council.models.committees import members_on
from tests.council.importers.conftest import DAY, document
from tests.factories.council import DraftResolutionFactory
from watchdog.archive.writing import Outcome
from watchdog.ingest.source import Rejection

NAME = "Komisja Rewizyjna"
TERM = "2010-2014"

pytestmark = pytest.mark.django_db


def member(name: str = "Anna Bala", role: BodyRole = BodyRole.MEMBER, **fields: object) -> BodyMembershipDraft:
    return BodyMembershipDraft.model_validate({"term": TERM, "committee": NAME, "name": name, "role": role} | fields)


def opinion(**fields: object) -> OpinionDraft:
    return OpinionDraft.model_validate(
        {"term": TERM, "committee": NAME, "print_number": "495", "verdict": Verdict.POSITIVE, "day": DAY} | fields
    )


def test_a_committee_is_stored_once_though_nobody_in_it_is_known() -> None:
    draft = CommitteeDraft(term=TERM, committee=NAME)

    outcomes = [store_committee(draft, document()).outcome for _ in range(2)]

    assert outcomes == [Outcome.STORED, Outcome.UNCHANGED]
    assert CommitteeTerm.objects.get().members == []


def test_the_same_membership_twice_changes_nothing(people: Callable[..., None]) -> None:
    people("Anna Bala")

    outcomes = [store_body_membership(member(), document()).outcome for _ in range(2)]

    assert outcomes == [Outcome.STORED, Outcome.UNCHANGED]


def test_a_member_proves_the_committee_in_the_term(people: Callable[..., None]) -> None:
    people("Anna Bala")

    store_body_membership(member(), document())

    assert [str(each.person) for each in CommitteeTerm.objects.get().members] == ["Anna Bala"]


def test_a_meeting_proves_the_committee_in_the_term() -> None:
    ref = MeetingRef(kind=BodyKind.COMMITTEE, committee=NAME, day=DAY)

    store_session(SessionDraft(meeting=ref), document())

    assert CommitteeTerm.objects.get().term.slug == TERM


def test_a_first_day_read_later_completes_the_membership(people: Callable[..., None]) -> None:
    people("Anna Bala")
    store_body_membership(member(), document())

    outcome = store_body_membership(member(since=DAY), document("b")).outcome

    assert outcome is Outcome.CHANGED
    assert BodyMembership.objects.get().since == DAY


def test_a_second_function_is_another_membership(people: Callable[..., None]) -> None:
    people("Anna Bala")

    store_body_membership(member(), document())
    store_body_membership(member(role=BodyRole.CHAIR), document())

    assert BodyMembership.objects.count() == 2


def test_nobody_new_comes_of_a_membership() -> None:
    with pytest.raises(Rejection, match="najpierw dodaj ją do spisu"):
        store_body_membership(member("Jan Nieznany"), document())

    assert not Person.objects.exists()


def test_a_day_outside_the_term_is_refused(people: Callable[..., None]) -> None:
    people("Anna Bala")

    with pytest.raises(Rejection, match="nie należy do kadencji"):
        store_body_membership(member(since=date(2020, 1, 1)), document())

    assert not BodyMembership.objects.exists()


def test_members_are_counted_only_on_days_of_which_all_are_known(people: Callable[..., None]) -> None:
    people("Anna Bala", "Jan Dobry", "Ewa Nowak")
    for name in ("Anna Bala", "Jan Dobry"):
        store_body_membership(member(name), document())
    store_body_membership(member("Anna Bala", BodyRole.CHAIR), document())
    store_body_membership(member("Ewa Nowak", until=date(2013, 12, 31)), document())
    body = CommitteeTerm.objects.get().body
    assert members_on(body, DAY) is None

    full = {"members_known_since": DAY, "members_known_until": DAY}
    store_committee(CommitteeDraft.model_validate({"term": TERM, "committee": NAME} | full), document())

    assert members_on(body, DAY) == 2
    assert members_on(body, date(2014, 6, 13)) is None


def test_an_opinion_stands_with_the_print_and_the_meeting_of_its_day() -> None:
    paper = DraftResolutionFactory(number="495")
    store_session(SessionDraft(meeting=MeetingRef(kind=BodyKind.COMMITTEE, committee=NAME, day=DAY)), document())

    outcomes = [store_opinion(opinion(za=4, przeciw=1), document()).outcome for _ in range(2)]

    assert outcomes == [Outcome.STORED, Outcome.UNCHANGED]
    (found,) = paper.opinions.for_list()
    assert (found.votes_for, found.votes_against, found.votes_abstaining) == (4, 1, None)
    assert found.meeting is not None


def test_an_opinion_on_a_print_that_we_do_not_know_is_refused() -> None:
    with pytest.raises(Rejection, match="Nie znamy druku nr 495"):
        store_opinion(opinion(), document())

    assert not Opinion.objects.exists()
