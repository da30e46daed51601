"""Events on a draft's way, and who tabled it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from council.drafts import AgendaItemDraft, DraftStageDraft, MeetingRef
from council.importers import store_agenda_item, store_stage
from council.models import DraftResolution, DraftStage
from tests.council.importers.conftest import document
from tests.factories.council import ClubFactory, CommitteeFactory, TermFactory
from watchdog.archive.writing import Outcome
from watchdog.ingest.source import Rejection

pytestmark = pytest.mark.django_db

DAY = date(2014, 6, 12)


def stage(**fields: Any) -> DraftStageDraft:
    return DraftStageDraft(**{"term": "2010-2014", "print_number": "480", "stage": "tabled", "day": DAY, **fields})


def test_an_event_makes_the_draft_known() -> None:
    record = store_stage(stage(title="Projekt uchwały w sprawie osiedla"), document()).record

    assert record.draft == DraftResolution.objects.get()
    assert record.draft.title == "w sprawie osiedla"


def test_the_same_event_twice_changes_nothing() -> None:
    store_stage(stage(), document())

    assert store_stage(stage(), document()).outcome is Outcome.UNCHANGED
    assert DraftStage.objects.count() == 1


def test_an_event_without_a_day_takes_the_day_when_a_document_gives_it() -> None:
    store_stage(stage(day=None), document())

    assert store_stage(stage(), document("b")).outcome is Outcome.CHANGED
    assert store_stage(stage(day=None), document("c")).outcome is Outcome.UNCHANGED
    assert DraftStage.objects.get().day == DAY


def test_what_an_agenda_proves_is_not_kept_twice() -> None:
    item = AgendaItemDraft(
        meeting=MeetingRef(number=44, day=DAY), label="7", position=7, title="Osiedle", print_number="480"
    )
    store_agenda_item(item, document())

    with pytest.raises(Rejection, match="stoi w porządku obrad"):
        store_stage(stage(stage="on_agenda"), document("b"))


@pytest.mark.parametrize(
    ("kind", "name", "field"),
    [("club", "Klub Radnych Zgoda", "initiator_club"), ("committee", "Komisja Budżetu", "initiator_body")],
)
def test_a_mover_that_is_known_is_linked(kind: str, name: str, field: str) -> None:
    known: Any = ClubFactory(name=name, term=TermFactory()) if kind == "club" else CommitteeFactory(name=name)

    store_stage(stage(initiator=kind, initiator_name=name), document())

    draft = DraftResolution.objects.get()
    assert (draft.initiator_name, getattr(draft, field)) == (name, known)


def test_a_chair_is_known_as_a_person(people: Any) -> None:
    people("Jan Nowak")

    store_stage(stage(initiator="chair", initiator_name="Nowak Jan"), document())

    draft = DraftResolution.objects.get()
    assert draft.initiator_person is not None
    assert draft.initiator_person.name == "Jan Nowak"


def test_of_residents_no_name_is_kept() -> None:
    store_stage(stage(initiator="residents", initiator_name="Komitet Jana Nowaka"), document())

    draft = DraftResolution.objects.get()
    assert (draft.initiator, draft.initiator_name) == ("residents", "")


def test_a_day_that_has_not_come_is_a_doubt() -> None:
    found = store_stage(stage(day=date(2094, 1, 1)), document()).findings

    assert [each["code"] for each in found] == ["future_date"]


def test_an_opinion_names_its_committee() -> None:
    with pytest.raises(ValueError, match="nie podano komisji"):
        stage(stage="opinion")
