"""Signed words: each opens one door, of one person, for a time."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from newsletter.following import asking
from newsletter.following.lists import of_address
from newsletter.links import GOOD_FOR, BadLink, ExpiredLink, Purpose, make, read
from newsletter.models import Alert, Rate, Subscriber

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


def test_a_word_that_is_used_again_brings_back_nothing_that_was_ended(client: Client) -> None:
    anna, letters = asking.ask("anna@example.pl", "pl", None, Rate.DAILY)
    _anna, alert = asking.ask("anna@example.pl", "pl", of_address("/rada/uchwaly/"), Rate.DAILY)
    doors = [reverse("newsletter:confirm", args=[make(Purpose.CONFIRM, anna, word)]) for word in (letters, alert)]
    out = reverse("newsletter:unsubscribe", args=[make(Purpose.UNSUBSCRIBE, anna)])

    assert [client.post(door).status_code for door in doors + doors] == [200] * 4  # a button pressed twice
    assert [client.post(out).status_code for _again in range(2)] == [200, 200]
    assert [client.post(door).status_code for door in doors] == [410, 410]

    anna.refresh_from_db()
    assert (anna.wants_letters, Alert.objects.alive().count()) == (False, 0)
    asking.ask("anna@example.pl", "pl", None, Rate.DAILY)
    assert client.post(doors[0]).status_code == 200  # asked for anew


@pytest.mark.parametrize("door", ["potwierdz", "ustawienia", "wypisz", "moje-dane", "usun"])
def test_a_foreign_word_is_told_nothing(client: Client, anna: Subscriber, door: str) -> None:
    for method in (client.get, client.post):
        response = method(f"/obserwuj/{door}/{make(Purpose.CONFIRM, anna)[:-2]}xx/")
        assert response.status_code == 404
        assert "anna" not in response.content.decode()
