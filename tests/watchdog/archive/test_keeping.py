"""The way in to the evidence room, and what lies there."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from watchdog.archive.keeping import Arrival, keep
from watchdog.archive.models import Disclosure, Sighting, Snapshot
from watchdog.archive.vault import Damaged, vault

pytestmark = pytest.mark.django_db

ADDRESS = "https://bip.example/a.pdf"


def arrival(content: bytes = b"tekst", address: str = ADDRESS, **values: str) -> Arrival:
    return Arrival(content, address, **{"source": "roll_calls", "disclosure": Disclosure.PUBLIC, **values})


def test_bytes_are_kept_under_their_hash() -> None:
    sighting = keep(arrival(b"tekst"))

    assert sighting.snapshot.sha256 == hashlib.sha256(b"tekst").hexdigest()
    assert sighting.snapshot.read() == b"tekst"


def test_the_same_bytes_again_confirm_the_sighting() -> None:
    first = keep(arrival())

    again = keep(arrival(etag='"2"'))

    assert again.pk == first.pk
    assert again.confirmed_at is not None
    assert again.etag == '"2"'


def test_an_earlier_version_put_back_is_a_new_sighting() -> None:
    keep(arrival(b"a"))
    keep(arrival(b"b"))

    keep(arrival(b"a"))

    assert Sighting.objects.count() == 3
    assert Snapshot.objects.count() == 2


def test_the_same_bytes_elsewhere_are_one_document_seen_twice() -> None:
    keep(arrival())

    keep(arrival(address="https://bip.example/b.pdf"))

    assert Snapshot.objects.count() == 1
    assert Sighting.objects.count() == 2


def test_a_document_that_nobody_knows_is_for_staff() -> None:
    sighting = keep(Arrival(b"tekst", "file:pismo.txt"))

    assert sighting.snapshot.disclosure == Disclosure.STAFF


def test_a_document_recognised_later_is_shown_as_its_source_says() -> None:
    keep(Arrival(b"tekst", "file:pismo.txt"))

    sighting = keep(arrival(address="file:pismo.txt"))

    sighting.snapshot.refresh_from_db()
    assert sighting.snapshot.disclosure == Disclosure.PUBLIC
    assert Sighting.objects.get().source == "roll_calls"


@pytest.mark.parametrize(
    ("first", "second"), [(Disclosure.STAFF, Disclosure.PUBLIC), (Disclosure.PUBLIC, Disclosure.STAFF)]
)
def test_the_strictest_of_two_sources_decides(first: str, second: str) -> None:
    keep(arrival(disclosure=first))

    keep(arrival(source="register", disclosure=second))

    assert Snapshot.objects.get().disclosure == Disclosure.STAFF


def test_a_vault_that_cannot_write_leaves_no_card(own_archive: Path) -> None:
    own_archive.write_bytes(b"a file where the directory should be")

    with pytest.raises(OSError, match="archive"):
        keep(arrival())

    assert Snapshot.objects.count() == 0


def test_the_newest_document_of_each_address_is_read_again() -> None:
    keep(arrival(b"a"))
    newest = keep(arrival(b"b"))
    other = keep(arrival(b"c", address="https://bip.example/c.pdf"))
    keep(arrival(b"d", address="https://bip.example/d.pdf", source="register"))

    assert list(Sighting.objects.latest_of_source("roll_calls")) == [newest, other]


@pytest.mark.parametrize("damage", [Path.unlink, lambda path: path.write_bytes(b"altered")])
def test_missing_or_altered_bytes_are_not_passed_off(damage: object) -> None:
    snapshot = keep(arrival()).snapshot
    damage(vault().path(snapshot.sha256))  # type: ignore[operator]  # one of the two functions above

    with pytest.raises(Damaged):
        snapshot.read()
    with pytest.raises(Damaged):
        vault().open(snapshot.sha256)
