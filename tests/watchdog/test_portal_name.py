"""A portal calls itself by its own city's name wherever a name of it is read: pages, feeds, calendars, files, mails."""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from typing import Any

import pypdfium2
import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django_otp.plugins.otp_totp.models import TOTPDevice

from newsletter.following import asking
from newsletter.following.lists import of_address
from newsletter.following.tasks import send_confirmation, send_manage_link
from newsletter.following.telling import tell_everybody
from newsletter.letters.building import for_test
from newsletter.models import Alert, Rate
from tests.contracts.test_pages import public_pages
from tests.contracts.test_records import body_of
from tests.factories.accounts import device, log_in, member
from tests.factories.council import VoteFactory
from tests.factories.letters import IssueFactory
from watchdog.accounts.mails import send
from watchdog.records import record_types

pytestmark = pytest.mark.django_db

TEXTS_OF_THE_ORGANISATION = {"page"}
"""Who runs the portal lives in Gliwice, whatever city it is about; the texts are edited in the back room."""


@pytest.fixture(autouse=True)
def another_city(settings: Any) -> None:
    settings.CITY = "katowice"
    settings.DEFAULT_FROM_EMAIL = "portal@portal.example"


def test_pages_feeds_and_calendars(client: Client) -> None:
    VoteFactory(subject="Zmiana statutu")
    pages = [
        reverse(name)
        for name, pattern in public_pages().items()
        if not pattern.pattern.converters and name not in TEXTS_OF_THE_ORGANISATION
    ]
    lists = [reverse(kind.list_url).rstrip("/") for kind in record_types()]
    addresses = [*pages, *(f"{each}.{form}" for each in lists for form in ("rss", "atom")), "/rada/kalendarz.ics"]

    said = {address: body_of(client.get(address)) for address in addresses}

    assert len(said) > 60
    assert "Gliwice OdNowa" not in said.pop("/zrodla/")  # which tells in whose documents a layout was met
    assert [address for address, text in said.items() if "Gliwice" in text] == []
    assert "PRODID:-//Katowice OdNowa//Portal//PL" in said["/rada/kalendarz.ics"]
    assert "Katowice OdNowa" in said["/rada/glosowania.rss"]


def test_a_file_on_paper(client: Client) -> None:
    VoteFactory(subject="Zmiana statutu")

    answer = client.get("/rada/glosowania.pdf")
    made = b"".join(answer.streaming_content) if answer.streaming else answer.content

    with pypdfium2.PdfDocument(made) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
        told = " ".join([*pages, *document.get_metadata_dict().values()])
    assert "Gliwice" not in told
    assert "Katowice OdNowa" in told


def test_the_back_room_and_its_second_factor(client: Client) -> None:
    office = log_in(client, member("szefowa", "administrator"))

    said = office.get("/zaplecze/").content.decode()

    assert "Katowice OdNowa: zaplecze" in said
    assert "Gliwice" not in said
    assert "issuer=Katowice%20OdNowa" in device(member("druga")).config_url
    assert TOTPDevice.objects.count() == 2


def test_every_mail(client: Client) -> None:
    subscriber, word = asking.ask("anna@example.pl", "pl", of_address("/rada/glosowania/"), Rate.AT_ONCE)
    send_confirmation(subscriber.pk, word)
    asking.confirm(subscriber, word)
    send_manage_link(subscriber.email)
    day = Alert.objects.get().told_until
    assert day is not None
    Alert.objects.update(told_until=day.replace(year=2025), told_from=day.replace(year=2025))
    VoteFactory(subject="Zmiana statutu")
    send("new_password", "ala@example.pl", {"person": member("ala"), "link": "https://portal.example/x"})
    send("invitation", "ola@example.pl", {"inviter": "Ewa Nowak", "link": "https://portal.example/x"})
    send("objection", "ola@example.pl", {"objection": {"accepted": True, "answer": "Tak."}, "link": "/", "days": 30})
    assert tell_everybody() == 1
    wires = [*(each.message().as_bytes() for each in mail.outbox), for_test(IssueFactory(), "ala@example.pl")]

    read = [message_from_bytes(each, policy=policy.default) for each in wires]

    assert len(read) == 7
    for each in read:
        heads = {name: str(value) for name, value in each.items()}
        bodies = [part.get_content() for part in each.walk() if not part.is_multipart()]  # type: ignore[attr-defined]  # typeshed knows the old policy's messages only
        whole = "\n".join([*heads.values(), *bodies])
        assert "Gliwice" not in whole, heads["Subject"]
        assert re.search("Katowice OdNowa", whole)
        assert heads["From"] == "Katowice OdNowa <portal@portal.example>"
    assert {str(each["List-Id"]) for each in read if each["List-Id"]} == {
        '"Katowice OdNowa - powiadomienia" <alerts.portal.example>',
        '"Katowice OdNowa - newsletter" <newsletter.portal.example>',
    }


def test_a_city_with_a_letter_of_its_own_keeps_it_readable_in_a_list_of_ascii(settings: Any) -> None:
    settings.CITY = "poznan"

    letter = message_from_bytes(for_test(IssueFactory(), "ala@example.pl"), policy=policy.default)

    assert str(letter["List-Id"]).startswith('"Poznan OdNowa - newsletter" <')
    assert str(letter["From"]) == "Poznań OdNowa <portal@portal.example>"


def test_no_template_names_a_city(settings: Any) -> None:
    templates = [path for path in (settings.BASE_DIR / "templates").rglob("*") if path.suffix in (".html", ".txt")]

    assert len(templates) > 100
    assert {path.name for path in templates if "Gliwic" in path.read_text(encoding="utf-8")} <= {"styleguide.html"}
