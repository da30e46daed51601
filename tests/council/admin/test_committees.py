"""Typing committees, functions, opinions and attendance; correcting them with a reason."""

from __future__ import annotations

from datetime import date, time

import pytest
from django.urls import reverse

from council.models import Attendance, BodyMembership, CommitteeTerm, Opinion, Person
from tests.council.admin.conftest import SOURCE, errors
from tests.council.importers.conftest import DAY
from tests.factories.committees import AttendanceFactory, BodyMembershipFactory, CommitteeMeetingFactory
from tests.factories.council import CommitteeFactory, DraftResolutionFactory, PersonFactory, SessionFactory, TermFactory

pytestmark = pytest.mark.django_db

TERM = "2010-2014"


def add_url(kind: str) -> str:
    return reverse(f"admin:council_{kind}_add")


def change_url(record: Attendance | BodyMembership) -> str:
    return reverse(f"admin:council_{record._meta.model_name}_change", args=[record.pk])


@pytest.fixture
def anna(db: None) -> Person:
    found: Person = PersonFactory(given_name="Anna", family_name="Bala", in_term=TermFactory())
    return found


def test_a_committee_is_typed_with_its_term(send, volunteer):
    send(add_url("committeeterm"), committee="Komisja Rewizyjna", term_slug=TERM, **SOURCE)

    found = CommitteeTerm.objects.get()
    assert (found.body.name, found.term.slug, found.entered_by) == ("Komisja Rewizyjna", TERM, volunteer)


def test_one_of_two_days_of_a_full_list_is_refused(send):
    response = send(
        add_url("committeeterm"), committee="Komisja", term_slug=TERM, members_known_since="12.06.2014", **SOURCE
    )

    assert "members_known_until" in errors(response)
    assert not CommitteeTerm.objects.exists()


def test_a_chair_of_the_council_is_typed_without_a_committee(send, anna):
    send(add_url("bodymembership"), person=anna.pk, committee="", term_slug=TERM, role="chair", **SOURCE)

    assert str(BodyMembership.objects.get().body.kind) == "council"


def test_a_plain_member_of_the_council_is_refused_in_words(send, anna):
    response = send(add_url("bodymembership"), person=anna.pk, committee="", term_slug=TERM, role="member", **SOURCE)

    assert "mandat" in str(errors(response))
    assert not BodyMembership.objects.exists()


def test_the_end_of_a_membership_is_corrected_with_a_reason(send):
    record = BodyMembershipFactory()

    send(change_url(record), until="12.06.2014", reason="Uchwała o zmianie składu.")

    assert BodyMembership.objects.get().until == DAY
    assert record.changes.get().reason == "Uchwała o zmianie składu."


def test_an_opinion_is_typed_with_the_numbers_that_stand_in_the_minutes(send):
    paper = DraftResolutionFactory(number="495")
    typed = {"committee": CommitteeFactory().pk, "draft": paper.pk, "day": "12.06.2014", "verdict": "negative"}

    send(add_url("opinion"), **typed, votes_for="2", votes_against="3", **SOURCE)

    found = Opinion.objects.get()
    assert (found.verdict, found.votes_for, found.votes_against, found.votes_abstaining) == ("negative", 2, 3, None)


def test_attendance_is_typed_for_one_person(send, anna):
    meeting = SessionFactory(number=44)

    send(
        add_url("attendance"),
        meeting=meeting.pk,
        layer="list",
        person=anna.pk,
        state="present",
        left_at="18:30",
        **SOURCE,
    )

    found = Attendance.objects.get()
    assert (found.person, found.meeting_id, found.left_at) == (anna, meeting.pk, time(18, 30))


def test_an_hour_of_somebody_absent_is_refused(send, anna):
    typed = {"meeting": SessionFactory(number=44).pk, "layer": "list", "person": anna.pk, "state": "absent"}

    response = send(add_url("attendance"), **typed, came_at="18:30", **SOURCE)

    assert "state" in errors(response)
    assert not Attendance.objects.exists()


def test_a_name_that_the_roster_did_not_know_is_given_its_person(send, anna):
    record = AttendanceFactory(person=None, findings=[{"code": "not_on_roster", "text": "…", "place": ""}])

    send(change_url(record), person=anna.pk, reason="Dawne nazwisko, protokół s. 2.")

    found = Attendance.objects.get()
    assert (found.person, found.findings) == (anna, [])


def test_an_opinion_follows_its_day_to_the_meeting(send):
    committee, draft = CommitteeFactory(), DraftResolutionFactory()
    meeting = CommitteeMeetingFactory(body=committee, term=draft.term, day=date(2014, 6, 10))
    typed = {"committee": committee.pk, "draft": draft.pk, "verdict": "positive"}
    send(add_url("opinion"), day="9.06.2014", **typed, **SOURCE)
    opinion = Opinion.objects.get()
    assert opinion.meeting is None

    send(reverse("admin:council_opinion_change", args=[opinion.pk]), day="10.06.2014", reason="Protokół komisji, s. 2")

    opinion.refresh_from_db()
    assert opinion.meeting == meeting


def test_attendance_is_entered_from_the_meeting_and_counted_there(backroom):
    session = SessionFactory()
    AttendanceFactory(meeting=session)

    page = backroom.get(reverse("admin:council_session_change", args=[session.pk])).content.decode()

    assert reverse("admin:council_attendance_add", query={"meeting": session.pk}) in page
    listed = reverse("admin:council_attendance_changelist")
    assert f"{listed}?meeting__id__exact={session.pk}" in page
    assert backroom.get(f"{listed}?meeting__id__exact={session.pk}").context["cl"].result_count == 1
