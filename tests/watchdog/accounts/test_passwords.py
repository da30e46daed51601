"""A forgotten password: one answer for every address, one link for one use."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.test import Client
from kombu.exceptions import OperationalError

from tests.factories.accounts import PASSWORD, device, log_in, member
from watchdog.accounts import tasks

pytestmark = pytest.mark.django_db

ASK, SENT = "/zaplecze/haslo/", "/zaplecze/haslo/wyslane/"
NEW = "zielona-lampa-w-oknie"


def link() -> str:
    found = re.search(r"^http://testserver(/zaplecze/haslo/\S+)$", mail.outbox[-1].body, re.MULTILINE)
    assert found, mail.outbox[-1].body
    return found[1]


def choose(client: Client, password: str = NEW):
    page = client.get(link(), follow=True)
    return client.post(page.request["PATH_INFO"], {"new_password1": password, "new_password2": password})


def test_who_is_known_and_who_is_not_get_the_same_answer(client):
    member("ola")

    known, unknown = (client.post(ASK, {"email": address}) for address in ("OLA@odnowa.example", "x@odnowa.example"))

    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"]) == (302, SENT)
    assert [sent.to for sent in mail.outbox] == [["ola@odnowa.example"]]


def test_the_mail_is_plain_polish(client):
    member("ola", first_name="Ola")
    client.post(ASK, {"email": "ola@odnowa.example"})

    [sent] = mail.outbox
    assert sent.subject == "Nowe hasło do zaplecza portalu Gliwice OdNowa"
    assert "Cześć, Ola!" in sent.body
    assert "„ola”" in sent.body


def test_the_link_gives_a_new_password_once_and_ends_every_session(client):
    ola = member("ola", "wolontariusz")
    hers = log_in(Client(), ola, verified=False)
    client.post(ASK, {"email": ola.email})

    assert choose(client)["Location"] == "/zaplecze/haslo/zmienione/"

    ola.refresh_from_db()
    assert ola.check_password(NEW)
    assert hers.get("/zaplecze/")["Location"].startswith("/zaplecze/login/")
    assert "już użyty" in Client().get(link(), follow=True).content.decode()


def test_a_new_password_does_not_stand_for_the_second_factor(client):
    rita = member("rita", "recenzent")
    device(rita)
    client.post(ASK, {"email": rita.email})
    choose(client)
    client.post("/zaplecze/login/", {"username": "rita", "password": NEW})

    assert client.get("/zaplecze/")["Location"].startswith("/zaplecze/drugi-skladnik/kod/")


def test_a_weak_password_is_refused(client):
    ola = member("ola")
    client.post(ASK, {"email": ola.email})

    assert choose(client, "1234").status_code == 200
    ola.refresh_from_db()
    assert ola.check_password(PASSWORD)


def test_who_has_left_gets_no_link(client):
    member("ola", is_active=False)
    client.post(ASK, {"email": "ola@odnowa.example"})

    assert mail.outbox == []


def test_one_box_gets_three_mails_an_hour_and_nobody_learns_of_it(client):
    member("ola")

    answers = {client.post(ASK, {"email": "ola@odnowa.example"})["Location"] for _number in range(5)}

    assert answers == {SENT}
    assert len(mail.outbox) == 3


def test_one_visitor_asks_ten_times_an_hour(client):
    statuses = [client.post(ASK, {"email": f"x{number}@odnowa.example"}).status_code for number in range(11)]

    assert statuses == [302] * 10 + [429]


def test_a_queue_that_is_out_of_reach_is_said(client, monkeypatch):
    def unreachable(*_args):
        raise OperationalError

    monkeypatch.setattr(tasks.send_reset_link, "delay", unreachable)

    assert "nie można wysłać" in client.post(ASK, {"email": "ola@odnowa.example"}).content.decode()


@pytest.mark.parametrize("page", [ASK, SENT, "/zaplecze/haslo/zmienione/", "/zaplecze/haslo/x/y/"])
def test_the_pages_open_to_everybody_and_carry_no_inline_code(client, page):
    response = client.get(page)

    assert response.status_code == 200
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*src=)", response.content.decode())
