"""The calendar of the council, as calendar programs read it."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from council.models import Meeting
from tests.factories.committees import CommitteeMeetingFactory
from tests.factories.council import AgendaItemFactory, ResolutionFactory, SessionFactory
from tests.factories.interpellations import InterpellationFactory

pytestmark = pytest.mark.django_db

TODAY = date(2026, 6, 1)
ADDRESS = "/rada/kalendarz.ics"


@pytest.fixture(autouse=True)
def today() -> Any:
    with time_machine.travel("2026-06-01T10:00:00+02:00", tick=False):
        yield


def entries(client: Client, address: str = ADDRESS) -> list[Any]:
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    for line in response.content.split(b"\r\n"):
        assert len(line) <= 75
    return list(Calendar.from_ical(response.content).walk("VEVENT"))


def test_a_session_has_its_hour_place_and_agenda_and_no_end(client: Client) -> None:
    session = SessionFactory(number=5, day=date(2026, 6, 18), starts_at=time(14), venue="Ratusz, Rynek 1; sala 1")
    AgendaItemFactory(meeting=session, label="1", title="Uchwalenie, zmiana; budżetu")

    [entry] = entries(client)

    assert entry["UID"] == f"meeting-{session.pk}-0@testserver"
    assert entry["DTSTART"].dt.isoformat() == "2026-06-18T12:00:00+00:00"
    assert "DTEND" not in entry
    assert entry["LOCATION"] == "Ratusz, Rynek 1; sala 1"
    assert "1. Uchwalenie, zmiana; budżetu" in entry["DESCRIPTION"]
    assert entry["URL"] == f"http://testserver{session.get_absolute_url()}"


def test_a_day_that_moves_is_the_same_entry_and_a_removed_one_is_cancelled(client: Client) -> None:
    session = SessionFactory(number=5, day=date(2026, 6, 18), starts_at=None)
    [before] = entries(client)
    Meeting.objects.filter(pk=session.pk).update(withdrawn_at=timezone.now())
    [after] = entries(client)

    assert before["DTSTART"].dt == date(2026, 6, 18)
    assert (before["UID"], str(before["STATUS"]), str(after["STATUS"])) == (after["UID"], "CONFIRMED", "CANCELLED")


def test_a_committee_and_a_topic_have_calendars_of_their_own(client: Client) -> None:
    session = SessionFactory(number=5, day=date(2026, 6, 18))
    AgendaItemFactory(meeting=session, title="Budowa szpitala")
    meeting = CommitteeMeetingFactory(day=date(2026, 6, 10))
    SessionFactory(number=1, day=TODAY - timedelta(days=800))

    assert len(entries(client)) == 2
    [own] = entries(client, f"{ADDRESS}?komisja={meeting.body.slug}")
    [about] = entries(client, f"{ADDRESS}?q=szpital*")
    assert str(own["UID"]).startswith(f"meeting-{meeting.pk}-")
    assert str(about["UID"]).startswith(f"meeting-{session.pk}-")


def test_last_days_that_lie_ahead_are_there_unless_they_are_not_wished(client: Client) -> None:
    asked = InterpellationFactory(subject="Dziury w ul. Daszyńskiego", received_on=date(2026, 5, 25))
    ResolutionFactory(adopted_on=date(2026, 5, 28))

    found = {str(entry["UID"]).split("@")[0]: entry for entry in entries(client)}

    assert found[f"answer-{asked.pk}"]["DTSTART"].dt == asked.last_day
    assert any(key.startswith("clock-") for key in found)
    assert entries(client, f"{ADDRESS}?bez_terminow=1") == []


@pytest.mark.parametrize("query", ["x=1", "komisja=nie-ma", "bez_terminow=tak", "q=%22", "komisja=a&komisja=b"])
def test_a_wrong_address_is_refused(client: Client, query: str) -> None:
    assert client.get(f"{ADDRESS}?{query}").status_code == 400
