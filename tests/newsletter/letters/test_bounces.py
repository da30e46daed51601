"""What comes back: reports of mail servers and of a provider, by class; only what is surely ours ends anything."""

from __future__ import annotations

import hashlib
import hmac
import json
from pathlib import Path
from types import ModuleType
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from newsletter.letters import provider
from newsletter.letters.bounces import SOFT_IN_A_ROW, came_back
from newsletter.letters.classes import kind_of_reply, kind_of_status
from newsletter.letters.returned import NoReport, reports
from newsletter.models import Delivery, Suppression
from tests.factories.letters import IssueFactory, ReaderFactory
from watchdog import urls

DSN = """From: MAILER-DAEMON@mx.example.net
To: odnowa@example.org
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="XX"

--XX
Content-Type: text/plain

It could not be delivered.

--XX
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.net

Final-Recipient: rfc822; Anna@Example.net
Action: {action}
Status: {status}
Diagnostic-Code: smtp; {said}

--XX
Content-Type: text/rfc822-headers

Subject: O czym rada zdecyduje
Message-ID: <{key}@example.org>

--XX--
"""
FEEDBACK = """From: fbl@provider.example
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="XX"

--XX
Content-Type: message/feedback-report

Feedback-Type: abuse
Version: 1
Original-Rcpt-To: <anna@example.net>

--XX
Content-Type: message/rfc822

Subject: O czym rada zdecyduje
Message-ID: <{key}@example.org>

Treść

--XX--
"""


def dsn(key: str = "0" * 32, status: str = "5.1.1", action: str = "failed", said: str = "550 No such user") -> bytes:
    return DSN.format(key=key, status=status, action=action, said=said).replace("\n", "\r\n").encode()


def sent(address: str = "anna@example.net") -> Delivery:
    now = timezone.now()
    reader = ReaderFactory(email=address)
    return Delivery.objects.create(issue=IssueFactory(), subscriber=reader, state="sent", claimed_at=now, done_at=now)


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        ("5.1.1", "hard"), ("5.1.10", "hard"), ("5.2.1", "hard"), ("5.2.2", "soft"), ("4.2.2", "soft"),
        ("5.7.1", "blocked"),
        ("5.4.4", "hard"), ("5.7.26", "blocked"), ("", "soft"), ("15.1.1.5", "soft"),
    ],
)  # fmt: skip
def test_a_code_says_the_class(status: str, kind: str) -> None:
    assert kind_of_status(status) == kind


@pytest.mark.parametrize(
    ("code", "words", "kind"),
    [
        (550, "5.1.1 unknown", "hard"), (550, "No such user here", "hard"), (550, "Rejected: policy", "blocked"),
        (552, "5.2.2 mailbox full", "soft"), (554, "spam", "blocked"), (450, "try later", "soft"),
    ],
)  # fmt: skip
def test_a_refusal_in_the_conversation_says_the_class(code: int, words: str, kind: str) -> None:
    assert kind_of_reply(code, words) == kind


def test_a_report_of_delivery_is_read() -> None:
    key = uuid4()

    (found,) = reports(dsn(key.hex))

    assert (found.kind, found.address, found.key) == ("hard", "Anna@Example.net", key)
    assert [each.kind for each in reports(dsn(status="5.0.0", said="550 5.7.1 Blocked"))] == ["blocked"]
    assert [each.kind for each in reports(dsn(status="4.4.7", action="delayed"))] == ["soft"]
    assert reports(dsn(status="2.0.0", action="delivered")) == []
    assert [each.kind for each in reports(FEEDBACK.format(key=key.hex).encode())] == ["complaint"]


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe", b"Subject: Re: Wydanie\r\n\r\nNie ma mnie w biurze.", b"A" * 100_000]
)
def test_what_is_no_report_is_left_to_a_person(content: bytes) -> None:
    with pytest.raises(NoReport):
        reports(content)


@pytest.mark.django_db
def test_a_maildir_is_read_once_and_a_missing_mailbox_ends_its_address(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    delivery = sent()
    for folder in ("new", "cur", "tmp"):
        (tmp_path / folder).mkdir()
    (tmp_path / "new" / "1").write_bytes(dsn(delivery.key.hex))
    (tmp_path / "new" / "2").write_bytes(b"Subject: pytanie\r\n\r\nDzien dobry")

    call_command("read_bounces", str(tmp_path))

    delivery.refresh_from_db()
    assert delivery.bounce == "hard"
    assert Suppression.objects.holds("anna@example.net")
    assert "hard: 1, left to a person: 1" in capsys.readouterr().out
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["2"], "a person's mail stays where it is"
    call_command("read_bounces", str(tmp_path))
    assert "hard" not in capsys.readouterr().out


@pytest.mark.django_db
def test_a_report_that_anybody_could_have_written_ends_nothing(tmp_path: Path) -> None:
    sent()
    path = tmp_path / "mail"
    for forged in (dsn().replace(b"Message-ID:", b"X-Other:"), dsn(uuid4().hex)):
        path.write_bytes(forged)
        call_command("read_bounces", str(path), "--keep")

    assert not Suppression.objects.exists()
    assert not Delivery.objects.exclude(bounce="").exists()


@pytest.mark.django_db
def test_a_full_mailbox_ends_an_address_only_when_it_stays_full() -> None:
    reader = ReaderFactory(email="anna@example.net")
    now = timezone.now()
    many = [
        Delivery.objects.create(issue=IssueFactory(), subscriber=reader, state="sent", claimed_at=now, done_at=now)
        for _issue in range(SOFT_IN_A_ROW)
    ]

    for delivery in many[:-1]:
        came_back("soft", key=delivery.key)
    assert not Suppression.objects.exists()
    came_back("soft", key=many[-1].key)

    assert Suppression.objects.holds("anna@example.net")


@pytest.fixture
def mailgun(settings: Settings) -> Client:
    """Give a client of a portal whose mails Mailgun carries."""
    settings.MAIL_PROVIDER = "mailgun"
    settings.ANYMAIL = {"MAILGUN_WEBHOOK_SIGNING_KEY": "klucz"}
    door = ModuleType("door")
    door.urlpatterns = [*provider.urls(), *urls.urlpatterns]  # type: ignore[attr-defined]  # a module made here
    settings.ROOT_URLCONF = door
    return Client()


def event(key: str, kind: str = "failed", secret: str = "klucz", **data: Any) -> dict[str, Any]:
    signature = hmac.new(secret.encode(), b"1700000000abc", hashlib.sha256).hexdigest()
    said = {
        "event": kind, "timestamp": 1700000000.0, "recipient": "anna@example.net", "severity": "permanent",
        "message": {"headers": {"message-id": f"{key}@example.org"}}, "reason": "bounce",
        "delivery-status": {"code": 550, "message": "5.1.1 No such user"}, **data,
    }  # fmt: skip
    return {"signature": {"timestamp": "1700000000", "token": "abc", "signature": signature}, "event-data": said}


@pytest.mark.django_db
def test_a_provider_tells_of_bounces_and_complaints_signed(mailgun: Client) -> None:
    bounced, complained = sent("anna@example.net"), sent("jan@example.net")

    first = mailgun.post("/zdarzenia/", json.dumps(event(bounced.key.hex)), content_type="application/json")
    mailgun.post(
        "/zdarzenia/",
        json.dumps(event(complained.key.hex, "complained", recipient="jan@example.net")),
        content_type="application/json",
    )

    assert first.status_code == 200
    assert set(Delivery.objects.values_list("bounce", flat=True)) == {"hard", "complaint"}
    assert {each.kind for each in Suppression.objects.all()} == {"bounced", "complained"}


@pytest.mark.django_db
def test_what_is_signed_wrongly_changes_nothing(mailgun: Client) -> None:
    delivery = sent()

    response = mailgun.post(
        "/zdarzenia/", json.dumps(event(delivery.key.hex, secret="inny")), content_type="application/json"
    )

    assert response.status_code == 400
    assert not Suppression.objects.exists()


def test_a_door_without_a_secret_is_not_opened(settings: Settings) -> None:
    settings.MAIL_PROVIDER, settings.ANYMAIL = "postmark", {}

    with pytest.raises(ImproperlyConfigured):
        provider.urls()
