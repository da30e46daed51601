"""What the portal gives away as a table can be brought back, as far as its columns go."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.utils import translation

from council.drafts import MeetingRef, Official, PersonDraft, Result, SessionDraft, VoteDraft
from council.importers import store_person, store_session, store_vote
from council.models import Mandate, Meeting, Person, PersonName, Sitting, Vote
from council.records import PEOPLE, SESSIONS, VOTES
from tests.council.importers.conftest import DAY, document
from watchdog.archive.models import Reading
from watchdog.backroom import submitting
from watchdog.backroom.importing.confirming import confirm
from watchdog.backroom.models import Submission
from watchdog.exports.columns import columns_of, records_of
from watchdog.exports.writers import About, write_csv, write_polish_csv

pytestmark = pytest.mark.django_db

MEETING = MeetingRef(term="2010-2014", number=44, day=DAY)
OURS = {"url", "document", "place", "read_at", "certainty", "findings"}
"""Columns that say how the portal knows, which is another way now."""


def exported(kind, write) -> str:
    rows = records_of(kind.queryset())
    return "".join(write(columns_of(kind), rows, About(kind.kind, "", "", {})))


def said(kind) -> list[list[str]]:
    columns = [column for column in columns_of(kind) if column.name not in OURS]
    return [[str(column.value(record)) for column in columns] for record in records_of(kind.queryset())]


def empty() -> None:
    for model in (Reading, Vote, Sitting, Meeting, Mandate, PersonName, Person):
        model.objects.all().delete()


def vote() -> None:
    store_vote(
        VoteDraft(
            meeting=MEETING,
            number=5,
            item="7",
            subject='7. Plan; część „A” = "B"',
            on=datetime.fromisoformat("2014-06-12T15:30"),
            year=2014,
            official=Official(za=20, przeciw=3, wstrzymal_sie=1, nieobecni=1),
            result=Result.PASSED,
            result_label="przyjęto",
        ),
        document("f"),
    )


def session() -> None:
    store_session(SessionDraft(meeting=MEETING, sittings=(DAY,), venue="Ratusz", present=24, absent=1), document("f"))


def person() -> None:
    store_person(PersonDraft(term="2010-2014", name="Anna Maria Nowak-Lis"), document("f"))


@pytest.mark.parametrize("write", [write_csv, write_polish_csv])
@pytest.mark.parametrize(
    ("kind", "make", "slug"),
    [(VOTES, vote, "glosowania-szeroko"), (SESSIONS, session, "sesje"), (PEOPLE, person, "osoby")],
    ids=["votes", "sessions", "people"],
)
def test_an_export_brought_into_an_empty_portal_says_the_same(
    write,
    kind,
    make,
    slug,
    brought,
    volunteer,
    reviewer,
):
    make()
    with translation.override("pl"):
        before, content = said(kind), exported(kind, write)
    empty()

    file = brought(slug, content)
    confirm(file, volunteer, send=True)
    submitting.publish(list(Submission.objects.all()), reviewer)

    with translation.override("pl"):
        assert said(kind) == before


def test_numbers_that_we_counted_ourselves_do_not_come_back_as_a_documents(brought):
    content = "data;temat;za;przeciw;counted\n2014-06-12;Plan;20;3;true\n"

    [entry] = brought("glosowania-szeroko", content).entries

    assert entry["draft"]["official"]["za"] is None
