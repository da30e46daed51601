"""Pages kept for the next visitor: the same page again without drawing it, and never one that a write has overtaken."""

from __future__ import annotations

from typing import Any
from unittest.mock import Mock, patch

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings
from redis.exceptions import ConnectionError as NoValkey

from tests.factories.council import ResolutionFactory
from watchdog.core.remembered import EVERYBODYS, PERSONAL

pytestmark = pytest.mark.django_db

LIST = "/rada/uchwaly/"


@pytest.fixture(autouse=True)
def remembered(settings: Settings) -> None:
    settings.PAGES_REMEMBERED = 60
    cache.clear()


def is_kept(response: Any) -> bool:
    return bool(response.headers.get("X-Cache") == "hit")


def settled(client: Client) -> Any:
    """Ask until the page is kept: reading fresh rows makes the server write marks of its own, and then no more."""
    answers = (client.get(LIST) for _turn in range(10))
    return next(answer for answer in answers if is_kept(answer))


def test_the_same_page_is_drawn_once(client: Client, django_assert_num_queries: Any) -> None:
    first = client.get(LIST)
    again = settled(client)

    with django_assert_num_queries(1):
        client.get(LIST)

    assert not is_kept(first)
    assert again.content == first.content
    assert again.headers["Content-Security-Policy"] == first.headers["Content-Security-Policy"]
    assert again.headers["Content-Type"] == first.headers["Content-Type"]


def test_any_write_makes_the_page_new(client: Client) -> None:
    settled(client)
    ResolutionFactory(title="w sprawie nowej rzeczy")

    page = client.get(LIST)

    assert not is_kept(page)
    assert "nowej rzeczy" in page.content.decode().replace("\u00a0", " ")


def test_a_write_that_sends_no_signal_counts(client: Client) -> None:
    resolution = ResolutionFactory(title="w sprawie starej rzeczy")
    settled(client)
    type(resolution).objects.update(title="w sprawie nowej rzeczy")

    assert "nowej rzeczy" in client.get(LIST).content.decode().replace("\u00a0", " ")


def test_editions_are_kept_apart(client: Client) -> None:
    settled(client)

    assert not is_kept(client.get(f"/en{LIST}"))


def test_an_address_with_a_question_is_not_kept(client: Client) -> None:
    client.get(f"{LIST}?rok=2014")

    assert not is_kept(client.get(f"{LIST}?rok=2014"))


def test_who_is_logged_in_gets_no_kept_page_and_leaves_none(client: Client) -> None:
    visitor = Client()
    client.force_login(User.objects.create_user("anna"))
    client.get(LIST)
    assert not is_kept(visitor.get(LIST))

    settled(visitor)

    assert not is_kept(client.get(LIST))


def test_a_form_with_a_token_is_not_kept(client: Client) -> None:
    assert "csrftoken" in client.get("/zaplecze/login/").cookies

    assert not is_kept(Client().get("/zaplecze/login/"))


@pytest.mark.parametrize("address", ["/nie-ma-takiej/", "/rada/uchwaly.csv", "/robots.txt"])
def test_only_whole_pages_are_kept(client: Client, address: str) -> None:
    client.get(address)

    assert not is_kept(client.get(address))


def test_without_valkey_pages_are_drawn(client: Client) -> None:
    nothing = Mock(get=Mock(side_effect=NoValkey), set=Mock(side_effect=NoValkey))

    with patch("watchdog.core.remembered.cache", nothing):
        assert client.get(LIST).status_code == 200

    assert (nothing.get.call_count, nothing.set.call_count) == (1, 1)


def test_a_probe_of_the_process_asks_no_database(client: Client, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert client.get("/health/live").status_code == 200


def test_who_still_has_the_page_is_told_so_before_it_is_drawn(client: Client, django_assert_num_queries: Any) -> None:
    etag = settled(client).headers["ETag"]

    with django_assert_num_queries(1):
        answer = client.get(LIST, headers={"If-None-Match": f'W/"other", {etag}'})

    assert (answer.status_code, answer.content) == (304, b"")
    assert (answer.headers["ETag"], answer.headers["Cache-Control"]) == (etag, EVERYBODYS)


def test_after_a_write_nobody_is_told_that_the_old_page_holds(client: Client) -> None:
    etag = settled(client).headers["ETag"]
    ResolutionFactory()

    answer = client.get(LIST, headers={"If-None-Match": etag})

    assert answer.status_code == 200
    assert answer.headers["ETag"] != etag


@pytest.mark.parametrize(
    "address", [LIST, f"{LIST}?rok=2014", f"/en{LIST}", "/rada/uchwaly.csv", "/rada/uchwaly.rss", "/sitemap.xml"]
)
def test_what_everybody_gets_is_asked_for_anew_by_its_etag(address: str, client: Client) -> None:
    for _turn in range(4):  # reading fresh rows makes the server write marks of its own, and then no more
        first = client.get(address)
        b"".join(getattr(first, "streaming_content", ()))

    again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})

    assert again.status_code == 304
    assert client.head(address).headers["ETag"] == first.headers["ETag"]
    assert first.headers["Cache-Control"] == EVERYBODYS
    assert "Last-Modified" not in first.headers
    assert "Cookie" not in first.headers.get("Vary", "")
    assert not first.cookies


def test_addresses_and_languages_have_etags_of_their_own(client: Client) -> None:
    addresses = (LIST, f"{LIST}?rok=2014", f"/en{LIST}", "/rada/glosowania/")

    assert len({client.get(address).headers["ETag"] for address in addresses}) == 4


@pytest.mark.parametrize("address", ["/zaplecze/login/", "/nie-ma-takiej/", f"{LIST}?rok=dwa"])
def test_forms_and_errors_are_nobodys_to_keep(address: str, client: Client) -> None:
    answer = client.get(address)

    assert "ETag" not in answer.headers
    assert "no-store" in answer.headers["Cache-Control"]


def test_who_is_logged_in_gets_pages_that_nobody_keeps(client: Client) -> None:
    client.force_login(User.objects.create_user("anna"))

    answer = client.get(LIST)

    assert "ETag" not in answer.headers
    assert answer.headers["Cache-Control"] == PERSONAL


def test_a_rule_that_a_view_makes_itself_stays(client: Client) -> None:
    assert "no-store" in client.get("/health/live").headers["Cache-Control"]
