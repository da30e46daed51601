"""The organisation's own pages: there from the start, an editor's once edited, safe when shown."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client

from tests.factories.texts_of_ours import PageFactory
from watchdog.archive.findings import FINDINGS
from watchdog.core.html import sanitise
from watchdog.pages.defaults import DEFAULTS, ensure_defaults
from watchdog.pages.models import Page

pytestmark = pytest.mark.django_db

LINK = re.compile(r'href="(/[^"]*)"')


def test_a_new_portal_has_the_projects_pages() -> None:
    assert set(Page.objects.values_list("slug", flat=True)) == {default.slug for default in DEFAULTS}


def test_a_missing_page_comes_back() -> None:
    Page.objects.get(slug="zespol").delete()

    made = ensure_defaults()

    assert [page.slug for page in made] == ["zespol"]


def test_an_editors_text_is_never_overwritten(client: Client) -> None:
    Page.objects.filter(slug="o-nas").update(title_pl="Kim jesteśmy", body_pl="<p>Sami o sobie.</p>")

    assert ensure_defaults() == []
    assert b"Sami o sobie." in client.get("/o-nas/").content


@pytest.mark.parametrize("default", DEFAULTS, ids=lambda default: default.slug)
def test_a_page_is_shown_in_both_languages(client: Client, default: object) -> None:
    slug, pl, en = default  # type: ignore[misc]  # a named triple

    assert f"<h1>{pl}</h1>" in client.get(f"/{slug}/").content.decode().replace("\u00a0", " ")
    assert f"<h1>{en}</h1>" in client.get(f"/en/{slug}/").content.decode().replace("\u00a0", " ")


@pytest.mark.parametrize("default", DEFAULTS, ids=lambda default: default.slug)
@pytest.mark.parametrize("language", ["pl", "en"])
def test_a_default_text_loses_nothing_when_it_is_cleaned(default: object, language: str) -> None:
    page = Page.objects.get(slug=default[0])  # type: ignore[index]  # a named triple
    body = getattr(page, f"body_{language}")

    assert sanitise(body).replace(' rel="noopener noreferrer"', "") == body


def test_links_of_the_default_texts_lead_somewhere_in_their_own_edition(client: Client) -> None:
    for page in Page.objects.all():
        for language, body in (("pl", page.body_pl), ("en", page.body_en)):
            for address in LINK.findall(body):
                assert address.startswith("/en/") == (language == "en"), address
                assert client.get(address).status_code == 200, address


def test_a_script_in_a_text_is_not_shown(client: Client) -> None:
    PageFactory(slug="nowa", body_pl="<p onclick='x()'>Tekst</p><script>alert(1)</script>")

    page = client.get("/nowa/").content.decode()

    assert "<p>Tekst</p>" in page
    assert "alert(1)" not in page


def test_a_page_that_is_not_translated_says_so_in_english(client: Client) -> None:
    PageFactory(slug="nowa", body_pl="<p>Tekst</p>")

    page = client.get("/en/nowa/").content.decode()

    assert "This page has not been translated yet" in page
    assert '<div class="prose" lang="pl">' in page


def test_a_page_that_nobody_wrote_is_not_found(client: Client) -> None:
    assert client.get("/regulamin/").status_code == 404


def test_an_address_without_its_last_slash_moves(client: Client) -> None:
    response = client.get("/o-nas")

    assert (response.status_code, response.headers["Location"]) == (301, "/o-nas/")


@pytest.mark.parametrize(("prefix", "language"), [("", "pl"), ("/en", "en")])
def test_methods_explain_every_finding(client: Client, prefix: str, language: str) -> None:
    page = unescape(client.get(f"{prefix}/metody/").content.decode()).replace("\u00a0", " ")

    for code, meaning in FINDINGS.items():
        assert f'id="finding-{code}"' in page
        assert getattr(meaning, language) in page
