from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from council.drafts import PetitionDraft, PetitionerKind, PetitionOutcome, ResolutionDraft
from council.importers import store_petition, store_resolution
from council.models import Petition
from tests.council.importers.conftest import document
from watchdog.archive.models import Reading
from watchdog.archive.writing import Outcome
from watchdog.ingest.source import Unreadable

pytestmark = pytest.mark.django_db


def draft(**fields: Any) -> PetitionDraft:
    return PetitionDraft(**{"year": 2020, "subject": "modernizacja kąpieliska leśnego", "to_council": True, **fields})


def test_what_is_known_of_the_day_is_kept_as_exactly_as_it_is_known():
    told = {"dzień": {"month": 5, "received_on": date(2020, 5, 11)}, "miesiąc": {"month": 5}, "rok": {}}
    for words, when in told.items():
        store_petition(draft(subject=words, **when), document())

    assert {each.subject: each.received for each in Petition.objects.all()} == {
        "dzień": "2020-05-11",
        "miesiąc": "2020-05",
        "rok": "2020",
    }


@pytest.mark.parametrize(("year", "term"), [(2020, "2018-2024"), (2018, None)])
def test_the_term_is_known_unless_a_new_one_began_within_the_year(year, term):
    store_petition(draft(year=year), document())

    found = Petition.objects.get()
    assert (found.term.slug if found.term else None) == term


def test_the_same_document_twice_changes_nothing():
    store_petition(draft(), document())

    assert store_petition(draft(), document()).outcome is Outcome.UNCHANGED


def test_what_is_learnt_later_fills_the_record():
    store_petition(draft(), document())

    later = draft(month=5, received_on=date(2020, 5, 11), outcome=PetitionOutcome.GRANTED, outcome_words="przyjęta")
    assert store_petition(later, document("b")).outcome is Outcome.CHANGED

    found = Petition.objects.get()
    assert (found.received, found.outcome, found.readings.count()) == ("2020-05-11", "granted", 2)


def test_the_same_words_of_another_petitioner_or_another_year_are_another_petition():
    firm = {"petitioner_kind": PetitionerKind.FIRM}
    store_petition(draft(petitioner="Pierwsza sp. z o.o.", **firm), document())
    store_petition(draft(petitioner="Druga sp. z o.o.", **firm), document())
    store_petition(draft(year=2021), document())

    assert Petition.objects.count() == 3


def test_the_resolution_and_the_session_are_linked():
    store_resolution(ResolutionDraft(number="XIX/379/2020", year=2020, title="w sprawie petycji"), document())
    store_petition(draft(resolution="xix/379/20", session=19, decided_on=date(2020, 9, 10)), document())

    found = Petition.objects.get()
    assert (found.resolution.number, found.meeting.number) == ("XIX/379/2020", 19)


def test_a_private_person_becomes_the_mask_and_a_name_is_refused():
    store_petition(draft(petitioner_kind=PetitionerKind.PERSON), document())

    assert Petition.objects.get().petitioner == "osoba fizyczna"
    assert Reading.objects.get().data["petitioner"] == "osoba fizyczna"
    with pytest.raises(ValidationError, match="nazwiska osoby fizycznej nie zapisujemy"):
        draft(petitioner_kind=PetitionerKind.PERSON, petitioner="Jan Kowalski")


@pytest.mark.parametrize(
    "fields",
    [
        {"petitioner": "Jan Kowalski"},
        {"petitioner": "Jan Kowalski", "petitioner_kind": PetitionerKind.ORGANISATION},
        {"petitioner": "Anna Nowak-Kot", "petitioner_kind": PetitionerKind.GROUP},
        {"petitioner_kind": PetitionerKind.FIRM},
        {"received_on": date(2020, 5, 11)},
        {"received_on": date(2020, 5, 11), "month": 6},
        {"month": 13},
        {"year": 1200},
        {"session": 19},
        {"subject": " "},
    ],
)
def test_a_draft_that_contradicts_itself_is_refused(fields):
    with pytest.raises(ValidationError):
        draft(**fields)


def test_a_day_that_has_not_come_is_a_doubt():
    store_petition(draft(year=2125, month=5, received_on=date(2125, 5, 11)), document())

    assert [finding["code"] for finding in Petition.objects.get().findings] == ["future_date"]


def test_another_citys_petition_is_refused():
    with pytest.raises(Unreadable):
        store_petition(draft(council="Rada Miasta Katowice"), document())
