"""Each rule that the database keeps for the evidence, and an attempt to break it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction

from tests.factories.archive import ChangeFactory, ReadingFactory, SnapshotFactory
from tests.factories.council import PersonFactory

pytestmark = pytest.mark.django_db


def a_document_named_by_something_else_than_its_hash() -> None:
    SnapshotFactory(sha256="DOKUMENT".ljust(64, "0"))


def one_place_read_twice_for_a_record() -> None:
    person, snapshot = PersonFactory(), SnapshotFactory()
    ReadingFactory.create_batch(2, record=person, snapshot=snapshot, place="p. 1")


def a_change_that_nobody_made() -> None:
    ChangeFactory(record=PersonFactory(), snapshot=None, user=None)


BROKEN: dict[str, Callable[[], None]] = {
    "snapshot_sha256_is_hex": a_document_named_by_something_else_than_its_hash,
    "reading_once_per_place": one_place_read_twice_for_a_record,
    "change_has_an_author": a_change_that_nobody_made,
}


@pytest.mark.parametrize(("constraint", "attempt"), BROKEN.items(), ids=list(BROKEN))
def test_the_database_refuses(constraint: str, attempt: Callable[[], None]) -> None:
    with pytest.raises(IntegrityError, match=f'"{constraint}"'), transaction.atomic():
        attempt()
