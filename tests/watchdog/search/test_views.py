from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser
from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client

from tests.factories.search import EntryFactory
from watchdog.search import finding
from watchdog.search.models import Entry

pytestmark = pytest.mark.django_db

SEARCH = "/szukaj/"


class Hits(HTMLParser):
    """The links of the list of hits, with their text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.inside = self.link = False
        self.found: list[tuple[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.inside = self.inside or (tag == "ol" and "hit" in str(given.get("class")).split())
        if self.inside and tag == "a":
            self.link = True
            self.found.append((str(given["href"]), ""))

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "ol"
        self.link = self.link and tag != "a"

    def handle_data(self, data: str) -> None:
        if self.link:
            address, text = self.found[-1]
            self.found[-1] = (address, text + data)


def hits(response: Any) -> list[tuple[str, str]]:
    return Hits(response.content.decode()).found


def test_an_empty_box_says_how_to_ask(client: Client) -> None:
    response = client.get(SEARCH)

    assert response.status_code == HTTPStatus.OK
    assert "/szukaj/" in response.content.decode()
    assert not hits(response)


def test_a_hit_leads_to_its_record_and_is_marked(client: Client) -> None:
    EntryFactory(title="Nowy parking", url="/rada/glosowania/parking/", day=date(2014, 6, 12), year=2014)

    response = client.get(SEARCH, {"q": "parking"})

    assert hits(response) == [("/rada/glosowania/parking/", "Nowy parking")]
    assert "Nowy <mark>parking</mark>" in response.content.decode()
    assert 'datetime="2014-06-12"' in response.content.decode()


def test_what_an_office_published_cannot_become_markup(client: Client) -> None:
    EntryFactory(
        title="<script>parking</script>",
        body="<img src=x onerror=alert(1)> parking",
        keywords="<b>parking</b>",
    )

    html = client.get(SEARCH, {"q": "parking"}).content.decode()

    assert "&lt;script&gt;<mark>parking</mark>&lt;/script&gt;" in html
    assert "&lt;img src=x onerror=alert(1)&gt; <mark>parking</mark>" in html
    assert "&lt;b&gt;<mark>parking</mark>&lt;/b&gt;" in html


def test_what_a_visitor_typed_cannot_become_markup(client: Client) -> None:
    html = client.get(SEARCH, {"q": '"><script>alert(1)</script>'}).content.decode()

    assert "<script>alert" not in html


def test_the_page_says_what_it_looked_for(client: Client) -> None:
    html = client.get(SEARCH, {"q": "szkoła w Gliwicach -budżet"}).content.decode()

    for word in ("szkoła", "Gliwicach", "budżet"):
        assert word in html


@pytest.mark.parametrize(
    "query",
    [
        {"q": "x" * 10_000},
        {"q": "słowo " * 1_700},
        {"q": "--- /// ..."},
        {"q": "-budżet"},
        {"q": "parking\x00"},
        {"q": "parking", "nieznany": "1"},
        {"q": "parking", "rodzaj": "council.spy"},
        {"q": "parking", "rok": "dwa"},
        {"q": "parking", "rok": "99999"},
        {"q": "parking", "page": "0"},
        {"q": "parking", "page": "x"},
        {"q": "parking", "page": "2"},
        {"q": "parking", "page": "999999999999"},
        {"q": ["parking", "plac"]},
    ],
    ids=str,
)
def test_a_wrong_question_gets_400_a_reason_and_no_hits(query: dict[str, Any], client: Client) -> None:
    EntryFactory(title="parking")

    response = client.get(SEARCH, query)

    assert response.status_code == HTTPStatus.BAD_REQUEST
    assert 'role="alert"' in response.content.decode()
    assert not hits(response)


@pytest.mark.parametrize("query", ["q=parking&utm_source=mail", "q=parking&rok=2014&rok=2015", "q=parking&page="])
def test_what_means_nothing_here_or_may_stand_twice_is_no_error(query: str, client: Client) -> None:
    EntryFactory(title="parking", year=2014)

    response = client.get(f"{SEARCH}?{query}")

    assert (response.status_code, len(hits(response))) == (HTTPStatus.OK, 1)


COUNCIL, UNIT = "Rada Miasta Gliwice", "Zarząd Dróg Miejskich"


BOX = re.compile(r'name="(\w+)" value="([^"]+)"( checked)?> [^<]+<span class="num">(\d+)</span></label>')


def facets(response: Any) -> dict[str, list[tuple[str, int, bool]]]:
    """Return what each facet offers."""
    found: dict[str, list[tuple[str, int, bool]]] = {}
    for name, value, ticked, count in BOX.findall(response.content.decode()):
        found.setdefault(name, []).append((value, int(count), bool(ticked)))
    return found


def test_facets_tell_kinds_years_and_bodies_with_numbers(client: Client) -> None:
    for kind, year, organ in [
        ("council.vote", 2014, COUNCIL),
        ("council.vote", 2015, COUNCIL),
        ("council.draft", 2015, COUNCIL),
        ("spending.contract", 2015, UNIT),
        ("newsletter.article", 2015, ""),
    ]:
        EntryFactory(title="parking", kind=kind, year=year, organ=organ)

    of_a_year = facets(client.get(SEARCH, {"q": "parking", "rok": "2015"}))
    of_a_body = client.get(SEARCH, {"q": "parking", "organ": COUNCIL})

    assert of_a_year["rok"] == [("2015", 4, True), ("2014", 1, False)]
    assert of_a_year["organ"] == [(COUNCIL, 2, False), (UNIT, 1, False)]
    assert len(hits(of_a_body)) == 3
    assert facets(of_a_body)["rok"] == [("2015", 2, False), ("2014", 1, False)]
    assert dict(entry[:2] for entry in facets(of_a_body)["rodzaj"]) == {"council.vote": 2, "council.draft": 1}
    assert facets(of_a_body)["organ"] == [(COUNCIL, 3, True), (UNIT, 1, False)]
    assert [chip.url for chip in of_a_body.context["active"]] == ["?q=parking"]


def test_a_body_without_hits_or_with_marks_that_no_name_has(client: Client) -> None:
    EntryFactory(title="parking", organ=COUNCIL)

    assert not hits(client.get(SEARCH, {"q": "parking", "organ": "Straż Miejska"}))
    assert client.get(SEARCH, {"q": "parking", "organ": "\x00"}).status_code == HTTPStatus.BAD_REQUEST


def test_a_narrowing_can_be_taken_back(client: Client) -> None:
    EntryFactory(title="parking", year=2015)

    response = client.get(SEARCH, {"q": "parking", "rok": "2015", "rodzaj": "council.vote"})

    assert [chip.url for chip in response.context["active"]] == [
        "?q=parking&rok=2015",
        "?q=parking&rodzaj=council.vote",
    ]


def test_a_narrowing_without_hits_offers_the_others(client: Client) -> None:
    EntryFactory(title="parking", year=2015)

    response = client.get(SEARCH, {"q": "parking", "rok": "2001"})

    assert response.status_code == HTTPStatus.OK
    assert 'href="?q=parking"' in response.content.decode()


def test_pages_lead_on_and_back(client: Client) -> None:
    Entry.objects.bulk_create(EntryFactory.build_batch(45, title="parking"))

    second = client.get(SEARCH, {"q": "parking", "page": "2"})

    assert len(hits(second)) == 20
    assert (second.context["previous"], second.context["next"]) == ("?q=parking", "?q=parking&page=3")


def test_of_many_hits_the_page_says_how_many_it_shows(client: Client) -> None:
    Entry.objects.bulk_create(EntryFactory.build_batch(230, title="parking"))

    last = client.get(SEARCH, {"q": "parking", "page": "10"})

    assert last.context["shown"] == 200
    assert last.context["next"] == ""
    assert client.get(SEARCH, {"q": "parking", "page": "11"}).status_code == HTTPStatus.BAD_REQUEST


def test_a_hit_of_the_english_edition_leads_to_the_english_page(client: Client) -> None:
    EntryFactory(title="parking", url="/rada/glosowania/parking/")

    assert hits(client.get("/en/szukaj/", {"q": "parking"})) == [("/en/rada/glosowania/parking/", "parking")]


def test_search_is_asked_not_told(client: Client) -> None:
    assert client.post(SEARCH, {"q": "parking"}).status_code == HTTPStatus.METHOD_NOT_ALLOWED


def test_a_page_is_kept_for_the_next_visitor_until_something_is_written(
    client: Client, settings: Any, django_assert_num_queries: Any
) -> None:
    settings.PAGES_REMEMBERED = 60
    EntryFactory(title="parking", url="/rada/glosowania/parking/")
    first = client.get(SEARCH, {"q": "parking"})

    with django_assert_num_queries(1):  # the state of the database
        again = client.get(SEARCH, {"q": "parking"})
    Entry.objects.update(title="nowy parking")

    assert again.content == first.content
    assert hits(client.get(SEARCH, {"q": "parking"})) == [("/rada/glosowania/parking/", "nowy parking")]


def test_a_phrase_of_very_frequent_words_says_what_was_looked_through(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "MOST_LOOKED_THROUGH", 3)
    Entry.objects.bulk_create(EntryFactory.build_batch(5, title="parking przy szkole"))

    some = client.get(SEARCH, {"q": '"parking przy"'}).content.decode()
    none = client.get(SEARCH, {"q": '"szkole parking"'}).content.decode()

    assert "co najmniej 3 wyniki" in some
    assert "Nic z tego, co sprawdziliśmy" in none
    assert "co najmniej" not in none
    assert "W 3 z nich sprawdziliśmy" in some
    assert "W 3 z nich sprawdziliśmy" in none


def test_where_hits_are_too_many_to_count_every_year_is_offered(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "MOST_COUNTED", 2)
    for year in (2011, 2012, 2013, 2015):
        EntryFactory(title="parking", year=year)
    EntryFactory(title="rynek", year=2009)
    EntryFactory(title="rynek", year=None)

    many = client.get(SEARCH, {"q": "parking"}).content.decode()
    few = client.get(SEARCH, {"q": "rynek"})

    assert re.findall(r'name="rok" value="(\d+)"', many) == [str(year) for year in range(2015, 2008, -1)]
    assert facets(few)["rok"] == [("2009", 1, False)]
