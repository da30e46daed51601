"""Pages of minutes and of recordings as visitors and volunteers meet them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories.archive import SnapshotFactory
from tests.factories.committees import CommitteeMeetingFactory
from tests.factories.council import AgendaItemFactory, SessionFactory
from tests.factories.texts import MinutesPageFactory, PassageFactory, TimeCodeFactory
from watchdog.archive.models import Certainty, Disclosure
from watchdog.search.indexing import index

pytestmark = pytest.mark.django_db


@pytest.fixture
def session() -> Any:
    return SessionFactory(number=44, day=date(2014, 6, 12), recording="https://nagrania.example/44")


def test_a_page_of_minutes_shows_its_text_its_neighbours_and_the_documents_page(client: Client, session: Any) -> None:
    document = SnapshotFactory(disclosure=Disclosure.PUBLIC)
    for number in (1, 2, 3):
        MinutesPageFactory(
            meeting=session, number=number, text=f"Strona {number}\n<b>nie znacznik</b>", snapshot=document
        )

    body = client.get("/rada/sesje/2010-2014/44/protokol/2/").content.decode()

    assert "Strona 2" in body
    assert "&lt;b&gt;nie znacznik&lt;/b&gt;" in body
    assert 'href="/rada/sesje/2010-2014/44/protokol/1/"' in body
    assert 'href="/rada/sesje/2010-2014/44/protokol/3/"' in body
    assert f"{document.sha256}/plik#page=2" in body
    assert "strona 2 z 3" in body


def test_a_document_for_staff_is_not_led_to(client: Client, session: Any) -> None:
    MinutesPageFactory(meeting=session, number=1, snapshot=SnapshotFactory(disclosure=Disclosure.STAFF))

    assert "#page=1" not in client.get("/rada/sesje/2010-2014/44/protokol/1/").content.decode()


def test_a_passage_warns_that_a_machine_wrote_it_and_leads_to_the_recording(client: Client, session: Any) -> None:
    PassageFactory(meeting=session, starts=725, ends=737)

    body = client.get("/rada/sesje/2010-2014/44/nagranie/725/").content.decode()

    assert "Spisała to maszyna" in body
    assert 'href="https://nagrania.example/44#t=725"' in body
    assert "12:05" in body


@pytest.mark.parametrize("tail", ["protokol/9/", "nagranie/9/", "protokol/x/"])
def test_a_piece_that_is_not_there_is_not_found(client: Client, session: Any, tail: str) -> None:
    assert client.get(f"/rada/sesje/2010-2014/44/{tail}").status_code == 404


def test_a_piece_addressed_by_the_day_moves_to_the_number(client: Client, session: Any) -> None:
    MinutesPageFactory(meeting=session, number=1)

    response = client.get("/rada/sesje/2010-2014/2014-06-12/protokol/1/")

    assert (response.status_code, response["Location"]) == (301, "/rada/sesje/2010-2014/44/protokol/1/")


def test_a_committees_minutes_and_recording_have_pages_of_their_own(client: Client) -> None:
    meeting = CommitteeMeetingFactory(
        body__name="Komisja Rewizyjna", body__slug="komisja-rewizyjna", day=date(2014, 5, 20)
    )
    pieces = [MinutesPageFactory(meeting=meeting, number=1), PassageFactory(meeting=meeting, starts=60)]

    addresses = [piece.get_absolute_url() for piece in pieces]
    body = client.get(meeting.get_absolute_url()).content.decode()

    assert addresses[0] == "/rada/komisje/komisja-rewizyjna/2014-05-20/protokol/1/"
    assert all(f'href="{address}"' in body for address in addresses)
    assert [client.get(address).status_code for address in addresses] == [200, 200]


def test_a_word_of_the_minutes_is_found_at_its_page_among_those_of_its_body(client: Client) -> None:
    meeting = CommitteeMeetingFactory(
        body__name="Komisja Rewizyjna", body__slug="komisja-rewizyjna", day=date(2014, 5, 20)
    )
    for number, text in enumerate(("otwarcie", "kasztanowiec przy szkole", "kasztanowiec"), start=1):
        index(MinutesPageFactory(meeting=meeting, number=number, text=text))

    found = client.get("/szukaj/", {"q": "kasztanowiec szkole", "organ": "Komisja Rewizyjna"}).content.decode()

    assert 'href="/rada/komisje/komisja-rewizyjna/2014-05-20/protokol/2/"' in found
    assert "protokol/1/" not in found


def test_a_session_leads_to_its_texts_and_each_item_to_its_moment(client: Client, session: Any) -> None:
    MinutesPageFactory(meeting=session, number=1)
    PassageFactory(meeting=session, starts=700, ends=790)
    AgendaItemFactory(meeting=session, label="3", position=3)
    AgendaItemFactory(meeting=session, label="4", position=4)
    TimeCodeFactory(meeting=session, label="3", starts=725, certainty=Certainty.INFERRED)

    body = client.get("/rada/sesje/2010-2014/44/").content.decode()

    assert 'href="/rada/sesje/2010-2014/44/protokol/1/">Protokół: 1 strona</a>' in body
    assert (
        'w nagraniu: <a href="/rada/sesje/2010-2014/44/nagranie/700/">12:05</a> <span class="tag">wywnioskowane</span>'
        in body
    )
    assert body.count("w nagraniu:") == 1


def test_without_words_a_moment_leads_into_the_recording_itself(client: Client, session: Any) -> None:
    AgendaItemFactory(meeting=session, label="3", position=3)
    TimeCodeFactory(meeting=session)

    assert 'href="https://nagrania.example/44#t=725"' in client.get("/rada/sesje/2010-2014/44/").content.decode()


def test_words_of_the_minutes_are_found_by_search_and_by_the_list(client: Client, session: Any) -> None:
    from watchdog.search.indexing import index

    page = MinutesPageFactory(meeting=session, number=7, text="Mowa o zbiorniku retencyjnym Wilcze Doły.")
    index(page)

    assert page.get_absolute_url() in client.get("/szukaj/?q=retencyjnym").content.decode()
    assert page.get_absolute_url() in client.get("/rada/protokoly/?q=retencyjnym").content.decode()
    assert "pasuje" in client.get("/rada/protokoly/?q=tramwaj").content.decode()


@pytest.mark.parametrize(("few", "many"), [(2, 500)])
def test_a_piece_costs_the_same_in_a_short_and_in_a_long_text(
    client: Client, session: Any, few: int, many: int
) -> None:
    def cost(count: int) -> int:
        meeting = SessionFactory(number=count, day=date(2014, 1, 1))
        for number in range(1, count + 1):
            MinutesPageFactory(meeting=meeting, number=number)
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/rada/sesje/2010-2014/{count}/protokol/2/")
        return len(queries)

    assert cost(few) == cost(many) <= 8
