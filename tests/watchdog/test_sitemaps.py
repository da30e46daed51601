from __future__ import annotations

import xml.etree.ElementTree as ET
from http import HTTPStatus

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories.council import ResolutionFactory
from tests.factories.spending import OrganizationFactory
from watchdog.records import record_types

pytestmark = pytest.mark.django_db

LOCATION = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


def locations(client: Client, address: str) -> list[str]:
    response = client.get(address)
    assert response.status_code == HTTPStatus.OK
    return [str(each.text) for each in ET.fromstring(response.content).iter(LOCATION)]


def test_the_index_names_a_section_of_every_kind(client: Client) -> None:
    named = locations(client, "/sitemap.xml")

    sections = ["pages", *(kind.kind for kind in record_types())]
    assert named == [f"http://testserver/sitemap-{section}.xml" for section in sections]


def test_our_own_pages_have_a_section(client: Client) -> None:
    named = locations(client, "/sitemap-pages.xml")

    for path in ("/", "/en/", "/rada/glosowania/", "/metody/", "/en/zrodla/", "/dostepnosc/"):
        assert f"http://testserver{path}" in named
    assert all(client.get(address.removeprefix("http://testserver")).status_code == HTTPStatus.OK for address in named)


def test_a_section_names_each_record_and_when_we_altered_it(client: Client) -> None:
    resolution = ResolutionFactory()

    response = client.get("/sitemap-council.resolution.xml")

    assert f"<loc>http://testserver{resolution.get_absolute_url()}</loc>" in response.content.decode()
    assert f"<lastmod>{timezone.localdate(resolution.updated_at):%Y-%m-%d}" in response.content.decode()


def test_a_firm_that_may_be_one_person_is_not_listed_for_search_engines(client: Client) -> None:
    listed = OrganizationFactory(name="Budimex S.A.", supplies=True)
    kept_out = OrganizationFactory(name="Kancelaria Jan Kowalski", supplies=True)

    named = locations(client, "/sitemap-spending.supplier.xml")
    assert [address for address in named if "/en/" not in address] == [
        f"http://testserver/wydatki/wykonawcy/{listed.slug}/"
    ]
    assert b'content="noindex"' in client.get(f"/wydatki/wykonawcy/{kept_out.slug}/").content
    assert b'content="noindex"' not in client.get(f"/wydatki/wykonawcy/{listed.slug}/").content


def test_an_unknown_section_is_not_found(client: Client) -> None:
    assert client.get("/sitemap-council.spy.xml").status_code == HTTPStatus.NOT_FOUND
