"""What is missing of sessions."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from tests.factories.committees import AttendanceFactory, CommitteeMeetingFactory
from tests.factories.council import AgendaItemFactory, SessionFactory, VoteFactory
from tests.factories.texts import MinutesPageFactory

pytestmark = pytest.mark.django_db

FILLED = {
    "sesje-bez-protokolu": lambda session: MinutesPageFactory(meeting=session, number=1),
    "sesje-bez-porzadku": lambda session: AgendaItemFactory(meeting=session),
    "sesje-bez-glosowan": lambda session: VoteFactory(meeting=session),
    "sesje-bez-listy-obecnosci": lambda session: AttendanceFactory(meeting=session, layer="list"),
}


@pytest.mark.parametrize("code", FILLED)
def test_a_session_lacks_what_no_document_gives(code: str, lacking: Any) -> None:
    bare, whole = SessionFactory(), SessionFactory()
    FILLED[code](whole)

    assert [session.pk for session in lacking(code)] == [bare.pk]


def test_a_session_without_a_recording_is_listed(lacking: Any) -> None:
    bare = SessionFactory(recording="")
    SessionFactory(recording="https://bip.example/nagranie")

    assert [session.pk for session in lacking("sesje-bez-nagrania")] == [bare.pk]


def test_a_session_without_a_day_is_listed_and_has_no_age(rows: Any) -> None:
    SessionFactory(day=None, number=7)
    SessionFactory()

    [row] = rows("sesje-bez-dnia")
    assert (row.since, row.age) == (None, "")


def test_the_age_is_counted_from_the_day_of_the_session(rows: Any) -> None:
    session = SessionFactory(number=44)

    [row] = rows("sesje-bez-protokolu")
    assert (row.since, row.age) == (date(2014, 6, 12), "od 12 lat i 5 miesięcy")
    assert row.url == session.get_absolute_url()
    assert row.address == "https://bip.example/sesje"


def test_what_we_have_of_it_is_said(rows: Any) -> None:
    session = SessionFactory(recording="https://bip.example/nagranie")
    VoteFactory(meeting=session)

    assert rows("sesje-bez-protokolu")[0].known == "głosowania, nagranie"
    SessionFactory(day=date(2013, 1, 2))
    assert rows("sesje-bez-protokolu")[0].known == "tylko to, że się odbyła"


@pytest.mark.parametrize("code", FILLED)
def test_a_session_to_come_lacks_nothing_yet(code: str, lacking: Any) -> None:
    SessionFactory(day=date(2026, 11, 26))
    SessionFactory(day=date(2026, 12, 17))

    assert lacking(code) == []


def test_a_session_that_the_office_removed_and_a_committees_meeting_are_not_listed(lacking: Any) -> None:
    SessionFactory(withdrawn_at=timezone.now())
    CommitteeMeetingFactory()

    assert lacking("sesje-bez-protokolu") == []


def test_the_quorum_check_is_not_the_signed_list(lacking: Any) -> None:
    session = SessionFactory()
    AttendanceFactory(meeting=session, layer="quorum")

    assert len(lacking("sesje-bez-listy-obecnosci")) == 1


def test_a_missing_agenda_or_vote_is_added_to_its_session(rows: Any) -> None:
    session = SessionFactory()

    assert rows("sesje-bez-porzadku")[0].mend == f"/zaplecze/council/agendaitem/add/?meeting={session.pk}"
    assert rows("sesje-bez-glosowan")[0].mend == f"/zaplecze/council/vote/add/?meeting={session.pk}"
    assert rows("sesje-bez-listy-obecnosci")[0].mend == f"/zaplecze/council/attendance/add/?meeting={session.pk}"
    assert rows("sesje-bez-protokolu")[0].mend == f"/zaplecze/council/session/{session.pk}/change/"


def test_inferred_sessions_are_listed_with_our_note(rows: Any) -> None:
    SessionFactory(certainty="inferred", note="Z numeru uchwały.")
    SessionFactory()

    assert [row.known for row in rows("sesje-wywnioskowane")] == ["Z numeru uchwały."]
