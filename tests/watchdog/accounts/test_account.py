"""One's own account: name, second factor, recovery codes, log-out everywhere."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from tests.factories.accounts import PASSWORD, code, device, log_in, member
from watchdog.accounts.second_factor import new_recovery_codes, waiting_device

pytestmark = pytest.mark.django_db

ACCOUNT, SET_UP, CODES = "/zaplecze/konto/", "/zaplecze/drugi-skladnik/", "/zaplecze/konto/kody/"


def test_everybody_gives_the_own_name_and_nothing_more(client):
    ola = member("ola", "wolontariusz")
    log_in(client, ola, verified=False)

    client.post(ACCOUNT, {"first_name": "Ola", "last_name": "Kot", "is_superuser": "on", "email": "x@x.example"})

    ola.refresh_from_db()
    assert (ola.get_full_name(), ola.is_superuser, ola.email) == ("Ola Kot", False, "ola@odnowa.example")


def test_a_name_is_not_left_empty(client):
    log_in(client, member("ola", "wolontariusz"), verified=False)

    assert client.post(ACCOUNT, {"first_name": "", "last_name": "Kot"}).context["form"].errors


def test_a_volunteer_may_set_up_a_second_factor(client):
    ola = member("ola", "wolontariusz")
    log_in(client, ola, verified=False)
    assert "warto go mieć" in client.get(ACCOUNT).content.decode()

    client.get(SET_UP)
    assert client.post(SET_UP, {"code": "000000"}).context["form"].errors
    waiting = waiting_device(ola)
    TOTPDevice.objects.filter(pk=waiting.pk).update(throttling_failure_count=0, throttling_failure_timestamp=None)
    done = client.post(SET_UP, {"code": code(waiting)})

    assert StaticToken.objects.filter(device__user=ola).count() == len(done.context["codes"]) == 10
    assert TOTPDevice.objects.get(user=ola).confirmed
    assert "Jest ustawiony" in client.get(ACCOUNT).content.decode()


def test_moving_to_another_telephone_asks_for_the_password_and_ends_the_old(client):
    rita = member("rita", "recenzent")
    old = device(rita)
    log_in(client, rita)
    client.get(SET_UP)
    waiting = waiting_device(rita)

    assert client.post(SET_UP, {"code": code(waiting), "password": "zgaduję"}).context["form"].errors
    client.post(SET_UP, {"code": code(waiting), "password": PASSWORD})

    assert list(TOTPDevice.objects.filter(user=rita, confirmed=True)) == [waiting]
    assert old.pk != waiting.pk
    assert client.get("/zaplecze/").status_code == 200


def test_the_secret_is_shown_as_picture_and_as_text(client):
    ola = member("ola", "wolontariusz")
    page = log_in(client, ola, verified=False).get(SET_UP)

    assert "<svg" in page.content.decode()
    assert page.context["secret"] in waiting_device(ola).config_url


def test_new_recovery_codes_ask_for_the_password_and_replace_the_old(client):
    rita = member("rita", "recenzent")
    log_in(client, rita)
    old = set(new_recovery_codes(rita))

    assert client.post(CODES, {"password": "zgaduję"}).context["form"].errors
    new = set(client.post(CODES, {"password": PASSWORD}).context["codes"])

    assert not old & new
    assert {token.token for token in StaticToken.objects.all()} == new


def test_log_out_everywhere_ends_this_session_and_the_others(client):
    rita = member("rita", "recenzent")
    log_in(client, rita)
    other = log_in(Client(), rita)

    assert client.post("/zaplecze/konto/wyloguj-wszedzie/")["Location"] == "/zaplecze/login/"

    for each in (client, other):
        assert each.get("/zaplecze/")["Location"].startswith("/zaplecze/login/")


def test_the_change_of_a_password_ends_the_other_sessions(client):
    ola = member("ola", "wolontariusz")
    log_in(client, ola, verified=False)
    other = log_in(Client(), ola, verified=False)
    new = {"old_password": PASSWORD, "new_password1": "zielona-lampa-w-oknie", "new_password2": "zielona-lampa-w-oknie"}

    assert client.post("/zaplecze/password_change/", new).status_code == 302

    assert client.get("/zaplecze/").status_code == 200
    assert other.get("/zaplecze/")["Location"].startswith("/zaplecze/login/")


def test_a_session_of_somebody_made_inactive_is_dead_at_once(client):
    log_in(client, member("ola", "wolontariusz"), verified=False)
    User.objects.filter(username="ola").update(is_active=False)

    assert client.get("/zaplecze/")["Location"].startswith("/zaplecze/login/")
