"""Replies to signals and dismissals: entered by one, published or refused by another, taken back, shown or not."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from spending.models import Signal, SignalWord
from tests.factories.signals import SignalFactory, SignalWordFactory

pytestmark = pytest.mark.django_db
WORDS = reverse("admin:spending_signals")


def enter(client: Client, signal: Signal, **typed: Any) -> Any:
    said = {"kind": "reply", "text": "Umowę zawarto po przetargu.", "document": "pismo ZP.1", "said_on": "2026-11-20"}
    return client.post(reverse("admin:spending_signal", args=[signal.slug]), said | typed)


def decide(client: Client, word: SignalWord, **typed: Any) -> None:
    client.post(reverse("admin:spending_signal_decide", args=[word.pk]), typed)
    word.refresh_from_db()


def test_a_reply_is_shown_once_another_reviewer_has_published_it(backroom: Client, client: Client) -> None:
    signal = SignalFactory()
    assert enter(backroom, signal).status_code == 302
    word = SignalWord.objects.get()
    assert word.inputs == signal.inputs
    decide(backroom, word, publish="1")
    assert word.decided_at is None  # nobody decides of their own words
    word.user = User.objects.create_user("wolontariusz")
    word.save()
    assert word.text not in Client().get(signal.get_absolute_url()).content.decode()
    decide(backroom, word, publish="1")
    page = Client().get(signal.get_absolute_url()).content.decode().replace("\xa0", " ")
    assert word.text in page
    assert "pismo ZP.1" in page


def test_a_reply_without_its_document_or_day_is_sent_back_with_words(backroom: Client) -> None:
    response = enter(backroom, SignalFactory(), document="", said_on="")
    assert response.status_code == 200
    assert set(response.context["form"].errors) == {"document", "said_on"}
    assert not SignalWord.objects.exists()


def test_a_dismissal_takes_a_signal_from_those_that_stand_until_it_is_taken_back(backroom: Client) -> None:
    word = SignalWordFactory()
    decide(backroom, word, publish="1")
    assert not Signal.objects.standing().exists()
    backroom.post(reverse("admin:spending_signal_undo", args=[word.pk]))
    assert Signal.objects.standing().exists()
    word.refresh_from_db()
    assert word.undone_by is not None
    assert word.text in backroom.get(WORDS).content.decode()


def test_what_a_reviewer_refused_is_kept_and_shown_to_no_visitor(backroom: Client) -> None:
    word = SignalWordFactory()
    decide(backroom, word)
    assert word.refused
    assert word.text not in Client().get(word.signal.get_absolute_url()).content.decode()
    decide(backroom, word, publish="1")
    assert word.refused


def test_numbers_that_changed_since_are_said_beside_what_was_said_of_others(backroom: Client) -> None:
    word = SignalWordFactory(inputs={"days": 5})
    decide(backroom, word, publish="1")
    page = Client().get(word.signal.get_absolute_url()).content.decode().replace("\xa0", " ")
    assert "Powiedziano to o innych liczbach" in page


def test_a_signal_is_opened_by_the_address_of_its_page(backroom: Client) -> None:
    signal = SignalFactory()
    found = backroom.get(WORDS, {"adres": f"https://portal.example{signal.get_absolute_url()}"})
    assert found.url == reverse("admin:spending_signal", args=[signal.slug])  # type: ignore[attr-defined]  # a redirect
    assert "Żaden sygnał nie ma takiego adresu" in backroom.get(WORDS, {"adres": "cokolwiek"}).content.decode()
