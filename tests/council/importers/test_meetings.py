from __future__ import annotations

from datetime import date

import pytest

from council.drafts import AgendaItemDraft, BodyKind, MeetingRef, SessionDraft
from council.importers import store_agenda_item, store_session
from council.models import AgendaItem, DraftResolution, Meeting
from tests.council.importers.conftest import document
from watchdog.archive.writing import Outcome
from watchdog.ingest.source import Rejection

pytestmark = pytest.mark.django_db

MAY_7, MAY_8 = date(2024, 5, 7), date(2024, 5, 8)


def session(number: int | None = None, day: date | None = MAY_7, **fields: object) -> SessionDraft:
    return SessionDraft(meeting=MeetingRef(number=number, day=day), **fields)


def item(title: str = "Projekt uchwały w sprawie budżetu", **fields: object) -> AgendaItemDraft:
    values = {"meeting": MeetingRef(number=9, day=date(2024, 12, 19)), "label": "7", "position": 7}
    return AgendaItemDraft(**{**values, "title": title, **fields})


def test_an_interrupted_session_keeps_each_of_its_days():
    store_session(session(1, sittings=(MAY_7, MAY_8)), document())

    meeting = Meeting.objects.get()
    assert (meeting.term.slug, meeting.number, meeting.day) == ("2024-2029", 1, MAY_7)
    assert [sitting.day for sitting in meeting.sittings.all()] == [MAY_7, MAY_8]


def test_a_session_known_by_its_day_takes_its_number_once_known():
    store_session(session(), document())

    outcome = store_session(session(1), document("b")).outcome

    assert outcome is Outcome.CHANGED
    assert Meeting.objects.get().number == 1


def test_a_session_known_by_its_number_takes_its_day_once_known():
    store_session(SessionDraft(meeting=MeetingRef(number=3, term="2024-2029")), document())

    store_session(session(3, day=date(2024, 6, 20)), document("b"))

    assert Meeting.objects.get().day == date(2024, 6, 20)


def test_the_second_day_of_a_session_is_not_another_session():
    store_session(session(1, sittings=(MAY_7, MAY_8)), document())

    store_session(session(day=MAY_8), document("b"))

    meeting = Meeting.objects.get()
    assert (meeting.number, meeting.day) == (1, MAY_7)


def test_the_same_session_twice_changes_nothing():
    store_session(session(1, present=25), document())

    assert store_session(session(1, present=25), document()).outcome is Outcome.UNCHANGED


def test_a_committees_meeting_is_not_a_session():
    ref = MeetingRef(kind=BodyKind.COMMITTEE, committee="Komisja Rewizyjna", day=MAY_7)

    store_session(SessionDraft(meeting=ref), document())

    assert Meeting.objects.get().body.name == "Komisja Rewizyjna"
    assert not Meeting.objects.sessions().exists()


def test_a_day_outside_every_known_term_is_a_reject():
    with pytest.raises(Rejection, match="kadencji"):
        store_session(session(day=date(2125, 1, 1)), document())


def test_an_agenda_item_with_a_print_number_brings_its_draft():
    store_agenda_item(item(print_number="148/2024"), document())

    draft = AgendaItem.objects.get().draft
    assert draft is not None
    assert (draft.number, draft.slug, draft.title) == ("148/2024", "148-2024", "w sprawie budżetu")
    assert draft.day == date(2024, 12, 19)


def test_a_print_instead_of_another_knows_what_it_replaces():
    store_agenda_item(item(print_number="130/2024", replaces="128/2024", amended=True), document())

    draft = DraftResolution.objects.get(number="130/2024")
    assert draft.amended
    assert draft.replaces == DraftResolution.objects.get(number="128/2024")


def test_a_title_cut_by_its_source_never_replaces_a_whole_one():
    store_agenda_item(item("Projekt uchwały w sprawie nadania nazwy ulicy", print_number="5/2024"), document())

    store_agenda_item(item("Projekt uchwały w sprawie na[…]", label="9", print_number="5/2024"), document("b"))

    assert DraftResolution.objects.get().title == "w sprawie nadania nazwy ulicy"


def test_a_corrected_agenda_leaves_the_former_title_in_the_history():
    store_agenda_item(item("Stary tytuł"), document())

    store_agenda_item(item("Nowy tytuł"), document("b"))

    change = AgendaItem.objects.get().changes.get(field="title")
    assert (change.before, change.after, change.applied) == ("Stary tytuł", "Nowy tytuł", True)


@pytest.mark.parametrize("day", [date(2125, 5, 7), date(2018, 5, 7)])
def test_a_day_outside_the_term_that_the_document_names_is_refused(day: date):
    draft = SessionDraft(meeting=MeetingRef(term="2024-2029", number=1, day=day))

    with pytest.raises(Rejection, match=f"{day:%d.%m.%Y} nie należy do kadencji 2024-2029"):
        store_session(draft, document())

    assert not Meeting.objects.exists()
