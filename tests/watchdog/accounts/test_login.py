"""Logging in: name, password and code in one step; and what stays closed without the code."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.factories.accounts import PASSWORD, code, device, log_in, member
from watchdog.accounts.second_factor import new_recovery_codes

pytestmark = pytest.mark.django_db

LOGIN, INDEX = "/zaplecze/login/", "/zaplecze/"
SET_UP, CODE = "/zaplecze/drugi-skladnik/", "/zaplecze/drugi-skladnik/kod/"


def type_in(client: Client, name: str, password: str = PASSWORD, code: str = "", **extra: str):
    return client.post(LOGIN, {"username": name, "password": password, "code": code, "next": INDEX}, **extra)


def is_open(client: Client, page: str = INDEX) -> bool:
    return client.get(page).status_code == 200


def test_a_volunteer_logs_in_with_a_password_alone(client):
    member("ola", "wolontariusz")

    assert type_in(client, "ola").status_code == 302
    assert is_open(client)


def test_a_reviewer_logs_in_with_the_code_in_one_step(client):
    shown = device(member("rita", "recenzent"))

    assert type_in(client, "rita", code=code(shown)).status_code == 302
    assert is_open(client)


@pytest.mark.parametrize("group", ["recenzent", "redaktor", "administrator"])
def test_who_needs_a_second_factor_and_has_none_is_led_to_set_it_up(client, group):
    log_in(client, member("rita", group), verified=False)

    for page in (INDEX, "/zaplecze/council/vote/", "/zaplecze/konto/", "/zaplecze/konto/kody/", "/zaplecze/czeka/"):
        response = client.get(page)
        assert response.status_code == 302
        assert response["Location"].startswith(SET_UP)


def test_a_superuser_needs_a_second_factor(client):
    log_in(client, User.objects.create_superuser("szef"), verified=False)

    assert client.get(INDEX)["Location"].startswith(SET_UP)


def test_without_the_code_nothing_that_is_sent_is_taken(client):
    log_in(client, member("rita", "administrator"), verified=False)

    for page in (
        INDEX,
        "/zaplecze/council/vote/add/",
        "/zaplecze/password_change/",
        "/zaplecze/konto/wyloguj-wszedzie/",
    ):
        assert client.post(page, {}).status_code == 403


def test_an_empty_code_is_asked_for_next(client):
    shown = device(member("rita", "recenzent"))
    type_in(client, "rita")

    response = client.get("/zaplecze/council/vote/")
    assert response["Location"] == f"{CODE}?next=%2Fzaplecze%2Fcouncil%2Fvote%2F"
    assert client.get(SET_UP)["Location"] == CODE  # a device that is there cannot be replaced by the password alone
    assert client.post(SET_UP, {"code": "123456", "password": PASSWORD})["Location"] == CODE

    response = client.post(CODE, {"code": code(shown), "next": "/zaplecze/council/vote/"})
    assert response["Location"] == "/zaplecze/council/vote/"
    assert is_open(client)


def test_a_code_works_once(client):
    shown = device(member("rita", "recenzent"))
    used = code(shown)
    type_in(client, "rita", code=used)

    response = type_in(Client(), "rita", code=used)

    assert response.status_code == 200
    assert "ten kod jest błędny albo był już użyty" in response.content.decode().lower()


def test_a_wrong_code_makes_the_next_wait(client):
    shown = device(member("rita", "recenzent"))
    type_in(client, "rita")
    client.post(CODE, {"code": "000000"})
    client.post(CODE, {"code": "000001"})

    response = client.post(CODE, {"code": code(shown)})

    assert response.status_code == 200
    assert "Poczekaj" in response.content.decode()


def test_a_volunteer_who_has_a_device_shows_it_too(client):
    device(member("ola", "wolontariusz"))
    type_in(client, "ola")

    assert client.get(INDEX)["Location"].startswith(CODE)


def test_a_recovery_code_works_once_however_it_is_written(client):
    user = member("rita", "recenzent")
    device(user)
    first, *_others = new_recovery_codes(user)
    written = f"{first[:4].upper()}-{first[4:]} "

    assert type_in(client, "rita", code=written).status_code == 302
    assert is_open(client)
    assert type_in(Client(), "rita", code=written).status_code == 200


def test_five_wrong_passwords_make_a_pause_that_the_right_one_does_not_end(client, settings):
    member("ola", "wolontariusz")
    for _number in range(4):
        assert type_in(client, "ola", "zgaduję").status_code == 200

    response = type_in(client, "ola", "zgaduję")

    assert response.status_code == 429
    assert "Poczekaj 15 minut" in response.content.decode()
    assert type_in(client, "ola").status_code == 429
    assert type_in(client, "ola", REMOTE_ADDR="10.0.0.9").status_code == 302


def test_wrong_codes_count_as_wrong_passwords(client):
    device(member("rita", "recenzent"))

    statuses = [type_in(client, "rita", code=f"00000{number}").status_code for number in range(5)]

    assert statuses == [200, 200, 200, 200, 429]


def test_a_header_of_the_visitor_does_not_help_to_guess_on(client):
    member("ola", "wolontariusz")
    for number in range(5):
        response = type_in(client, "ola", "zgaduję", HTTP_X_FORWARDED_FOR=f"10.0.0.{number}")

    assert response.status_code == 429


def test_behind_a_proxy_the_address_is_the_one_that_the_proxy_wrote(client, settings):
    settings.CLIENT_ADDRESS_HEADER = "HTTP_X_FORWARDED_FOR"
    member("ola", "wolontariusz")
    for number in range(5):
        response = type_in(client, "ola", "zgaduję", HTTP_X_FORWARDED_FOR=f"1.2.3.{number}, 10.0.0.1")

    assert response.status_code == 429
    assert type_in(client, "ola", HTTP_X_FORWARDED_FOR="10.0.0.1, 10.0.0.2").status_code == 302


def test_the_page_is_polish_in_the_look_of_the_portal_and_carries_no_inline_code(client):
    response = client.get(LOGIN)
    page = response.content.decode()

    for words in ("Zaloguj się", "Hasło", "Kod", "Nie pamiętasz hasła?", "img/mark.svg", "css/tokens.css"):
        assert words in page
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*src=)", page)
    assert "'unsafe-inline'" not in response["Content-Security-Policy"]


def test_nobody_is_led_off_the_portal_after_logging_in(client):
    shown = device(member("rita", "recenzent"))
    type_in(client, "rita")

    response = client.post(CODE, {"code": code(shown), "next": "https://zle.example/"})

    assert response["Location"] == INDEX


def test_an_hour_without_a_click_logs_out_whoever_has_a_second_factor(client):
    log_in(client, member("rita", "recenzent"))
    assert is_open(client)
    session = client.session
    session["seen_at"] -= 3601
    session.save()

    response = client.get(INDEX)

    assert response["Location"].startswith(LOGIN)
    assert "Nie było Cię przez godzinę" in client.get(response["Location"]).content.decode()


def test_a_volunteer_may_be_away_for_an_evening(client):
    log_in(client, member("ola", "wolontariusz"), verified=False)
    session = client.session
    session["seen_at"] = 0
    session.save()

    assert is_open(client)


def test_a_visitor_gets_no_cookie_and_is_not_stopped(client):
    response = client.get("/")

    assert response.status_code == 200
    assert not response.cookies
