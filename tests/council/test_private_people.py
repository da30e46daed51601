"""A private person named beside a petition is nowhere in the portal but in the document itself."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from council.drafts import AgendaItemDraft, MeetingRef, PetitionDraft, ResolutionDraft
from council.importers import STORE
from council.records import DRAFTS, PETITIONS, RESOLUTIONS, SESSIONS, VOTES
from tests.contracts.test_records import body_of, file_of
from tests.council.importers.conftest import DAY, document, roll_call
from watchdog.archive.models import Change, Reading
from watchdog.archive.writing import Outcome
from watchdog.search.indexing import index_records
from watchdog.search.models import Entry

pytestmark = pytest.mark.django_db

TITLE = "rozpatrzenie petycji Pana Jana Kowalskiego o remont"
MASKED = "rozpatrzenie petycji osoby fizycznej o remont"
KINDS = [SESSIONS, DRAFTS, RESOLUTIONS, VOTES, PETITIONS]


def drafts(title: str) -> list[Any]:
    ref = MeetingRef(number=44, day=DAY)
    return [
        AgendaItemDraft(meeting=ref, label="1", position=1, title=title, print_number="495"),
        ResolutionDraft(number="X/1/2014", adopted_on=DAY, year=2014, title=title),
        ResolutionDraft(adopted_on=DAY, year=2014, title=title),
        roll_call(subject=title, print_number="495"),
        PetitionDraft(year=2020, subject=title, outcome_words=title, reasons=title),
    ]


def store(title: str, mark: str = "a") -> list[Any]:
    return [STORE[type(draft)](draft, document(mark)) for draft in drafts(title)]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)
def test_page_search_files_and_feed_show_the_mask(kind: Any, client: Client) -> None:
    store(TITLE)
    index_records(kind, [record.pk for record in kind.queryset()])
    pages = [record.get_absolute_url() for record in kind.queryset()]
    files = [file_of(kind, ending) for ending in ("csv", "json", "rss")]

    for address in [*pages, reverse(kind.list_url), *files]:
        assert "Kowalsk" not in body_of(client.get(address)), address
        assert "kowalsk" not in address
    assert MASKED in body_of(client.get(pages[0])).replace("\u00a0", " ").replace("Rozp", "rozp")
    assert "kowalsk" not in str(list(Entry.objects.values_list("title", "keywords", "body", "url"))).lower()


def test_readings_history_and_findings_keep_the_mask() -> None:
    store("w sprawie petycji o remont")
    store(TITLE, "b")

    kept = [*Reading.objects.values_list("data", flat=True), *Change.objects.values_list("before", "after")]
    assert MASKED in str(kept)
    assert "Kowalsk" not in str(kept)


def test_the_same_document_again_meets_its_masked_record() -> None:
    store(TITLE)

    assert {stored.outcome for stored in store(TITLE)} == {Outcome.UNCHANGED}


def test_what_leaves_for_programs_shows_the_mask(client: Client) -> None:
    store(TITLE)
    asked = ["/dane/popolo.json", *(f"/oparl/v1/{word}" for word in ("papers", "agendaitems", "meetings"))]
    asked += [f"/api/v1/{kind.kind}/" for kind in KINDS]

    said = {address: body_of(client.get(address)) for address in asked}

    assert [address for address, text in said.items() if "kowalsk" in text.lower()] == []
    quoting = ("/dane/popolo.json", "/oparl/v1/papers", "/oparl/v1/agendaitems", "/api/v1/council.vote/")
    assert [address for address in quoting if MASKED not in said[address]] == []
