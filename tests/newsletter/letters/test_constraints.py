"""The rules that the database keeps of issues and their sending."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from newsletter.models import Delivery, Mailing
from tests.factories.letters import IssueFactory, ReaderFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("newsletter_issue_published_has_a_moment", {"published_at": None}),
        ("newsletter_issue_withdrawn_says_why", {"withdrawn_at": timezone.now()}),
    ],
)
def test_of_an_issue(name: str, fields: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        IssueFactory(**fields)


def test_a_mailing_that_has_ended_says_when() -> None:
    with pytest.raises(IntegrityError, match="newsletter_mailing_ended_has_a_moment"), transaction.atomic():
        Mailing.objects.create(issue=IssueFactory(), letter=b"", state=Mailing.State.DONE)


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("newsletter_delivery_was_claimed", {"state": "sent"}),
        ("newsletter_delivery_bounce_has_a_moment", {"bounce": "hard"}),
    ],
)
def test_of_a_delivery(name: str, fields: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Delivery.objects.create(issue=IssueFactory(), subscriber=ReaderFactory(), **fields)


def test_a_reader_gets_an_issue_once() -> None:
    issue, reader = IssueFactory(), ReaderFactory()
    Delivery.objects.create(issue=issue, subscriber=reader)

    with pytest.raises(IntegrityError, match="newsletter_delivery_once"), transaction.atomic():
        Delivery.objects.create(issue=issue, subscriber=reader)
