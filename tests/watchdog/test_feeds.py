from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from datetime import date, datetime
from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client

from tests.factories.council import ResolutionFactory, VoteFactory
from watchdog.feeds import NEWEST
from watchdog.search.indexing import index

pytestmark = pytest.mark.django_db

FEED = "/rada/uchwaly.rss"


def items(response: Any) -> list[dict[str, str]]:
    channel = ET.fromstring(response.content).iter("item")
    return [{part.tag: str(part.text) for part in item} for item in channel]


def test_a_feed_tells_of_what_came_in_last_whatever_its_day(client: Client) -> None:
    ResolutionFactory(number="I/1/2020", title="nowsza", adopted_on=date(2020, 1, 1))
    late = ResolutionFactory(number="I/1/2014", title="dziś odczytana", adopted_on=date(2014, 1, 1))

    found = items(client.get(FEED))

    assert [item["title"] for item in found] == ["Dziś odczytana", "Nowsza"]
    assert found[0]["link"] == f"http://testserver{late.get_absolute_url()}"
    assert found[0]["guid"] == "council.resolution:2014/i-1-2014"


def test_a_feed_keeps_the_filters_of_its_list(client: Client) -> None:
    ResolutionFactory(number="I/1/2014", title="jedna", adopted_on=date(2014, 1, 1))
    ResolutionFactory(number="I/1/2015", title="druga", adopted_on=date(2015, 1, 1))

    response = client.get(f"{FEED}?rok=2014")

    assert [item["title"] for item in items(response)] == ["Jedna"]
    assert "2014" in str(ET.fromstring(response.content).findtext("channel/title"))


def test_a_feed_has_an_end(client: Client) -> None:
    ResolutionFactory.create_batch(NEWEST + 1)

    assert len(items(client.get(FEED))) == NEWEST


def test_a_wrong_filter_is_refused_with_its_reason(client: Client) -> None:
    response = client.get(f"{FEED}?rok=dwa")

    assert response.status_code == HTTPStatus.BAD_REQUEST
    assert "2014" in response.content.decode()


@pytest.mark.parametrize("address", ["/rada/nic.rss", "/rada/uchwaly/2014/x.rss"])
def test_what_is_no_list_has_no_feed(address: str, client: Client) -> None:
    assert client.get(address).status_code == HTTPStatus.NOT_FOUND


def test_the_english_edition_has_feeds_of_its_own(client: Client) -> None:
    address = ResolutionFactory().get_absolute_url()

    found = items(client.get(f"/en{FEED}"))

    assert found[0]["link"] == f"http://testserver/en{address}"


def test_a_search_has_a_feed_of_what_came_in_last(client: Client) -> None:
    for number, title in ((1, "budżet na 2020 rok"), (2, "statut"), (3, "zmiana budżetu")):
        index(ResolutionFactory(number=f"I/{number}/2020", title=title))
    index(VoteFactory(subject="Uchwalenie budżetu"))

    found = items(client.get("/szukaj.rss", {"q": "budżet*"}))
    narrowed = items(client.get("/szukaj.rss", {"q": "budżet*", "rodzaj": "council.vote"}))
    of_nobody = items(client.get("/szukaj.rss", {"q": "budżet*", "organ": "Straż Miejska"}))
    of_council = items(
        client.get("/szukaj.rss", {"q": "budżet*", "organ": "Rada Miasta Gliwice", "rodzaj": "council.resolution"})
    )

    assert [item["title"] for item in found] == ["Uchwalenie budżetu", "Zmiana budżetu", "Budżet na 2020 rok"]
    assert [item["title"] for item in narrowed] == ["Uchwalenie budżetu"]
    assert [item["title"] for item in of_council] == ["Zmiana budżetu", "Budżet na 2020 rok"]
    assert not of_nobody


@pytest.mark.parametrize("query", ["", "?q=", "?q=a&rok=dwa", "?q=budżet&x=1"])
def test_a_search_without_words_or_with_a_wrong_filter_has_no_feed(query: str, client: Client) -> None:
    assert client.get(f"/szukaj.rss{query}").status_code == HTTPStatus.BAD_REQUEST


def test_a_feed_is_atom_too_with_all_that_its_rules_ask_for(client: Client) -> None:
    index(ResolutionFactory(number="I/1 a/2014", title="Zmiana <budżetu> & \x0bstatutu", adopted_on=date(2014, 1, 1)))
    atom = "{http://www.w3.org/2005/Atom}"

    for address in ("/rada/uchwaly.atom?rok=2014", "/szukaj.atom?q=statut*"):
        response = client.get(address)
        root = ET.fromstring(response.content)
        [entry] = root.findall(f"{atom}entry")

        assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
        assert root.tag == f"{atom}feed"
        for parent in (root, entry):
            assert all(len(parent.findall(f"{atom}{name}")) == 1 for name in ("id", "title", "updated")), address
            assert re.fullmatch(r"(tag|https?):[!-~]+", str(parent.findtext(f"{atom}id"))), "an IRI (4.2.6)"
            assert datetime.fromisoformat(str(parent.findtext(f"{atom}updated"))).tzinfo, "RFC 3339 (3.3)"
        assert root.findtext(f"{atom}author/{atom}name") == "Gliwice OdNowa"
        assert {link.get("rel") for link in root.findall(f"{atom}link")} == {"self", "alternate"}
        assert entry.findtext(f"{atom}title") == "Zmiana <budżetu> & statutu"
    assert client.get("/rada/uchwaly.atom?rok=dwa").status_code == HTTPStatus.BAD_REQUEST
