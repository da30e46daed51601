from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.urls import reverse

from council.admin.correctable import RECORDS
from council.admin.texts import ReadTextAdmin
from council.drafts import (
    AgendaItemDraft,
    MeetingRef,
    PetitionDraft,
    ResolutionDraft,
    RulingDraft,
    RulingEffect,
    SessionDraft,
    TimeCodeDraft,
)
from council.importers import (
    store_agenda_item,
    store_petition,
    store_resolution,
    store_ruling,
    store_session,
    store_time_code,
    store_vote,
)
from council.importers.corrections import correct_agenda_item, correct_session
from council.models import DraftResolution, Resolution, ResolutionRelation, Session, Vote
from tests.council.admin.conftest import staff
from tests.council.importers.conftest import document, roll_call
from watchdog.archive.models import Change
from watchdog.archive.writing import Evidence, correct
from watchdog.backroom.admins import SourcedAdmin

pytestmark = pytest.mark.django_db

LIST = reverse("backroom:differences")
DAY = date(2014, 6, 12)

waiting = Change.objects.waiting


def decide(client: Any, change: Change, decision: str = "accept", reason: str = "Protokół, s. 7") -> Any:
    url = reverse("backroom:decision", args=[change.pk])
    return client.post(url, {"decision": decision, "reason": reason})


@pytest.fixture
def held(people: Any) -> Change:
    """A ballot that a person entered as „za” and a document gives as „przeciw”."""
    people("Anna Lis", "Jan Kot")
    editor = User.objects.create_user("redaktorka")
    store_vote(roll_call(("Anna Lis", "za"), ("Jan Kot", "za")), Evidence(user=editor))
    store_vote(roll_call(("Lis Anna", "za"), ("Kot Jan", "przeciw")), document("b"))
    return waiting().get()


def test_a_difference_waits_on_the_list_with_both_sides(backroom, held):
    response = backroom.get(LIST)

    _kind, told = response.context["rows"][0]
    assert (told.change.before, told.change.after) == ("za", "przeciw")
    assert told.url in response.content.decode()


def test_a_document_accepted_changes_the_ballot_and_names_both_its_reasons(backroom, held, volunteer):
    decide(backroom, held)

    vote = Vote.objects.get()
    taken = vote.changes.get(applied=True)
    assert vote.ballots.get(name="Jan Kot").choice == "przeciw"
    assert (taken.user, taken.snapshot, taken.reason) == (volunteer, held.snapshot, "Protokół, s. 7")
    assert (vote.tally_for, vote.tally_against) == (1, 1)
    assert not waiting().exists()


def test_a_difference_dismissed_leaves_the_record_and_does_not_come_back(backroom, held):
    decide(backroom, held, "keep")
    store_vote(roll_call(("Lis Anna", "za"), ("Kot Jan", "przeciw")), document("b"))

    assert Vote.objects.get().ballots.get(name="Jan Kot").choice == "za"
    assert not waiting().exists()


def test_a_decision_needs_a_reason(backroom, held):
    response = decide(backroom, held, reason=" ")

    assert "reason" in response.context["form"].errors
    assert waiting().exists()


def test_a_decision_is_taken_once(backroom, held):
    decide(backroom, held)

    assert decide(backroom, held, "keep").status_code == 404
    assert Vote.objects.get().changes.filter(applied=True).count() == 1


def test_a_decision_is_logged(backroom, held, volunteer):
    decide(backroom, held)

    assert "Protokół, s. 7" in LogEntry.objects.get(user=volunteer).change_message


def test_the_history_of_a_record_links_what_waits(backroom, held):
    vote = Vote.objects.get()

    response = backroom.get(reverse("admin:council_vote_history", args=[vote.pk]))

    assert reverse("backroom:decision", args=[held.pk]) in response.content.decode()


def test_the_history_of_a_record_tells_who_decided_why(backroom, held):
    decide(backroom, held, "keep", "Nagranie, 2:14:05")
    vote = Vote.objects.get()

    page = backroom.get(reverse("admin:council_vote_history", args=[vote.pk])).content.decode()

    assert "Nagranie, 2:14:05" in page
    assert reverse("backroom:decision", args=[held.pk]) not in page


def test_a_persons_own_later_correction_decides_too(held):
    editor = User.objects.get(username="redaktorka")
    by_hand = roll_call(("Anna Lis", "za"), ("Jan Kot", "wstrzymal_sie"))

    store_vote(by_hand, Evidence(user=editor, reason="Nagranie"))

    assert not waiting().exists()


def test_a_day_taken_over_stays_a_day(backroom, volunteer):
    draft = ResolutionDraft(number="XLIV/949/2014", adopted_on=DAY, year=2014, title="w sprawie osiedla")
    record: Any = store_resolution(draft, document()).record
    correct(record, {"adopted_on": date(2014, 6, 13)}, Evidence(user=volunteer, reason="Protokół"))
    store_resolution(draft, document("b"))

    decide(backroom, waiting().get())

    assert Resolution.objects.get().adopted_on == DAY


def test_a_print_taken_over_is_the_print_itself(backroom, volunteer):
    ref = MeetingRef(number=44, day=DAY)
    draft = AgendaItemDraft(meeting=ref, label="7", position=7, title="osiedle", print_number="495")
    item: Any = store_agenda_item(draft, document()).record
    without = draft.model_copy(update={"print_number": ""})
    correct_agenda_item(item, {"draft": None}, without, Evidence(user=volunteer, reason="Protokół"))
    store_agenda_item(draft, document("b"))

    decide(backroom, waiting().get())

    item.refresh_from_db()
    assert item.draft == DraftResolution.objects.get()


def test_the_days_of_a_session_are_taken_over_together(backroom, volunteer):
    draft = SessionDraft(meeting=MeetingRef(number=44, day=DAY), sittings=(DAY, date(2014, 6, 13)))
    meeting: Any = store_session(draft, document()).record
    correct_session(meeting, {}, Evidence(user=volunteer, reason="Protokół"), days=[DAY])
    store_session(draft, document("b"))

    decide(backroom, waiting().get())

    assert [sitting.day for sitting in meeting.sittings.all()] == [DAY, date(2014, 6, 13)]


def test_every_kind_that_a_person_may_correct_is_on_the_list():
    doors = {model: door for model, door in admin.site._registry.items() if isinstance(door, SourcedAdmin)}
    corrected = {model for model, door in doors.items() if not isinstance(door, ReadTextAdmin)}

    assert {model for model in corrected if model._meta.app_label == "council"} - {Session} == set(RECORDS)


def test_a_ruling_taken_over_is_joined_to_its_resolution(backroom, volunteer):
    ruled = {
        "authority_name": "Wojewoda Śląski",
        "number": "NPII.4131.1.38.2014",
        "year": 2014,
        "effect": RulingEffect.INVALID,
    }
    store_resolution(ResolutionDraft(number="XLIV/949/2014", adopted_on=DAY, year=2014, title="osiedle"), document("c"))
    ruling: Any = store_ruling(RulingDraft(resolution="XLIV/940/2014", **ruled), Evidence(user=volunteer)).record
    store_ruling(RulingDraft(resolution="XLIV/949/2014", **ruled), document("b"))

    decide(backroom, waiting().get(field="resolution_number"))

    ruling.refresh_from_db()
    assert (ruling.resolution, ruling.key) == (Resolution.objects.get(), "xliv-949-2014")


def test_a_title_taken_over_says_what_it_changes(backroom, volunteer):
    told = {"number": "XLIV/949/2014", "adopted_on": DAY, "year": 2014}
    store_resolution(ResolutionDraft(**told, title="w sprawie osiedla"), Evidence(user=volunteer))
    store_resolution(
        ResolutionDraft(**told, title="w sprawie zmiany uchwały nr II/24/2010 w sprawie osiedla"), document("b")
    )

    decide(backroom, waiting().get(field="title"))

    assert ResolutionRelation.objects.get().target_number == "II/24/2010"


def test_a_place_in_a_recording_waits_as_a_player_shows_it(backroom, volunteer):
    code = TimeCodeDraft(meeting=MeetingRef(number=44, day=DAY), label="7", starts=725)
    store_time_code(code, Evidence(user=volunteer))
    store_time_code(code.model_copy(update={"starts": 3725}), document("b"))

    _kind, told = backroom.get(LIST).context["rows"][0]

    assert (told.before, told.after) == ("12:05", "1:02:05")


def test_a_petitions_session_is_taken_over_as_a_session(backroom, volunteer):
    first, second = (
        store_session(SessionDraft(meeting=MeetingRef(number=number, day=day)), document("c")).record
        for number, day in ((43, date(2014, 5, 8)), (44, DAY))
    )
    asked = PetitionDraft(year=2014, month=3, subject="Ławki w parku", session=43, decided_on=date(2014, 5, 8))
    petition: Any = store_petition(asked, Evidence(user=volunteer)).record
    assert petition.meeting == first
    store_petition(asked.model_copy(update={"session": 44, "decided_on": DAY}), document("b"))

    decide(backroom, waiting().get(field="meeting"))

    petition.refresh_from_db()
    assert petition.meeting == second


@pytest.mark.parametrize(("right", "seen"), [("change_session", True), ("view_session", False)])
def test_the_first_page_leads_whoever_may_decide_anything_to_the_list(client, right, seen):
    client.force_login(staff("ktos", right))

    assert (LIST in client.get(reverse("admin:index")).content.decode()) is seen


def test_who_may_not_correct_votes_decides_nothing_about_them(client, held):
    client.force_login(staff("sesje", "change_session"))

    assert client.get(LIST).status_code == 200
    assert decide(client, held).status_code == 403
    assert waiting().exists()


def test_who_may_correct_nothing_sees_no_list(client, held):
    client.force_login(staff("nikt"))

    assert client.get(LIST).status_code == 403


@pytest.mark.parametrize("many", [2, 50])
def test_the_list_asks_a_bounded_number_of_questions(backroom, people, volunteer, django_assert_max_num_queries, many):
    people("Anna Lis")
    for number in range(1, many + 1):
        subject = f"{number}. Głosowanie" + "abcdefghij"[number % 10] * number
        store_vote(roll_call(("Anna Lis", "za"), number=number, subject=subject), Evidence(user=volunteer))
        store_vote(roll_call(("Anna Lis", "przeciw"), number=number, subject=subject), document("b"))

    with django_assert_max_num_queries(16):
        rows = backroom.get(LIST).context["rows"]

    assert len(rows) == many
