"""A log-in that expires in the middle, and a token that does not fit any more: neither loses what was typed."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.watchdog.backroom.typing.conftest import PASSWORD, hidden, staff
from watchdog.backroom.models import Typing
from watchdog.backroom.posted import Typed
from watchdog.pages.models import Page

pytestmark = pytest.mark.django_db

LOGIN = "/zaplecze/login/"


def log_in(client: Client, page: HttpResponse, user: User | str, password: str = PASSWORD, **more: str) -> Any:
    """Log in on a page that carries something, as a browser would."""
    context = page.context  # type: ignore[attr-defined]  # Django's test client adds it
    values = {
        "username": str(user),
        "password": password,
        "next": context["next"],
        "carried": context["carried"],
        **more,
    }
    return client.post(context["app_path"], values)


@pytest.fixture
def expired(backroom: Client, add: str, typed: dict[str, str]) -> HttpResponse:
    """Send a form after the log-in has expired, and give the page that answers."""
    Session.objects.all().delete()
    return backroom.post(add, {**typed, "position": "1"})


def test_an_expired_log_in_asks_for_a_new_one_and_carries_what_was_typed(expired):
    text = expired.content.decode()

    assert expired.status_code == 200
    assert "Logowanie wygasło. Zaloguj się, a wrócisz do tego, co wpisane." in text
    assert 'form="login-form"' in text
    assert f'action="{LOGIN}"' in text
    assert not Page.objects.filter(slug="nowa").exists()
    assert not Typing.objects.exists()


def test_whoever_logs_in_again_finds_the_form_filled_and_can_save_it(backroom, add, editor, typed, expired):
    response = log_in(backroom, expired, editor)

    assert response.url == Typing.objects.get().restore_url
    restored = backroom.get(response.url)
    form = restored.context["adminform"].form
    assert (form["slug"].value(), form["body_pl"].value()) == ("nowa", "<p>Tekst</p>")
    backroom.post(add, {**typed, **hidden(restored), "position": "1"})
    assert Page.objects.filter(slug="nowa").exists()
    assert not Typing.objects.exists()


def test_a_wrong_password_loses_nothing(backroom, expired, editor):
    again = log_in(backroom, expired, editor, "złe-hasło-pomyłka")

    assert again.status_code == 200
    log_in(backroom, again, editor)
    assert Typing.objects.get().data["slug"] == ["nowa"]


def test_somebody_else_who_logs_in_gets_nothing_and_the_typist_loses_nothing(backroom, expired, editor):
    other = staff("inna", "add_page", "view_page")

    response = log_in(backroom, expired, other)

    page = backroom.get(response.url)
    assert "wpisał ktoś inny" in page.content.decode()
    assert not page.context["typings"]
    assert Typing.objects.get().user == editor


def test_values_that_do_not_say_who_typed_them_wait_for_a_yes(backroom, add, typed, editor):
    Session.objects.all().delete()
    page = backroom.post(add, {**typed, "_typist": "zmyślony"})

    offered = log_in(backroom, page, editor)

    assert "Czy to Twoje wpisy?" in offered.content.decode()
    assert not Typing.objects.exists()
    backroom.post(reverse("admin:typing_claim"), {"carried": offered.context["carried"]})
    assert Typing.objects.get().user == editor


@pytest.mark.parametrize("carried", ["zmyślone", "e30:1:x", ""])
def test_what_we_have_not_signed_is_never_taken(backroom, expired, editor, carried):
    response = log_in(backroom, expired, editor, carried=carried)

    assert response.status_code == 302
    assert not Typing.objects.exists()


def test_what_was_carried_for_too_long_is_said(client, monkeypatch, editor):
    packed = Typed(page="/zaplecze/pages/page/add/", data={"slug": ["nowa"]}).packed()
    monkeypatch.setattr("watchdog.backroom.posted.CARRIES", -1)

    page = client.post(LOGIN, {"username": "x", "password": "y", "carried": packed})

    assert "ponad dobę" in page.content.decode()


def test_a_file_cannot_be_carried_and_must_be_chosen_again(backroom, add, typed, editor):
    Session.objects.all().delete()
    page = backroom.post(add, {**typed, "minutes": SimpleUploadedFile("protokol.pdf", b"%PDF")})
    assert "protokol.pdf" in page.content.decode()

    response = log_in(backroom, page, editor)

    assert "Wybierz ten plik jeszcze raz: protokol.pdf." in backroom.get(response.url).content.decode()


def test_what_is_too_much_to_be_carried_is_said(backroom, add, typed):
    Session.objects.all().delete()

    page = backroom.post(add, {**typed, "body_pl": "x" * 1_000_001})

    assert "Cofnij się w przeglądarce" in page.content.decode()


def test_keeping_a_draft_by_hand_without_a_log_in_carries_it_too(backroom, add, typed, editor):
    Session.objects.all().delete()

    page = backroom.post(reverse("admin:typings"), typed)

    log_in(backroom, page, editor)
    assert Typing.objects.get().page == add


def test_a_page_that_is_only_read_leads_to_the_log_in_as_ever(client, add):
    assert client.get(add).url == f"{LOGIN}?next={add}"


@pytest.fixture
def strict(editor: User) -> Client:
    """A browser whose forms need their token, logged in."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    return client


def test_a_form_with_an_old_token_is_offered_again_and_kept_only_after_a_yes(strict, add, editor):
    values = {**hidden(strict.get(add)), "slug": "nowa", "title_pl": "Nowa strona"}

    refused = strict.post(add, values)

    text = refused.content.decode()
    assert refused.status_code == 403
    assert "Formularz stracił ważność" in text
    assert "Nowa strona" in text
    assert not Typing.objects.exists()
    assert strict.post(reverse("admin:typing_claim"), {"carried": refused.context["carried"]}).status_code == 403
    token = str(refused.context["csrf_token"])
    carried = {"carried": refused.context["carried"], "csrfmiddlewaretoken": token}
    response = strict.post(reverse("admin:typing_claim"), carried)
    assert response.url == Typing.objects.get().restore_url


def test_the_script_is_told_of_an_old_token_and_gets_a_new_one(strict, add):
    values = {**hidden(strict.get(add)), "slug": "nowa"}
    address, script = reverse("admin:typings"), {"accept": "application/json"}
    assert strict.post(address, values, headers=script).json() == {"state": "stale"}

    told = strict.get(reverse("admin:typing_token")).json()

    kept = strict.post(address, {**values, "csrfmiddlewaretoken": told["token"]}, headers=script).json()
    assert kept["state"] == "kept"


def test_an_old_token_without_a_log_in_leads_through_the_log_in(strict, add, editor):
    values = {**hidden(strict.get(add)), "slug": "nowa"}
    Session.objects.all().delete()

    page = strict.post(add, values)

    assert "Logowanie wygasło" in page.content.decode()
    log_in(strict, page, editor, csrfmiddlewaretoken=str(page.context["csrf_token"]))
    assert Typing.objects.get().data["slug"] == ["nowa"]


def test_a_log_in_with_an_old_token_goes_on_carrying(expired, editor):
    stale = Client(enforce_csrf_checks=True)

    page = log_in(stale, expired, editor)

    assert page.context["carried"]
    assert "wrócisz do tego, co wpisane" in page.content.decode()


def test_a_log_in_page_that_is_too_old_begins_again(db):
    stale = Client(enforce_csrf_checks=True)

    assert stale.post(LOGIN, {"username": "x", "password": "y"}).url == LOGIN
    assert "Ta strona była otwarta zbyt długo." in stale.get(LOGIN).content.decode()


def test_a_public_form_with_an_old_token_gets_the_public_page(db):
    stale = Client(enforce_csrf_checks=True)

    response = stale.post("/szukaj/")

    assert response.status_code == 403
    assert "zaplecze" not in response.templates[0].name
