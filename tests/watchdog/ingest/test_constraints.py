"""Each rule that the database keeps for the corridor's memory, and an attempt to break it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction

from tests.factories.archive import SnapshotFactory
from watchdog.ingest.models import Rejected, Run

pytestmark = pytest.mark.django_db


def a_finished_run_without_an_end() -> None:
    Run.objects.create(source="przyklad", state=Run.State.DONE)


def one_row_rejected_twice() -> None:
    snapshot = SnapshotFactory()
    for _again in range(2):
        Rejected.objects.create(snapshot=snapshot, source="przyklad", place="row 17", reason="Brak daty.")


BROKEN: dict[str, Callable[[], None]] = {
    "run_ended_when_finished": a_finished_run_without_an_end,
    "rejected_once_per_place": one_row_rejected_twice,
}


@pytest.mark.parametrize(("constraint", "attempt"), BROKEN.items(), ids=list(BROKEN))
def test_the_database_refuses(constraint: str, attempt: Callable[[], None]) -> None:
    with pytest.raises(IntegrityError, match=f'"{constraint}"'), transaction.atomic():
        attempt()
