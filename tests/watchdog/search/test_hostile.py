"""Whatever is typed into a box gets a clear answer: on the page of search, in lists by either filter, in files."""

from __future__ import annotations

from http import HTTPStatus

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories.search import EntryFactory

pytestmark = pytest.mark.django_db

SEARCH = "/szukaj/"
LISTS = ["/rada/glosowania/", "/wydatki/umowy/", "/wydatki/umowy.csv", "/rada/uchwaly.json"]
"""A list that asks its records, one that asks the table of search, and a file of each."""
MOST_STATEMENTS = 40

UNCLEAR = {
    "10 kB in one word": "x" * 10_000,
    "10 kB of words": "słowo " * 1_700,
    "10 kB of quotation marks": '"' * 10_000,
    "operators only": "- & | ! <-> :* ( ) -",
    "alternatives of nothing": "lub lub | OR",
    "NUL": "parking\x00",
    "an escape character": "parking\x1b[31m",
    "an emoji": "😀",
    "emoji of many parts": "👩\u200d👩\u200d👧\u200d👦 🇵🇱",
    "zero-width characters only": "\u200b\u200d\ufeff\u2060",
    "right-to-left marks only": "\u202e\u200f\u202c",
    "combining marks only": "\u0301\u0328",
    "an empty phrase": '""',
    "an apostrophe and a comment": "';--",
    "a backslash": "\\",
    "a path": "../../",
}
CLEAR = {
    "a quotation mark that is not closed": '"parking',
    "a quotation mark too many": '"parking" miejski"',
    "a bracket that is not closed": "(parking",
    "operators of the database": "parking & !plac | (rynek <-> :*)",
    "a statement of the database": "'; DROP TABLE search_entry; --",
    "an alternative that is always true": "' OR '1'='1",
    "places of a format": "%s %(q)s {0} {q}",
    "patterns": "parking% _ %",
    "a template": "{{ 7*7 }}{% now 'Y' %}",
    "markup": '"><script>alert(1)</script>',
    "an emoji beside a word": "parking 🅿️",
    "zero-width characters within a word": "par\u200bk\u2060ing",
    "right-to-left characters around a word": "\u202eparking\u202c",
    "another script": "парковка 停車場 مواقف",
    "one letter": "a",
    "one letter with a mark": "ż",
    "one figure": "7",
    "a figure of very many": "9" * 190,
    "the commonest word": "umowa",
    "the small words": "w i z na do",
    "twenty times the same": "parking " * 20,
    "very many marks on a letter": "p" + "\u0301" * 150,
}


@pytest.fixture(autouse=True)
def something() -> None:
    EntryFactory(title="Nowy parking: umowa 7", body="a ż parking miejski w Rynku")


def answer(client: Client, address: str, text: str) -> tuple[int, str]:
    """Ask a box; the answer takes no more statements than an ordinary question."""
    with CaptureQueriesContext(connection) as asked:
        response = client.get(address, {"q": text})
        content = b"".join(response.streaming_content) if response.streaming else response.content
    assert len(asked) <= MOST_STATEMENTS, address
    return response.status_code, content.decode()


@pytest.mark.parametrize("text", UNCLEAR.values(), ids=UNCLEAR)
def test_what_asks_for_nothing_is_refused_with_a_reason(text: str, client: Client) -> None:
    status, content = answer(client, SEARCH, text)

    assert status == HTTPStatus.BAD_REQUEST
    assert 'role="alert"' in content
    assert "parking miejski" not in content


@pytest.mark.parametrize("text", CLEAR.values(), ids=CLEAR)
def test_what_holds_a_word_is_asked_as_words(text: str, client: Client) -> None:
    status, content = answer(client, SEARCH, text)

    assert status == HTTPStatus.OK
    assert "<script>alert" not in content


@pytest.mark.parametrize("address", LISTS)
def test_a_list_and_its_files_take_the_same_and_refuse_the_same(address: str, client: Client) -> None:
    for name in ("NUL", "10 kB in one word", "operators only", "an emoji"):
        assert answer(client, address, UNCLEAR[name])[0] == HTTPStatus.BAD_REQUEST, name
    for name in ("a statement of the database", "places of a format", "one letter", "a quotation mark too many"):
        assert answer(client, address, CLEAR[name])[0] == HTTPStatus.OK, name


@pytest.mark.parametrize("text", ["par\u200bk\u2060ing", '"parking', "(parking", "parking 🅿️", "\u202eparking\u202c"])
def test_what_nobody_sees_or_means_does_not_hide_a_hit(text: str, client: Client) -> None:
    assert "<mark>parking</mark>" in answer(client, SEARCH, text)[1]


@pytest.mark.parametrize("name", ["rodzaj", "rok", "page", "sort", "nieznany"])
def test_no_value_of_any_name_breaks_the_page(name: str, client: Client) -> None:
    for text in ("\x00", "';--", "%s {0}", "😀", "9" * 190):
        response = client.get(SEARCH, {"q": "parking", name: text})

        assert response.status_code in (HTTPStatus.OK, HTTPStatus.BAD_REQUEST)
