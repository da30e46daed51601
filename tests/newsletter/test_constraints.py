"""Each rule that the database keeps for subscribers, alerts and mails, and an attempt to break it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from newsletter.models import Alert, Notice, Subscriber, Suppression, Told

pytestmark = pytest.mark.django_db


def subscriber(email: str = "anna@example.pl", **values: object) -> Subscriber:
    return Subscriber.objects.create(email=email, **values)


def alert(**values: object) -> Alert:
    owner = Subscriber.objects.filter(email="anna@example.pl").first() or subscriber()
    return Alert.objects.create(subscriber=owner, kind="council.vote", title="Głosowania", **values)


def one_list_followed_twice() -> None:
    alert()
    alert()


def one_address_twice() -> None:
    subscriber()
    subscriber()


def notice(number: int = 1, **values: object) -> Notice:
    owner = Subscriber.objects.first() or subscriber()
    return Notice.objects.create(subscriber=owner, message_id=f"<{number}@example.pl>", **values)


def two_mails_under_way() -> None:
    notice(1)
    notice(2, state="failed", ended_at=timezone.now())


def one_record_twice_in_a_mail() -> None:
    values = {"alert": alert(), "notice": notice(), "kind": "council.vote", "object_id": 1, "key": "a"}
    Told.objects.create(**values)
    Told.objects.create(**values)


BROKEN: dict[str, Callable[[], object]] = {
    "subscriber_address_once": one_address_twice,
    "subscriber_has_an_address_until_erased": lambda: subscriber(email=""),
    "subscriber_confirmed_at_a_time": lambda: subscriber(state="confirmed"),
    "suppression_keeps_a_hash_alone": lambda: Suppression.objects.create(address_hash="anna@example.pl"),
    "alert_once_per_list": one_list_followed_twice,
    "alert_begins_when_confirmed": lambda: alert(confirmed_at=timezone.now()),
    "notice_one_at_a_time": two_mails_under_way,
    "notice_ends_at_a_time": lambda: notice(state="sent"),
    "told_once_in_a_mail": one_record_twice_in_a_mail,
}


@pytest.mark.parametrize(("constraint", "attempt"), BROKEN.items(), ids=list(BROKEN))
def test_the_database_refuses(constraint: str, attempt: Callable[[], object]) -> None:
    with pytest.raises(IntegrityError, match=f'"{constraint}"'), transaction.atomic():
        attempt()
