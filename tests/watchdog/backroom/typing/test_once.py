"""A form that comes twice makes one record, and what came the second time is not lost."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from tests.watchdog.backroom.typing.conftest import hidden, staff
from watchdog.backroom.models import Sent, Typing
from watchdog.pages.models import Page

pytestmark = pytest.mark.django_db

DECLARED = {"position": "1"}


def test_a_form_sent_again_makes_no_second_record_and_leads_to_the_first(backroom, add, typed):
    backroom.post(add, typed | DECLARED)
    page = Page.objects.get(slug="nowa")
    page.slug = "zmieniona"
    page.save()

    response = backroom.post(add, typed | DECLARED)

    text = response.content.decode()
    assert response.status_code == 200
    assert "To już zapisano" in text
    assert reverse("admin:pages_page_change", args=[page.pk]) in text
    assert "Zachowaj jako mój szkic" not in text
    assert Page.objects.filter(title_pl="Nowa strona").count() == 1


def test_other_values_in_a_saved_form_are_offered_as_a_new_one(backroom, add, typed):
    backroom.post(add, typed | DECLARED)

    response = backroom.post(add, typed | DECLARED | {"slug": "druga", "title_pl": "Druga strona"})
    opened = backroom.post(reverse("admin:typing_claim"), {"carried": response.context["carried"]}, follow=True)

    assert not Page.objects.filter(slug="druga").exists()
    assert opened.context["adminform"].form["title_pl"].value() == "Druga strona"
    assert hidden(opened)["_form"] != typed["_form"]
    backroom.post(add, {**typed, **DECLARED, **hidden(opened), "slug": "druga"})
    assert Page.objects.filter(slug="druga").exists()


def test_a_form_with_errors_is_not_taken_for_saved(backroom, add, typed):
    backroom.post(add, {**typed, "slug": ""})
    assert not Sent.objects.exists()

    assert backroom.post(add, typed | DECLARED).status_code == 302
    assert Sent.objects.get().name == "Nowa strona"


def test_an_opening_is_its_own_persons(backroom, add, typed):
    backroom.post(add, typed | DECLARED)
    other = Client()
    other.force_login(staff("inna", "add_page", "view_page"))

    assert other.post(add, {**typed, **DECLARED, "slug": "inna"}).status_code == 302
    assert Page.objects.filter(slug="inna").exists()


def test_what_fails_altogether_is_kept_and_not_taken_for_saved(backroom, add, typed, monkeypatch):
    def fails(*_args: Any, **_kwargs: Any) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("watchdog.pages.admin.texts.TextAdmin.save_model", fails)
    backroom.raise_request_exception = False

    assert backroom.post(add, typed | DECLARED).status_code == 500
    assert not Sent.objects.exists()
    assert Typing.objects.get().data["title_pl"] == ["Nowa strona"]


@pytest.mark.django_db(transaction=True)
def test_a_double_click_makes_one_record(transactional_db, add):
    user = staff("szybka", "add_page", "view_page")
    clients = [Client(), Client()]
    for client in clients:
        client.force_login(user)
    values = {**hidden(clients[0].get(add)), **DECLARED, "slug": "nowa", "title_pl": "Nowa strona", "body_pl": "x"}
    ready = Barrier(2)

    def click(client: Client) -> str:
        ready.wait(timeout=30)
        try:
            response = client.post(add, values)
            return "told" if "To już zapisano" in response.content.decode() else str(response.status_code)
        finally:
            connection.close()

    with ThreadPoolExecutor() as pool:
        assert sorted(pool.map(click, clients)) == ["302", "told"]
    assert Page.objects.filter(slug="nowa").count() == 1
