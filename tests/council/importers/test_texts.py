"""Storing minutes, passages of recordings and time codes: once, corrected by a newer document, found by search."""

from __future__ import annotations

from datetime import date

import pytest

from council.drafts import MeetingRef, MinutesPageDraft, PassageDraft, SessionDraft, TimeCodeDraft
from council.importers import store_minutes_page, store_passage, store_session, store_time_code
from council.models import Body, Meeting, MinutesPage, Passage, TimeCode
from council.sources.minutes_pdf import MinutesPdf
from tests.contracts.samples import samples_of
from tests.council.importers.conftest import document
from watchdog.archive.writing import Outcome
from watchdog.ingest.source import Rejection, Unreadable

pytestmark = pytest.mark.django_db

MEETING = MeetingRef(council="Rada Miasta Gliwice", term="2010-2014", number=44, day=date(2014, 6, 12))


def page(text: str = "Otwarcie sesji.", number: int = 1) -> MinutesPageDraft:
    return MinutesPageDraft(place=f"p. {number}", meeting=MEETING, number=number, text=text)


def test_a_page_makes_its_session_known_and_is_stored_once() -> None:
    first = store_minutes_page(page(), document("a"))
    again = store_minutes_page(page(), document("a"))

    stored = MinutesPage.objects.get()
    assert (first.outcome, again.outcome) == (Outcome.STORED, Outcome.UNCHANGED)
    assert (stored.meeting.number, stored.text) == (44, "Otwarcie sesji.")
    assert stored.get_absolute_url() == "/rada/sesje/2010-2014/44/protokol/1/"


def test_minutes_of_a_committee_are_kept_with_its_meeting() -> None:
    """Read from the PDF of the sample to the row: no session of the council may come of them."""
    sample = samples_of(MinutesPdf())[0]
    session, *pages = MinutesPdf().parse(sample.read_bytes())
    assert isinstance(session, SessionDraft)

    store_session(session, document("a"))
    for draft in pages:
        assert isinstance(draft, MinutesPageDraft)
        store_minutes_page(draft, document("a"))

    meeting = Meeting.objects.get()
    assert sample.name == "committee.pdf"
    assert (meeting.body.kind, meeting.body.name, meeting.number) == (Body.Kind.COMMITTEE, "Komisja Rewizyjna", 5)
    assert [page.number for page in MinutesPage.objects.order_by("number")] == [1, 2]
    assert MinutesPage.objects.filter(meeting=meeting).count() == 2


def test_a_corrected_document_changes_the_page_and_keeps_what_it_was() -> None:
    store_minutes_page(page(), document("a"))

    store_minutes_page(page("Otwarcie sesji o godz. 10."), document("b"))

    (change,) = MinutesPage.objects.get().changes.all()
    assert (change.before, change.after) == ("Otwarcie sesji.", "Otwarcie sesji o godz. 10.")


def test_a_passage_is_found_by_the_second_at_which_it_begins() -> None:
    draft = PassageDraft(place="12:05", meeting=MEETING, starts=725, ends=737, text="Otwieram sesję.")
    store_passage(draft, document("a"))

    again = store_passage(draft.model_copy(update={"text": "Otwieram XLIV sesję."}), document("b"))

    assert again.outcome is Outcome.CHANGED
    assert Passage.objects.get().get_absolute_url() == "/rada/sesje/2010-2014/44/nagranie/725/"


def test_an_item_has_one_time_code() -> None:
    draft = TimeCodeDraft(place="12:05", meeting=MEETING, label="3", starts=725)
    store_time_code(draft, document("a"))

    store_time_code(draft.model_copy(update={"starts": 730}), document("b"))

    assert TimeCode.objects.get().starts == 730


def test_a_text_of_another_council_is_refused_whole() -> None:
    draft = page().model_copy(update={"meeting": MEETING.model_copy(update={"council": "Rada Miasta Gdańska"})})

    with pytest.raises(Unreadable) as refusal:
        store_minutes_page(draft, document("a"))

    assert refusal.value.code == "other_city"


def test_a_text_of_no_known_meeting_is_rejected() -> None:
    with pytest.raises(Rejection, match="którego posiedzenia"):
        store_minutes_page(page().model_copy(update={"meeting": MeetingRef(term="2010-2014")}), document("a"))
