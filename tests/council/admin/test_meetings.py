"""Typing meetings of committees: found by their day, with what hangs on them, apart from the sessions."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from council.models import AgendaItem, CommitteeTerm, Meeting
from tests.council.admin.conftest import SOURCE, errors, staff
from tests.factories.committees import CommitteeMeetingFactory
from tests.factories.council import CommitteeFactory, SessionFactory
from watchdog.backroom.models import Submission

pytestmark = pytest.mark.django_db

ADD, LIST = (reverse(f"admin:council_meeting_{page}") for page in ("add", "changelist"))
TYPED = {"term_slug": "2010-2014", "days": "10.06.2014", **SOURCE}


def change_url(meeting: Meeting) -> str:
    return reverse("admin:council_meeting_change", args=[meeting.pk])


def test_a_meeting_of_a_committee_is_typed_and_proves_the_committee(send, volunteer):
    committee = CommitteeFactory()

    response = send(ADD, committee=str(committee.pk), **TYPED)

    meeting = Meeting.objects.get()
    assert (meeting.body, meeting.day, meeting.entered_by) == (committee, date(2014, 6, 10), volunteer)
    assert CommitteeTerm.objects.get().body == committee
    assert response.url == LIST


def test_a_saved_meeting_leads_to_its_page(send, backroom):
    send(ADD, committee=str(CommitteeFactory().pk), **TYPED)

    page = backroom.get(Submission.objects.get().get_absolute_url())
    assert Meeting.objects.get().get_absolute_url() in page.content.decode()


def test_a_meeting_without_a_committee_is_refused_at_its_field(send):
    assert "committee" in errors(send(ADD, **TYPED))
    assert not Meeting.objects.exists()


def test_a_meeting_is_corrected_with_a_reason(send):
    meeting = CommitteeMeetingFactory()

    assert "reason" in errors(send(change_url(meeting), venue="sala 206"))
    send(change_url(meeting), venue="sala 206", reason="Protokół, s. 1")

    meeting.refresh_from_db()
    assert meeting.venue == "sala 206"


def test_the_two_lists_keep_sessions_and_committees_apart(backroom):
    meeting, session = CommitteeMeetingFactory(), SessionFactory()

    listed = backroom.get(LIST).content.decode()

    assert change_url(meeting) in listed
    assert reverse("admin:council_session_change", args=[session.pk]) not in listed
    assert backroom.get(change_url(session)).status_code == 302


def test_an_item_of_a_committee_is_entered_from_its_meeting(send, backroom):
    meeting = CommitteeMeetingFactory()
    url = reverse("admin:council_agendaitem_add", query={"meeting": meeting.pk})
    assert url in backroom.get(change_url(meeting)).content.decode().replace("&amp;", "&")

    response = send(url, label="1", title="Opinia o budżecie", **SOURCE)

    assert AgendaItem.objects.get().meeting == meeting
    assert response.url == change_url(meeting)


def test_sessions_alone_give_no_right_to_meetings_of_committees(client):
    client.force_login(staff("sesje", "change_session", "add_session"))

    assert client.get(LIST).status_code == 403
    assert client.get(ADD).status_code == 403
