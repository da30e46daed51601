"""Every list can be followed from its page, those too that search does not know: signals, corrections, remarks."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from newsletter.following.lists import followed, of_address
from newsletter.following.telling import tell_everybody
from tests.factories.signals import SignalFactory
from tests.fakes.post_office import PostOffice
from tests.newsletter.following.conftest import Follow, an_hour_ago
from watchdog.records import followed_lists

pytestmark = pytest.mark.django_db

LISTS = {each.kind: each for each in followed_lists()}
PAGES = sorted(kind for kind in LISTS if kind != "newsletter.issue")
"""The newsletter has a way of its own to be followed."""


def test_signals_of_each_class_and_of_all_and_corrections_are_among_them() -> None:
    assert {"spending.signal", "spending.signal.pozna-publikacja", "errata.correction", "errata.remark"} < LISTS.keys()


@pytest.mark.parametrize("kind", PAGES)
def test_its_page_offers_each_way_and_each_way_works(client: Client, kind: str) -> None:
    address = LISTS[kind].list_address

    page = client.get(address).content.decode()

    for form in ("rss", "atom"):
        assert f'href="{address.rstrip("/")}.{form}"' in page
        assert client.get(f"{address.rstrip('/')}.{form}").status_code == 200
    assert f'href="/obserwuj/?lista={address.replace("/", "%2F")}"' in page
    assert of_address(address).kind == kind
    assert followed(kind, "").address == address
    assert 'name="email"' in client.get("/obserwuj/", {"lista": address}).content.decode()


def test_a_new_signal_is_told_once_and_computing_it_again_tells_nobody(post_office: PostOffice, follow: Follow) -> None:
    late, other = "/wydatki/sygnaly/pozna-publikacja/", "/wydatki/sygnaly/podzial-zamowienia/"
    an_hour_ago(follow(f"{late}?rok=2024"))
    an_hour_ago(follow("/wydatki/sygnaly/", "jan@example.pl"))
    an_hour_ago(follow(other, "ola@example.pl"))
    signal = SignalFactory(found_at=timezone.now(), computed_at=timezone.now())

    assert tell_everybody(timezone.now()) == 2
    signal.computed_at, signal.value = timezone.now(), 95
    signal.save()
    assert tell_everybody(timezone.now()) == 0

    assert set(post_office.counts) == {"anna@example.pl", "jan@example.pl"}
    plain = post_office.messages[0].get_body(("plain",))
    assert plain is not None
    assert signal.get_absolute_url() in plain.get_content()
    assert signal.supplier is None or signal.supplier.name not in plain.get_content()


def test_a_filter_of_a_signal_that_is_wrong_is_followed_by_nobody(client: Client) -> None:
    assert client.get("/obserwuj/", {"lista": "/wydatki/sygnaly/?rok=dwa"}).status_code == 400
    assert client.get("/wydatki/sygnaly/pozna-publikacja.rss?x=1").status_code == 400
    assert client.get("/wydatki/sygnaly/nie-ma-takiego.rss").status_code == 404
