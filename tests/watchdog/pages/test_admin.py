"""The organisation's pages: edited beside the public text, published by a second person."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client

from tests.council.admin.conftest import staff
from tests.factories.texts_of_ours import PageFactory
from watchdog.pages.defaults import ensure_defaults
from watchdog.pages.models import Page, State

pytestmark = pytest.mark.django_db
Fill = Callable[..., HttpResponse]
As = Callable[[User], Client]


def change(page: Page) -> str:
    return f"/zaplecze/pages/page/{page.pk}/change/"


def test_an_edit_waits_beside_the_public_text_until_a_second_person_publishes_it(
    fill: Fill, as_: As, writer: User, reviewer: User
) -> None:
    page = Page.objects.get(slug="o-nas")
    was = page.body_pl
    fill(writer, change(page), "_review", body_pl="Jesteśmy **stąd**.", change_note="Nowy opis.")
    assert b"<strong>st" not in Client().get("/o-nas/").content

    review = f"/zaplecze/pages/page/{page.pk}/recenzja/"
    seen = as_(reviewer).get(review).context["text"].version
    as_(reviewer).post(review, {"act": "publish", "note": "", "seen": seen})

    assert "Jesteśmy <strong>stąd</strong>." in Client().get("/o-nas/").content.decode()
    page.refresh_from_db()
    assert (page.state, page.pending) == (State.PUBLISHED, {})
    assert [version.body_pl for version in page.history.all()][-1] == was


def test_a_default_text_never_overwrites_what_waits(fill: Fill, writer: User) -> None:
    page = Page.objects.get(slug="o-nas")
    fill(writer, change(page), body_pl="Szkic.")

    ensure_defaults()

    page.refresh_from_db()
    assert page.working().body_pl == "Szkic."


def test_a_draft_page_is_not_there(client: Client) -> None:
    page = PageFactory(draft=True)

    assert client.get(f"/{page.slug}/").status_code == 404
    assert page.slug not in client.get("/sitemap-pages.xml").content.decode()


def test_who_may_not_change_pages_changes_none(as_: As) -> None:
    page = PageFactory()
    client = as_(staff("gosc", "view_page"))

    assert client.post(change(page), {"title_pl": "Inna"}).status_code == 403
    assert client.get(change(page)).status_code == 200


def test_the_preview_is_the_public_page_with_a_mark(as_: As, writer: User) -> None:
    page = PageFactory(body_pl="Było.")

    shown = as_(writer).get(f"/zaplecze/pages/page/{page.pk}/podglad/").content.decode()

    assert "Podgląd" in shown
    assert "noindex" in shown
    assert "Było." in shown


@pytest.mark.parametrize(("slug", "made"), [("aktualnosci", False), ("szukaj", False), ("statut", True)])
def test_a_new_page_cannot_hide_behind_an_address_that_is_taken(as_: As, slug: str, made: bool) -> None:
    typed = {"slug": slug, "position": 1, "title_pl": "Statut", "body_pl": "Tekst", "title_en": "", "body_en": ""}

    as_(staff("redaktorka", "view_page", "add_page", "change_page")).post(
        "/zaplecze/pages/page/add/", {**typed, "_save": "1"}
    )

    assert Page.objects.filter(slug=slug, published_at=None).exists() == made
