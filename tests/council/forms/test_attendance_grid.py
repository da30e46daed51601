"""The attendance of a whole meeting typed at once."""

from __future__ import annotations

from datetime import date

import pytest
from django.template.loader import render_to_string

from council.drafts import AttendanceDraft, Layer, MeetingRef, PersonDraft, Presence, SessionDraft
from council.forms.attendance_grid import AttendanceGridForm
from council.importers import store_attendance, store_person, store_session
from council.models import Attendance, Meeting, Person
from tests.council.importers.conftest import document

pytestmark = pytest.mark.django_db

DAY = date(2014, 6, 12)


@pytest.fixture
def meeting(db: None) -> Meeting:
    """A session in a council of three, one of whom left before it."""
    for name, until in (("Anna Lis", None), ("Jan Kot", None), ("Ewa Nowak", date(2013, 1, 1))):
        store_person(PersonDraft(term="2010-2014", name=name, until=until), document("f"))
    draft = SessionDraft(meeting=MeetingRef(number=44, day=DAY), sittings=(DAY,))
    return store_session(draft, document("e")).record  # type: ignore[return-value]  # the importer's own record


def field(name: str) -> str:
    return f"presence_{Person.objects.get(family_name=name).pk}"


def test_there_is_a_row_for_everybody_with_a_mandate_on_that_day(meeting: Meeting) -> None:
    form = AttendanceGridForm(meeting=meeting)

    assert [row.name for row in form.grid.rows] == ["Jan Kot", "Anna Lis"]


def test_what_was_typed_becomes_one_draft_a_person(meeting: Meeting) -> None:
    data = {"layer": "list", field("Lis"): "present", field("Kot"): "excused"}
    form = AttendanceGridForm(data, meeting=meeting)

    assert form.is_valid()
    assert [(draft.name, draft.state, draft.layer) for draft in form.drafts()] == [
        ("Jan Kot", Presence.EXCUSED, Layer.LIST),
        ("Anna Lis", Presence.PRESENT, Layer.LIST),
    ]


def test_the_drafts_are_stored_by_their_importer(meeting: Meeting) -> None:
    form = AttendanceGridForm({"layer": "quorum", field("Lis"): "absent"}, meeting=meeting)
    assert form.is_valid()

    for draft in form.drafts():
        store_attendance(draft, document("c"), Person.objects.get(pk=form.people()[draft.name]))

    row = Attendance.objects.get()
    assert (row.person, row.layer, row.state) == (Person.objects.get(family_name="Lis"), "quorum", "absent")


def test_the_rows_start_with_what_is_stored_of_the_layer(meeting: Meeting) -> None:
    draft = AttendanceDraft(meeting=MeetingRef(number=44, day=DAY), name="Anna Lis", state=Presence.ABSENT)
    store_attendance(draft, document("c"))

    assert AttendanceGridForm(meeting=meeting)[field("Lis")].value() == "absent"
    assert AttendanceGridForm(meeting=meeting, layer=Layer.QUORUM)[field("Lis")].value() == ""


def test_somebody_who_is_not_on_the_roster_is_not_dropped_in_silence(meeting: Meeting) -> None:
    form = AttendanceGridForm({"layer": "list", field("Lis"): "present", field("Nowak"): "present"}, meeting=meeting)

    assert [error.code for error in form.errors.as_data()["__all__"]] == ["row_gone"]


def test_an_empty_list_is_refused(meeting: Meeting) -> None:
    form = AttendanceGridForm({"layer": "list"}, meeting=meeting)

    assert [error.code for error in form.errors.as_data()["__all__"]] == ["empty"]


def test_the_grid_is_drawn_with_its_keys_and_one_list_a_person(meeting: Meeting) -> None:
    html = render_to_string("admin/council/_attendance_grid.html", {"form": AttendanceGridForm(meeting=meeting)})

    assert html.count("<select") == 3
    assert "<kbd>U</kbd>" in html
    assert 'data-grid="attendance"' in html
