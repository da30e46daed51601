from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from council.models import Person
from tests.factories.council import MandateFactory
from watchdog.archive.models import Snapshot
from watchdog.archive.writing import Evidence, Outcome, correct, upsert

pytestmark = pytest.mark.django_db


def document(mark: str, authority: int = 30, address: str = "https://bip.example/1") -> Evidence:
    snapshot, _ = Snapshot.objects.get_or_create(sha256=mark * 64, defaults={"size": 1, "media_type": "text/plain"})
    return Evidence(snapshot=snapshot, authority=authority, address=address)


def stored(**fields: str) -> Person:
    person = Person(slug="anna-lis")
    upsert(person, {"given_name": "Anna", "family_name": "Lis", **fields}, document("a"), {"name": "Anna Lis"})
    return person


def test_a_new_record_points_at_its_document_and_keeps_the_reading():
    person = stored()

    assert person.snapshot.sha256 == "a" * 64
    assert person.readings.get().data == {"name": "Anna Lis"}
    assert not person.changes.exists()


def test_the_same_values_again_change_nothing():
    person = stored()

    outcome = upsert(person, {"given_name": "Anna"}, document("a"), {"name": "Anna Lis"})

    assert outcome is Outcome.UNCHANGED
    assert person.readings.count() == 1


def test_a_newer_document_replaces_and_the_former_value_is_kept():
    person = stored()

    outcome = upsert(person, {"given_name": "Hanna"}, document("b"), {"name": "Hanna Lis"})

    change = person.changes.get()
    assert outcome is Outcome.CHANGED
    assert (change.before, change.after, change.snapshot.sha256) == ("Anna", "Hanna", "b" * 64)
    assert person.snapshot.sha256 == "b" * 64


def test_a_weaker_document_fills_gaps_only():
    person = stored(note="")

    upsert(person, {"given_name": "Hanna", "note": "z prasy"}, document("b", authority=10), {"x": 1})

    person.refresh_from_db()
    assert (person.given_name, person.note) == ("Anna", "z prasy")
    assert person.snapshot.sha256 == "a" * 64


def test_what_a_weaker_document_states_otherwise_is_kept_and_seen_on_the_page(client):
    person, weaker = stored(note=""), document("b", authority=10, address="https://prasa.example/")

    outcome = upsert(person, {"given_name": "Hanna", "family_name": "Lis"}, weaker, {"x": 1})

    assert outcome is Outcome.UNCHANGED
    said = "Imiona: ten dokument podaje „Hanna”, stoi „Anna” z dokumentu o większej wadze."
    assert [each["text"] for each in person.outweighed] == [said]
    reading = person.readings.get(address="https://prasa.example/")
    assert reading.states_otherwise == [said]
    MandateFactory(person=person)
    assert said in client.get(person.get_absolute_url()).content.decode().replace("\xa0", " ")
    upsert(person, {"given_name": "Anna"}, weaker, {"x": 1})
    reading.refresh_from_db()
    assert (reading.states_otherwise, list(person.outweighed)) == ([], [])


def test_silence_of_another_document_erases_nothing():
    person = stored(note="ważne")

    upsert(person, {"note": ""}, document("b", address="https://bip.example/2"), {"x": 1})

    assert person.note == "ważne"


def test_silence_of_the_same_address_is_the_offices_own_erasure():
    person = stored(note="pomyłka")

    upsert(person, {"note": ""}, document("b"), {"x": 1})

    assert person.note == ""


def test_silence_erases_only_what_its_own_address_once_said():
    person, silent = Person(slug="anna-lis", given_name="Anna", family_name="Lis"), {"note": ""}
    upsert(person, silent, document("a"), silent)
    upsert(person, {"note": "z prasy"}, document("b", authority=10, address="https://prasa.example/"), {"note": "x"})

    upsert(person, silent, document("a"), silent)

    assert person.note == "z prasy"


def test_a_persons_correction_outranks_the_next_reading_which_waits():
    person = stored()
    editor = User.objects.create_user("redaktorka")
    correct(person, {"given_name": "Joanna"}, Evidence(user=editor, reason="akt urodzenia"))

    outcome = upsert(person, {"given_name": "Hanna"}, document("b"), {"x": 1})

    person.refresh_from_db()
    held = person.changes.get(applied=False)
    assert outcome is Outcome.UNCHANGED
    assert person.given_name == "Joanna"
    assert (held.before, held.after) == ("Joanna", "Hanna")


def test_the_same_waiting_difference_is_kept_once():
    person = stored()
    editor = User.objects.create_user("redaktorka")
    correct(person, {"given_name": "Joanna"}, Evidence(user=editor, reason="akt urodzenia"))

    for mark in "bc":
        upsert(person, {"given_name": "Hanna"}, document(mark), {"x": 1})

    assert person.changes.filter(applied=False).count() == 1


def test_a_correction_needs_a_person():
    with pytest.raises(ValueError, match="person"):
        correct(stored(), {"given_name": "Hanna"}, document("b"))


def test_a_record_shown_again_is_no_longer_withdrawn():
    person = stored()
    Person.objects.filter(pk=person.pk).update(withdrawn_at="2026-01-01T00:00Z")
    person.refresh_from_db()

    upsert(person, {}, document("b"), {"x": 1})

    assert person.withdrawn_at is None
