"""What the council's kinds of records hand to search and exports, and how little they ask the database."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from council.records import (
    COMMITTEES,
    DRAFTS,
    INTERPELLATIONS,
    MINUTES,
    PASSAGES,
    PEOPLE,
    PETITIONS,
    RESOLUTIONS,
    SESSIONS,
    VOTES,
)
from tests.factories.archive import SnapshotFactory
from tests.factories.council import (
    AgendaItemFactory,
    ClubFactory,
    DraftResolutionFactory,
    PersonFactory,
    ResolutionFactory,
    SessionFactory,
    TermFactory,
    VoteFactory,
)
from tests.factories.interpellations import InterpellationFactory
from tests.factories.petitions import PetitionFactory
from watchdog.records import RecordType, record_types

pytestmark = pytest.mark.django_db

KINDS = [PEOPLE, SESSIONS, VOTES, DRAFTS, RESOLUTIONS, INTERPELLATIONS, PETITIONS]
PARTS = [COMMITTEES, MINUTES, PASSAGES]
"""Kinds whose records stand under another record's address: a term of a committee, a page or a passage of a meeting."""


def a_person() -> Any:
    return PersonFactory(in_term=TermFactory(), club=ClubFactory())


def a_session() -> Any:
    return AgendaItemFactory(draft=DraftResolutionFactory()).meeting


def a_vote() -> Any:
    return VoteFactory(draft=DraftResolutionFactory(), resolution=ResolutionFactory(), snapshot=SnapshotFactory())


def a_draft() -> Any:
    return DraftResolutionFactory(replaces=DraftResolutionFactory())


def an_interpellation() -> Any:
    return InterpellationFactory(asked=[PersonFactory(), "Jan Nieznany"])


def a_petition() -> Any:
    return PetitionFactory(resolution=ResolutionFactory())


MAKERS: dict[str, Callable[[], Any]] = {
    "council.person": a_person,
    "council.session": a_session,
    "council.vote": a_vote,
    "council.draft": a_draft,
    "council.resolution": ResolutionFactory,
    "council.interpellation": an_interpellation,
    "council.petition": a_petition,
}


@pytest.fixture(params=KINDS, ids=lambda kind: kind.kind)
def kind(request: pytest.FixtureRequest) -> RecordType:
    return request.param  # type: ignore[no-any-return]  # pytest does not know its own parameters


def test_every_kind_is_introduced() -> None:
    kinds = {each.kind for each in record_types() if each.kind.startswith("council.")}

    assert kinds == {each.kind for each in (*KINDS, *PARTS)}


def test_the_key_is_the_tail_of_the_records_address(kind: RecordType) -> None:
    MAKERS[kind.kind]()

    record = kind.queryset().first()

    assert record.get_absolute_url() == f"{reverse(kind.list_url)}{kind.key(record)}/"


def test_a_records_text_has_a_title_and_its_address(kind: RecordType) -> None:
    MAKERS[kind.kind]()

    record = kind.queryset().first()
    text = kind.search_text(record)

    assert text.title.strip()
    assert text.url == record.get_absolute_url()


def test_rows_and_texts_ask_nothing_beyond_the_queryset(kind: RecordType) -> None:
    for _ in range(3):
        MAKERS[kind.kind]()
    records = list(kind.queryset())

    with CaptureQueriesContext(connection) as asked:
        for record in records:
            kind.search_text(record)
            kind.key(record)
            for column in kind.columns:
                column.value(record)

    assert len(asked) == 0


def test_columns_have_a_name_each_of_their_own(kind: RecordType) -> None:
    names = [column.name for column in kind.columns]

    assert len(names) == len(set(names))


def test_a_session_is_found_by_what_stood_on_its_agenda() -> None:
    draft = DraftResolutionFactory(number="495")
    AgendaItemFactory(title="Strefa płatnego parkowania", draft=draft)

    text = SESSIONS.search_text(SESSIONS.queryset().get())

    assert "Strefa płatnego parkowania (druk 495)" in text.body


def test_a_session_is_found_by_its_number_in_both_figures() -> None:
    SessionFactory(number=44)

    text = SESSIONS.search_text(SESSIONS.queryset().get())

    assert text.title == "Sesja XLIV, 12.06.2014"
    assert "44" in text.keywords.split()


def test_a_vote_is_found_by_the_numbers_people_call_it_by() -> None:
    VoteFactory(
        meeting=SessionFactory(number=44),
        draft=DraftResolutionFactory(number="495"),
        resolution=ResolutionFactory(number="XLIV/949/2014"),
    )

    text = VOTES.search_text(VOTES.queryset().get())

    assert "uchwała XLIV/949/2014" in text.keywords
    assert "druk 495" in text.keywords
    assert "sesja XLIV" in text.keywords


def test_a_person_is_found_by_every_spelling_of_the_name() -> None:
    PersonFactory(given_name="Ewa", family_name="Nowak", spelling="Nowak-Kowal Ewa")

    assert "Nowak-Kowal Ewa" in PEOPLE.search_text(PEOPLE.queryset().get()).keywords


def test_a_vote_of_which_only_the_year_is_known_is_kept_by_it() -> None:
    VoteFactory(meeting=None, day=None, year=2012)

    text = VOTES.search_text(VOTES.queryset().get())

    assert (text.day, text.year) == (None, 2012)


def test_an_exported_number_that_no_document_gives_is_empty() -> None:
    VoteFactory(totals=(20, None, None, None))

    vote = VOTES.queryset().get()
    row = {column.name: column.value(vote) for column in VOTES.columns}

    assert (row["for"], row["against"]) == (20, None)
    assert row["day"] == date(2014, 6, 12)
