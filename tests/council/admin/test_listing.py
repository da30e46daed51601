"""A new roll call starts with nobody; what it may start from, and what is refused."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from council.drafts import AttendanceDraft, MeetingRef, Official, Presence, SessionDraft
from council.forms.listing import Before, Start
from council.importers import store_attendance, store_session, store_vote
from council.models import Meeting, Person, Vote
from tests.council.admin.conftest import SOURCE, errors, staff, standing
from tests.council.importers.conftest import document, roll_call

pytestmark = pytest.mark.django_db

DAY = date(2014, 6, 12)
QUESTION = {"number": "5", "item": "7", "subject": "7. Utworzenie Osiedla Baildona", "day": "12.06.2014", **SOURCE}


@pytest.fixture
def meeting(people: Any) -> Meeting:
    people("Anna Lis", "Jan Kot", "Ewa Nowak")
    draft = SessionDraft(meeting=MeetingRef(number=44, day=DAY), sittings=(DAY,))
    return store_session(draft, document("e")).record  # type: ignore[return-value]  # the importer's own record


@pytest.fixture
def add(meeting: Meeting) -> str:
    return reverse("admin:council_vote_add", query={"meeting": meeting.pk})


def field(name: str) -> str:
    return f"ballot_{Person.objects.get(family_name=name).pk}"


def away(name: str) -> None:
    draft = AttendanceDraft(meeting=MeetingRef(number=44, day=DAY), name=name, state=Presence.ABSENT)
    store_attendance(draft, document("c"))


def before_this(*ballots: tuple[str, str]) -> None:
    store_vote(roll_call(*ballots, number=4, on=DAY, official=Official()), document("b"))


def test_a_new_form_names_nobody(backroom, add):
    data = standing(backroom.get(add))

    assert {value for name, value in data.items() if name.startswith("ballot_")} == {""}
    assert data["listing"] == ""


def test_a_list_without_a_single_choice_is_refused(send, add):
    response = send(add, **QUESTION, listing="names")

    assert list(errors(response)) == ["listing"]
    assert not Vote.objects.exists()


def test_numbers_only_and_names_together_are_refused(send, add):
    response = send(add, **QUESTION, listing="totals", **{field("Lis"): "za"})

    assert list(errors(response)) == ["listing"]


def test_a_vote_said_to_be_secret_is_stored_so(send, add):
    send(add, **QUESTION, listing="secret", official_for="3", official_against="0")

    assert Vote.objects.get().secret is True


def test_counting_stores_nothing_and_fills_who_has_no_choice(send, add):
    response = send(add, **QUESTION, listing="names", start="for", _recount="1", **{field("Kot"): "przeciw"})

    data = standing(response)
    assert not Vote.objects.exists()
    assert [data[field(name)] for name in ("Kot", "Lis", "Nowak")] == ["przeciw", "za", "za"]
    assert data["subject"] == QUESTION["subject"]
    roll = response.context["adminform"].form.roll
    assert (roll.tally.number("za"), roll.tally.number("przeciw"), roll.nobody) == (2, 1, 0)


def test_counting_numbers_only_fills_nobody(send, add):
    data = standing(send(add, **QUESTION, listing="totals", start="for", _recount="1"))

    assert data[field("Lis")] == ""


def test_who_was_away_may_start_as_absent(meeting):
    away("Anna Lis")

    before = Before.of(meeting)

    assert before.usual() is Start.PRESENT
    assert before.absent == {Person.objects.get(family_name="Lis").pk}


def test_a_list_may_start_as_the_vote_before(backroom, add, meeting):
    before_this(("Anna Lis", "przeciw"), ("Jan Kot", "za"))

    form = backroom.get(add).context["adminform"].form

    assert [choice for choice, _words in form.fields["start"].choices] == ["for", "previous", "empty"]
    starts = {row.name: row.starts["previous"] for row in form.roll.rows}
    assert starts == {"Anna Lis": "przeciw", "Jan Kot": "za", "Ewa Nowak": ""}


def test_a_stored_vote_is_corrected_without_a_start(backroom, meeting):
    before_this(("Anna Lis", "za"))

    page = backroom.get(reverse("admin:council_vote_change", args=[Vote.objects.get().pk]))

    assert "listing" not in page.context["adminform"].form.fields
    assert page.context["adminform"].form.roll.tally.number("za") == 1


def test_counting_is_for_those_who_may_add(client, add):
    client.force_login(staff("ogladajaca", "view_vote"))

    assert client.post(add, {"_recount": "1"}).status_code == 403
