"""Signed words: each opens one door, of one person, for a time."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from newsletter.following import asking
from newsletter.links import GOOD_FOR, BadLink, ExpiredLink, Purpose, make, read
from newsletter.models import Subscriber

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna() -> Subscriber:
    return Subscriber.objects.create(email="anna@example.pl")


def test_a_word_is_read_by_its_own_purpose_alone(anna: Subscriber) -> None:
    token = make(Purpose.CONFIRM, anna, "abc-_")

    assert (read(Purpose.CONFIRM, token).subscriber, read(Purpose.CONFIRM, token).what) == (anna, "abc-_")
    for other in set(Purpose) - {Purpose.CONFIRM}:
        with pytest.raises(BadLink):
            read(other, token)


@pytest.mark.parametrize(
    "spoil", [lambda t: t[:-1], lambda t: t[1:], lambda t: "", lambda t: t * 9, lambda t: f"{t}\x00"]
)
def test_a_spoilt_word_is_refused(anna: Subscriber, spoil: object) -> None:
    with pytest.raises(BadLink):
        read(Purpose.MANAGE, spoil(make(Purpose.MANAGE, anna)))  # type: ignore[operator]  # one of the functions above


def test_a_word_grows_old_but_that_of_leaving(anna: Subscriber) -> None:
    tokens = {purpose: make(purpose, anna) for purpose in Purpose}
    with time_machine.travel(timezone.now() + timedelta(days=1000), tick=False):
        for purpose, token in tokens.items():
            if GOOD_FOR[purpose] is None:
                assert read(purpose, token).subscriber == anna
            else:
                with pytest.raises(ExpiredLink):
                    read(purpose, token)
    assert [purpose for purpose in Purpose if GOOD_FOR[purpose] is None] == [Purpose.UNSUBSCRIBE]


def test_erasing_ends_every_word(anna: Subscriber) -> None:
    token = make(Purpose.MANAGE, anna)
    asking.erase(anna)

    with pytest.raises(BadLink):
        read(Purpose.MANAGE, token)


@pytest.mark.parametrize("door", ["potwierdz", "ustawienia", "wypisz", "moje-dane", "usun"])
def test_a_foreign_word_is_told_nothing(client: Client, anna: Subscriber, door: str) -> None:
    for method in (client.get, client.post):
        response = method(f"/obserwuj/{door}/{make(Purpose.CONFIRM, anna)[:-2]}xx/")
        assert response.status_code == 404
        assert "anna" not in response.content.decode()
