"""Invitations: sent, read, accepted once; expired, sent again, withdrawn."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, User
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.factories.accounts import code, log_in, member
from watchdog.accounts import tokens
from watchdog.accounts.leaving import leave
from watchdog.accounts.models import Invitation
from watchdog.accounts.second_factor import waiting_device

pytestmark = pytest.mark.django_db

ADD = "/zaplecze/accounts/invitation/add/"
CHOSEN = {"username": "ala", "password": "zielona-lampa-w-oknie", "again": "zielona-lampa-w-oknie"}


@pytest.fixture
def office(client):
    return log_in(client, member("szefowa", "administrator", first_name="Ewa", last_name="Nowak"))


def invite(office: Client, *groups: str, email: str = "ala.kot@odnowa.example"):
    chosen = [str(pk) for pk in Group.objects.filter(name__in=groups or ["wolontariusz"]).values_list("pk", flat=True)]
    return office.post(ADD, {"first_name": "Ala", "last_name": "Kot", "email": email, "groups": chosen}, follow=True)


def link() -> str:
    """Give the path in the last mail."""
    found = re.search(r"^http://testserver(/zaplecze/zaproszenie/\S+)$", mail.outbox[-1].body, re.MULTILINE)
    assert found, mail.outbox[-1].body
    return found[1]


def act(office: Client, name: str, invitation: Invitation):
    return office.post(reverse(f"admin:accounts_invitation_{name}", args=[invitation.pk]))


def test_the_mail_is_plain_polish_and_says_who_invites_and_until_when(office):
    told = invite(office).content.decode()

    [sent] = mail.outbox
    assert "Zaproszenie wysłano na adres ala.kot@odnowa.example." in told
    assert sent.subject == "Ewa Nowak zaprasza Cię do zaplecza portalu Gliwice OdNowa"
    assert sent.to == ["ala.kot@odnowa.example"]
    assert "Cześć, Ala!" in sent.body
    assert "Odnośnik działa jeden raz, do " in sent.body
    assert not sent.alternatives


def test_a_volunteer_accepts_and_is_in(office):
    invite(office)
    visitor = Client()

    page = visitor.get(link())
    assert page.context["form"].initial["username"] == "ala-kot"
    assert visitor.post(link(), CHOSEN)["Location"] == "/zaplecze/"
    assert visitor.get("/zaplecze/").status_code == 200

    ala = User.objects.get(username="ala")
    assert (ala.get_full_name(), ala.email, ala.is_staff, ala.is_superuser) == (
        "Ala Kot",
        "ala.kot@odnowa.example",
        True,
        False,
    )
    assert [group.name for group in ala.groups.all()] == ["wolontariusz"]
    assert Invitation.objects.get().state is Invitation.State.ACCEPTED


def test_a_reviewer_is_led_on_to_the_second_factor_and_gets_ten_recovery_codes(office):
    invite(office, "recenzent")
    visitor = Client()
    visitor.post(link(), CHOSEN)

    page = visitor.get(visitor.get("/zaplecze/")["Location"])
    assert "<svg" in page.content.decode()
    assert "style=" not in re.sub(r"stylesheet", "", page.content.decode())

    waiting = waiting_device(User.objects.get(username="ala"))
    done = visitor.post("/zaplecze/drugi-skladnik/", {"code": code(waiting)})
    assert len(done.context["codes"]) == 10
    assert visitor.get("/zaplecze/").status_code == 200


def test_a_link_works_once(office):
    invite(office)
    Client().post(link(), CHOSEN)

    assert Client().get(link()).status_code == 410
    assert Client().post(link(), {**CHOSEN, "username": "druga"}).status_code == 410
    assert User.objects.count() == 2


def test_a_link_dies_after_three_days(office, monkeypatch):
    invite(office)
    later = timezone.now() + timedelta(days=3, seconds=1)
    monkeypatch.setattr("watchdog.accounts.models.invitations.timezone.now", lambda: later)

    assert Client().get(link()).status_code == 410
    assert Invitation.objects.get().state is Invitation.State.EXPIRED
    assert Invitation.objects.expired().count() == 1


def test_the_signed_word_is_too_old_by_itself(office, settings):
    invite(office)
    word = link().rstrip("/").rpartition("/")[2]
    assert tokens.is_token_of(Invitation.objects.get(), word)

    settings.PASSWORD_RESET_TIMEOUT = -1
    assert not tokens.is_token_of(Invitation.objects.get(), word)


def test_sent_again_the_older_link_is_dead(office):
    invite(office)
    old = link()

    act(office, "send_again", Invitation.objects.get())

    assert len(mail.outbox) == 2
    assert Client().get(old).status_code == 410
    assert Client().get(link()).status_code == 200


def test_withdrawn_the_link_is_dead_and_nothing_more_can_be_done(office):
    invite(office)
    invitation = Invitation.objects.get()

    assert (
        "jego odnośnik już nie działa" in office.get(act(office, "take_back", invitation)["Location"]).content.decode()
    )
    assert Client().get(link()).status_code == 410
    assert act(office, "send_again", invitation).status_code == 405


def test_a_link_dies_with_the_work_of_whoever_invited(office):
    invite(office)

    leave(User.objects.get(username="szefowa"), by=member("inna", "administrator"))

    assert Client().get(link()).status_code == 410


def test_an_act_is_never_done_by_following_a_link(office):
    invite(office)
    page = reverse("admin:accounts_invitation_take_back", args=[Invitation.objects.get().pk])

    assert office.get(page).status_code == 405
    assert Invitation.objects.open().count() == 1


def test_a_mail_that_is_refused_keeps_the_invitation_unsent(office, monkeypatch):
    def refuse(*_args):
        raise OSError("no mail server")

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)

    assert "Nie udało się wysłać" in invite(office).content.decode()
    assert Invitation.objects.get().state is Invitation.State.UNSENT


@pytest.mark.parametrize(
    ("typed", "field", "expected"),
    [
        ({"username": "SZEFOWA"}, "username", "taken"),
        ({"again": "inne-haslo-niz-tamto"}, "again", None),
        ({"password": "krotkie", "again": "krotkie"}, "password", "password_too_short"),
        ({"password": "ala.kot@odnowa", "again": "ala.kot@odnowa"}, "password", "password_too_similar"),
    ],
)
def test_what_is_chosen_badly_is_said_at_its_field(office, typed, field, expected):
    invite(office)

    errors = Client().post(link(), {**CHOSEN, **typed}).context["form"].errors.as_data()

    assert errors[field][0].code == expected
    assert User.objects.count() == 1


@pytest.mark.parametrize(
    ("address", "expected"), [("SZEFOWA@odnowa.example", "known"), ("ala.kot@odnowa.example", "invited")]
)
def test_an_address_is_invited_once(office, address, expected):
    invite(office)

    response = invite(office, email=address)

    assert response.context["adminform"].form.errors.as_data()["email"][0].code == expected
    assert len(mail.outbox) == 1


def test_a_made_up_link_tells_nothing(client):
    response = client.get("/zaplecze/zaproszenie/1/abc-def/")

    assert response.status_code == 410
    assert "już nie jest ważne" in response.content.decode()
