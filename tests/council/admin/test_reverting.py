"""A change taken back: the field gets what it was before, by a correction that everybody can read."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from council.drafts import MeetingRef, SessionDraft
from council.importers import store_session, store_vote
from council.importers.meetings import SITTINGS
from council.models import Meeting, Person, Vote
from tests.council.admin.conftest import staff
from tests.council.importers.conftest import document, roll_call
from watchdog.archive.models import Change, Sourced

pytestmark = pytest.mark.django_db

DAY = date(2014, 6, 12)


@pytest.fixture
def vote(people: Any) -> Vote:
    people("Anna Lis", "Jan Kot")
    store_vote(roll_call(("Anna Lis", "za"), ("Jan Kot", "za")), document("a"))
    return Vote.objects.get()


def change_url(record: Sourced, name: str) -> str:
    return reverse(f"admin:council_{name}_change", args=[record.pk])


def take_back(client: Any, change: Change, reason: str = "Pomyłka w poprawce") -> Any:
    return client.post(reverse("backroom:revert", args=[change.pk]), {"reason": reason})


def test_a_corrected_ballot_is_taken_back_and_both_steps_stay_in_the_history(send, backroom, vote):
    person = Person.objects.get(family_name="Kot")
    send(change_url(vote, "vote"), **{f"ballot_{person.pk}": "przeciw"}, reason="Protokół, s. 7")
    assert vote.ballots.get(person=person).choice == "przeciw"

    take_back(backroom, vote.changes.get())

    vote.refresh_from_db()
    assert vote.ballots.get(person=person).choice == "za"
    assert (vote.tally_for, vote.tally_against) == (2, 0)
    assert list(vote.changes.order_by("pk").values_list("before", "after", "reason")) == [
        ("za", "przeciw", "Protokół, s. 7"),
        ("przeciw", "za", "Pomyłka w poprawce"),
    ]


def test_a_name_added_to_a_roll_call_is_taken_off_again(send, backroom, vote, people):
    people("Ewa Nowak")
    person = Person.objects.get(family_name="Nowak")
    send(change_url(vote, "vote"), **{f"ballot_{person.pk}": "za"}, reason="Protokół, s. 7")
    assert vote.ballots.count() == 3

    take_back(backroom, vote.changes.get())

    assert vote.ballots.count() == 2


@pytest.mark.parametrize(
    ("typed", "field"), [({"venue": "Ratusz"}, "venue"), ({"days": "12.06.2014, 13.06.2014"}, SITTINGS)]
)
def test_a_field_of_a_session_goes_back_to_what_it_was(send, backroom, typed, field):
    store_session(SessionDraft(meeting=MeetingRef(number=44, day=DAY), sittings=(DAY,), venue="Sala 131"), document())
    meeting = Meeting.objects.get()
    send(change_url(meeting, "session"), **typed, reason="Protokół")

    take_back(backroom, meeting.changes.get(field=field))

    meeting.refresh_from_db()
    assert (meeting.venue, meeting.sittings.count()) == ("Sala 131", 1)


def test_spellings_of_a_name_go_back(send, backroom, vote):
    person = Person.objects.get(family_name="Lis")
    send(change_url(person, "person"), spellings="Anna Lis\nAnna Lis-Kowalska", reason="Ślub")
    assert person.names.count() == 2

    take_back(backroom, person.changes.get())

    assert person.names.count() == 1


def test_only_the_last_change_of_a_field_is_taken_back(send, backroom, vote):
    send(change_url(vote, "vote"), subject="Osiedle Sikornik", reason="Protokół, s. 1")
    send(change_url(vote, "vote"), subject="Osiedle Sośnica", reason="Protokół, s. 2")
    first, second = vote.changes.filter(field="subject").order_by("pk")

    response = take_back(backroom, first)

    vote.refresh_from_db()
    assert response.status_code == 200
    assert vote.subject == "Osiedle Sośnica"
    history = backroom.get(reverse("admin:council_vote_history", args=[vote.pk])).content.decode()
    assert reverse("backroom:revert", args=[second.pk]) in history
    assert reverse("backroom:revert", args=[first.pk]) not in history


def test_taking_back_needs_a_reason_and_the_right_to_correct(send, backroom, client, vote):
    send(change_url(vote, "vote"), subject="Osiedle Sikornik", reason="Protokół, s. 1")
    change = vote.changes.get()
    assert take_back(backroom, change, reason="").status_code == 200

    client.force_login(staff("ktos", "view_vote"))

    assert take_back(client, change).status_code == 403
    assert vote.changes.count() == 1
