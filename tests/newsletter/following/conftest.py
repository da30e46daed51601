"""A mail server on loopback, people who follow something, and votes that come through the corridor."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.utils import timezone
from pytest_django import Settings

from council.sources.gliwice_votes import GliwiceVotes
from newsletter.following import asking
from newsletter.following.lists import of_address
from newsletter.models import Alert, Rate
from tests.fakes.smtp import PostOffice, open_post_office
from watchdog.ingest.documents import Document, Report
from watchdog.ingest.pipeline import take_in

HEADS = (
    "term;number;day;year;committee;subject;secret;za;przeciw;wstrzymal_sie;nieobecni;result;result_label;"
    "resolution;address;certainty;note"
)


@pytest.fixture
def post_office(settings: Settings) -> Iterator[PostOffice]:
    """Let Django send by real SMTP to a server on loopback."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_TIMEOUT = 5
    settings.DEFAULT_FROM_EMAIL = "Gliwice OdNowa <odnowa@portal.example>"
    with open_post_office() as office:
        settings.EMAIL_PORT = office.port
        yield office


Follow = Callable[..., Alert]


@pytest.fixture
def follow() -> Follow:
    """Return a function that lets somebody follow an address and confirm it."""

    def follow(address: str, email: str = "anna@example.pl", rate: Rate = Rate.AT_ONCE, language: str = "pl") -> Alert:
        subscriber, word = asking.ask(email, language, of_address(address), rate)
        alert = asking.confirm(subscriber, word)
        assert alert is not None
        return alert

    return follow


def votes(*rows: str, address: str = "https://bip.example/glosowania.csv") -> Report:
    """Take in a document of votes; a row is a subject, or a subject and the votes for and against („temat;15;2”)."""
    lines = [HEADS, *(_row(row) for row in rows)]
    return take_in(GliwiceVotes(), Document(address, "\n".join(lines).encode()))


def _row(row: str) -> str:
    subject, in_favour, against = [*row.split(";"), "15", "2"][:3]
    return f"2018-2024;;2021-07-15;;;{subject};;{in_favour};{against};7;0;passed;przyjęta;;https://a.example/;stated;"


def an_hour_ago(alert: Alert) -> Alert:
    """Let what somebody follows have begun an hour ago."""
    before = timezone.now() - timezone.timedelta(hours=1)
    Alert.objects.filter(pk=alert.pk).update(confirmed_at=before, told_until=before, told_from=before)
    return alert
