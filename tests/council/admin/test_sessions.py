from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from council.drafts import MeetingRef, SessionDraft
from council.importers import store_session
from council.models import AgendaItem, DraftResolution, Meeting
from tests.council.admin.conftest import SOURCE, errors
from tests.council.importers.conftest import document

pytestmark = pytest.mark.django_db

ADD = reverse("admin:council_session_add")
JUNE_12, JUNE_13 = date(2014, 6, 12), date(2014, 6, 13)
TYPED = {"term_slug": "2010-2014", "number": "44", "days": "12.06.2014", "present": "24", "absent": "1", **SOURCE}


def change_url(meeting: Meeting) -> str:
    return reverse("admin:council_session_change", args=[meeting.pk])


@pytest.fixture
def session(db: None) -> Meeting:
    """Session XLIV as a machine read it."""
    draft = SessionDraft(meeting=MeetingRef(number=44, day=JUNE_12), sittings=(JUNE_12,), venue="Ratusz")
    return store_session(draft, document()).record  # type: ignore[return-value]  # the importer's own record


@pytest.fixture
def item_url(session: Meeting) -> str:
    return reverse("admin:council_agendaitem_add", query={"meeting": session.pk})


def test_a_typed_session_says_who_entered_it_and_from_which_document(send, volunteer):
    send(ADD, **TYPED, starts_at="15:00")

    meeting = Meeting.objects.get()
    assert (meeting.number, meeting.day, meeting.present, meeting.absent) == (44, JUNE_12, 24, 1)
    assert (meeting.entered_by, meeting.address, meeting.place) == (volunteer, SOURCE["address"], SOURCE["place"])


def test_an_interrupted_session_is_typed_with_each_of_its_days(send):
    send(ADD, **{**TYPED, "days": "13 czerwca 2014, 12.06.2014"})

    assert [sitting.day for sitting in Meeting.objects.get().sittings.all()] == [JUNE_12, JUNE_13]


def test_the_same_session_typed_twice_changes_nothing(send):
    send(ADD, **TYPED)

    response = send(ADD, **TYPED)

    assert response.status_code == 302
    assert Meeting.objects.count() == 1


def test_a_session_known_already_is_not_overwritten_by_a_new_one(send, session):
    response = send(ADD, **{**TYPED, "venue": "Sala 146"})

    assert errors(response)[""] == ["already_known"]
    assert Meeting.objects.get().venue == "Ratusz"


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"days": "12.06.2125"}, "days"),
        ({"days": "31.02.2014"}, "days"),
        ({"days": "wczoraj"}, "days"),
        ({"days": "Ala ma kota. " * 800}, "days"),
        ({"days": "12.06.2024"}, "days"),
        ({"number": "", "days": ""}, "number"),
        ({"number": "-1"}, "number"),
        ({"number": "201"}, "number"),
        ({"present": "26"}, "present"),
        ({"present": "-3"}, "present"),
        ({"address": "javascript:alert(1)"}, "address"),
        ({"address": "", "note": ""}, "address"),
        ({"term_slug": "1890-1894"}, "term_slug"),
    ],
)
def test_what_cannot_be_true_is_refused_at_its_field_and_stays_typed(send, typed, field):
    response = send(ADD, **{**TYPED, "venue": "Ratusz, sala 146", **typed})

    assert field in errors(response)
    assert "Ratusz, sala 146" in response.content.decode()
    assert not Meeting.objects.exists()


def test_a_document_that_is_nowhere_on_the_net_is_described(send):
    send(ADD, **{**TYPED, "address": "", "note": "Protokół papierowy, Biuro Rady Miasta"})

    assert Meeting.objects.get().note == "Protokół papierowy, Biuro Rady Miasta"


def test_a_correction_needs_a_reason(send, session):
    response = send(change_url(session), venue="Sala 146")

    assert "reason" in errors(response)
    assert Meeting.objects.get().venue == "Ratusz"


def test_a_correction_is_kept_with_who_and_why(send, session, volunteer):
    send(change_url(session), venue="Sala 146", reason="Protokół, s. 1")

    change = session.changes.get()
    assert Meeting.objects.get().venue == "Sala 146"
    assert (change.field, change.before, change.after) == ("venue", "Ratusz", "Sala 146")
    assert (change.user, change.reason) == (volunteer, "Protokół, s. 1")


def test_a_corrected_list_of_days_is_kept_as_one_change(send, session):
    send(change_url(session), days="13.06.2014", reason="Protokół, s. 1")

    meeting = Meeting.objects.get()
    assert [sitting.day for sitting in meeting.sittings.all()] == [JUNE_13]
    assert meeting.day == JUNE_13
    assert session.changes.get(field="days").before == "2014-06-12"


def test_saving_without_a_change_asks_for_nothing_and_changes_nothing(send, session):
    before = Meeting.objects.get().updated_at

    response = send(change_url(session))

    assert response.status_code == 302
    assert Meeting.objects.get().updated_at == before
    assert not session.changes.exists()


def test_a_session_somebody_changed_meanwhile_is_not_overwritten(backroom, send, session):
    send(change_url(session), venue="Sala 146", reason="Protokół")
    stale = {"seen": session.updated_at.isoformat()}

    response = send(change_url(session), venue="Sala 200", reason="Nagranie", **stale)

    assert errors(response)[""] == ["changed_meanwhile"]
    assert "Sala 200" in response.content.decode()
    assert Meeting.objects.get().venue == "Sala 146"


def test_a_machine_never_overwrites_the_days_a_person_corrected(send, session):
    send(change_url(session), days="13.06.2014", reason="Protokół, s. 1")

    store_session(SessionDraft(meeting=MeetingRef(number=44, day=JUNE_12), sittings=(JUNE_12,)), document("b"))

    assert [sitting.day for sitting in session.sittings.all()] == [JUNE_13]
    assert session.changes.filter(field="days", applied=False).count() == 1


def test_an_agenda_item_with_a_print_number_makes_the_draft_known(send, item_url):
    send(item_url, label="7", title="w sprawie budżetu", print_number="495", **SOURCE)

    item = AgendaItem.objects.get()
    assert (item.label, item.position, item.title) == ("7", 1, "w sprawie budżetu")
    assert DraftResolution.objects.get().number == "495"


def test_the_next_agenda_item_gets_the_next_position_of_the_same_session(send, backroom, item_url):
    response = send(item_url, label="7", title="Przerwa", **SOURCE, _addanother="1")

    form = backroom.get(response["Location"]).context["adminform"].form
    assert form.initial["position"] == 2


def test_an_agenda_item_entered_by_a_person_corrects_nothing_of_a_known_draft(send, item_url):
    send(item_url, label="7", title="w sprawie budżetu", print_number="495", replaces="480", **SOURCE)

    send(item_url, label="8", title="Druk 495 raz jeszcze", print_number="495", **SOURCE)

    draft = DraftResolution.objects.get(number="495")
    assert (draft.title, draft.replaces.number) == ("w sprawie budżetu", "480")


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "Ala ma kota. " * 800}, "title"),
        ({"print_number": "!!!"}, "print_number"),
        ({"position": "99999999"}, "position"),
        ({"label": ""}, "label"),
        ({"position": "0"}, "position"),
        ({"replaces": "480"}, "print_number"),
        ({"print_number": "495", "replaces": "495"}, "replaces"),
    ],
)
def test_an_agenda_item_that_cannot_be_true_is_refused(send, item_url, typed, field):
    response = send(item_url, **{"label": "7", "title": "Przerwa", **SOURCE, **typed})

    assert field in errors(response)
    assert not AgendaItem.objects.exists()


def test_an_agenda_item_is_entered_for_a_session(backroom):
    response = backroom.get(reverse("admin:council_agendaitem_add"))

    assert response["Location"] == reverse("admin:council_session_changelist")


def test_an_item_taken_off_its_print_keeps_the_print(send, item_url):
    send(item_url, label="7", title="w sprawie budżetu", print_number="495", **SOURCE)
    item = AgendaItem.objects.get()

    send(reverse("admin:council_agendaitem_change", args=[item.pk]), print_number="", reason="To nie ten druk")

    assert AgendaItem.objects.get().draft is None
    assert DraftResolution.objects.count() == 1
